import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answeredInWords,
  answerersInWords,
  type ContactStanding,
  canAnswer,
  clientSide,
  type ItemContact,
  waitsForClient,
} from "@/lib/requests/rules/client-answer";
import { canRemind, lastTold } from "@/lib/requests/rules/remind-client";

const standings: ContactStanding[] = ["answers", "invited", "own", "none"];
const contact = fc.record({
  contactId: fc.uuid(),
  name: fc.constantFrom("Carla Nunes", "Mo Kite", "Nils North"),
  standing: fc.constantFrom(...standings),
});
const contacts = fc.array(contact, { maxLength: 5 });

describe("who answers", () => {
  it("is a contact who can sign in, and neither asked nor would hold it", () => {
    expect(standings.filter((standing) => canAnswer(standing, "Kite") === true)).toEqual(["answers"]);
    expect(canAnswer("own", "Kite")).toMatch(/Another contact of Kite/);
  });

  it("the yes is written down only where nobody can answer, now or once an invitation is taken up", () => {
    fc.assert(
      fc.property(contacts, (of: ItemContact[]) => {
        const able = of.filter(({ standing }) => standing === "answers" || standing === "invited");
        expect(clientSide(of)).toBe(able.length === 0 ? "written" : "room");
        if (able.length > 0)
          expect(answerersInWords(of, "Kite")).toMatch(/^\S.* room of Kite(\.|, and can .*\.)$/);
      }),
    );
  });
});

describe("an approval", () => {
  const leadApproval = {
    leadId: "ingrid",
    leadName: "Ingrid Dahl",
    inPlaceOfId: null,
    inPlaceOfName: null,
    roles: [],
    until: null,
    reason: null,
    at: new Date(),
  };
  const clientAnswer = { agrees: true, byName: "Carla", written: false, words: null, at: new Date() };
  it.each([
    [null, null, false],
    [leadApproval, null, true],
    [null, clientAnswer, false],
    [leadApproval, clientAnswer, false],
  ])("waits for the client only without its answer (%#)", (lead, answer, waits) => {
    expect(waitsForClient({ leadApproval: lead, clientAnswer: answer })).toBe(waits);
  });
});

describe("reminding", () => {
  const now = new Date("2026-11-26T12:00:00Z");
  const able: ItemContact[] = [{ contactId: "c", name: "Carla Nunes", standing: "answers" }];
  const at = (hoursAgo: number) => new Date(now.getTime() - hoursAgo * 3_600_000);

  it("is once a day, and needs somebody who can answer", () => {
    const of = { contacts: able, clientName: "Kite" };
    expect(canRemind({ ...of, toldAt: null }, now)).toBe(true);
    expect(canRemind({ ...of, toldAt: at(24) }, now)).toBe(true);
    expect(canRemind({ ...of, toldAt: at(23) }, now)).toBe(
      "They were told already. They can be reminded from 26 November at 13:00 UTC.",
    );
    const invited = able.map((each) => ({ ...each, standing: "invited" as const }));
    expect(canRemind({ ...of, contacts: invited, toldAt: null }, now)).toMatch(/Nobody of Kite can sign in/);
  });

  it("counts from the latest that anybody was told", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1 }), (hours) => {
        expect(lastTold(hours.map((ago) => ({ last: at(ago) })))).toEqual(at(Math.min(...hours)));
      }),
    );
    expect(lastTold([])).toBeNull();
  });
});

it("says what came of an answer", () => {
  expect(answeredInWords({ agreed: 1, given: 1, declined: 0 })).toBe(
    "You approved it. The studio gives the access now.",
  );
  expect(answeredInWords({ agreed: 3, given: 1, declined: 0 })).toBe(
    "You approved 3. The studio gives 1 now, and still has to decide 2.",
  );
  expect(answeredInWords({ agreed: 2, given: 0, declined: 0 })).toBe(
    "You approved 2. The studio still has to decide.",
  );
  expect(answeredInWords({ agreed: 0, given: 0, declined: 2 })).toBe(
    "You declined 2. Nobody gets this access.",
  );
});
