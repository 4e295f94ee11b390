import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { handOverDuties } from "@/lib/lifecycle/hand-over-duties";
import { issueCertificate } from "@/lib/lifecycle/issue-certificate";
import { getCertificate } from "@/lib/lifecycle/queries/get-certificate";
import { getDeparture } from "@/lib/lifecycle/queries/get-departure";
import { countDepartures, listDepartures } from "@/lib/lifecycle/queries/list-departures";
import { previewDeparture } from "@/lib/lifecycle/queries/preview-departure";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { attestTask } from "@/lib/register/attest-task";
import { verifyTask } from "@/lib/register/verify-task";
import { leftNothing, recordActive } from "@/tests/support/grants";
import { doLooks, doTask } from "@/tests/support/looks";
import { refused } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";
import { giveTariqEverything } from "./holdings";

let world: World;
let departureId: string;
let sara: World["people"]["sara"]["actor"];
let ingrid: World["people"]["ingrid"]["actor"];
let aoife: World["people"]["aoife"]["actor"];

// One departure from its preview to its certificate; the tests follow each other.
beforeAll(async () => {
  world = await makeWorld();
  await giveTariqEverything(world);
  sara = world.people.sara.actor;
  ingrid = world.people.ingrid.actor;
  aoife = world.people.aoife.actor;
});

const asked = () => ({ personId: world.people.tariq.personId, kind: "terminated_now" as const });
const read = async () => {
  const departure = await getDeparture(sara, departureId);
  if (!departure) throw new Error("The departure is gone.");
  return departure;
};

describe("a departure from its preview to its certificate", () => {
  it("announces in the preview what the start makes", async () => {
    const preview = await previewDeparture(sara, asked());
    if (!preview) throw new Error("No preview.");
    expect(preview.problem).toBeNull();
    expect(preview.reach.map((each) => [each.assetName, each.throughName])).toEqual([
      ["Kite – Search", "Studio manager account"],
      ["Northwind – Search", "Studio manager account"],
    ]);
    expect(preview.lastAdministratorOf.map((asset) => asset.assetName)).toEqual(["Studio manager account"]);
    expect(preview.keys.find((key) => key.invited)?.assetName).toBe("northwind.example");
    expect(preview.byClient.reduce((sum, client) => sum + client.keys, 0)).toBe(preview.counts.keys);

    ({ departureId } = await confirmed(startDeparture, sara, asked()));
    const { checklist, ...departure } = await read();
    const count = (kind: string) => checklist.filter((entry) => entry.kind === kind).length;
    expect({
      keys: count("revoke"),
      withoutSuccessor: count("name_successor"),
      sharedLogins: count("rotate_secret"),
      robots: count("hand_over_robot"),
      custodyTasks: count("hand_over_custody"),
      requestsHandedOver: count("hand_over_request"),
      looks: count("look"),
    }).toEqual({
      keys: preview.counts.keys,
      withoutSuccessor: preview.counts.withoutSuccessor,
      sharedLogins: preview.counts.sharedLogins,
      robots: preview.counts.robots,
      custodyTasks: preview.counts.custodyTasks,
      requestsHandedOver: preview.counts.requestsHandedOver,
      looks: preview.counts.looks,
    });
    expect(departure.progress).toMatchObject({
      total: 13,
      verified: 0,
      attested: 0,
      toDo: 13,
      overdue: 0,
      looks: 5,
    });
    expect(departure.standing).toBe("under_way");
    expect(checklist[0]?.risk).toBe("administrator");
    const manager = checklist.find((entry) => entry.kind === "revoke" && entry.risk === "administrator");
    expect(manager).toMatchObject({ reaches: 2, asset: { accountId: "652-204-7736" } });
    expect(await countDepartures(sara)).toEqual({ open: 1, overdue: 0 });
    const list = await listDepartures(sara, { q: "tariq", sort: "", page: 1, filters: {} });
    expect(list.rows[0]).toMatchObject({ total: 13, verified: 0, certifiedAt: null });
  });

  it("says in the preview that one is under way, and refuses who may not start", async () => {
    expect((await previewDeparture(sara, asked()))?.problem).toMatch(/already under way/);
    await expect(previewDeparture(world.people.omar.actor, asked())).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(getDeparture(world.people.omar.actor, departureId)).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("gives no certificate while something is open", async () => {
    await expect(issueCertificate(sara, { departureId })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(
        /13 of 13 entries have no evidence.*looked yet whether Tariq Haddad is anywhere else on 5 platforms/,
      ),
    });
  });

  it("takes no successor on trust: another administrator is there with proof first", async () => {
    const { checklist } = await read();
    const taskId = checklist.find(({ kind }) => kind === "name_successor")?.taskId ?? "";
    const done = () => attestTask(ingrid, { taskId, outcome: "done", note: "Erik administers it." });
    await refused(done(), "conflict", /knows no other administrator of this account with a proof/);
    await recordActive(world, { who: "erik", asset: "manager", roles: ["Admin"] });
    await done();
  });

  it("stays unfinished through the manager account alone", async () => {
    const checklist = (await read()).checklist.filter(({ attestedAt }) => attestedAt === null);
    for (const entry of checklist.filter(({ kind, risk }) => kind !== "revoke" || risk !== "administrator")) {
      await doTask(ingrid, entry.taskId);
    }
    const { paths, blockers, standing } = await read();
    const byOwn = paths.filter((path) => path.through === "own");
    expect(byOwn).toEqual([expect.objectContaining({ assetName: "Studio manager account", below: 2 })]);
    expect(paths.map((path) => path.through)).not.toContain("shared_login");
    expect(blockers.join(" ")).toMatch(/and with it 2 accounts below/);
    expect(standing).toBe("under_way");
  });

  it("is attested-complete with evidence for all, and not finished before the second pair of eyes", async () => {
    const { checklist } = await read();
    const last = checklist.find((entry) => entry.attestedAt === null);
    await attestTask(ingrid, {
      taskId: last?.taskId ?? "",
      outcome: "done",
      note: "Removed at 17:22.",
      followUps: await leftNothing(last?.taskId ?? ""),
    });
    const departure = await read();
    expect(departure.standing).toBe("attested_complete");
    // The manager account, and the looks at the two platforms below it that it administers.
    expect(departure.progress).toMatchObject({ attested: 13, toVerify: 3, toDo: 0, looks: 0 });
    expect(departure.blockers.join(" ")).toMatch(/wait for a second person/);
    await expect(issueCertificate(sara, { departureId })).rejects.toMatchObject({ code: "conflict" });
    await verifyTask(aoife, { taskId: last?.taskId ?? "", note: "Looked too: not on the list." });
    await expect(issueCertificate(sara, { departureId })).rejects.toMatchObject({ code: "conflict" });
    await doLooks(ingrid, departureId, aoife);
  });

  it("is not finished while robots and custodies are still in their name; one step hands them over", async () => {
    expect((await read()).blockers.join(" ")).toMatch(/still owns a robot.*still custodian of an account/);
    await expect(
      handOverDuties(sara, { departureId, heirId: world.people.tariq.personId }),
    ).rejects.toMatchObject({ code: "invalid_input" });
    await expect(
      handOverDuties(world.people.hannah.actor, { departureId, heirId: world.people.erik.personId }),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect(await handOverDuties(sara, { departureId, heirId: world.people.erik.personId })).toMatchObject({
      robots: 1,
      custodies: 1,
    });
    expect((await read()).standing).toBe("finished");
    await expect(
      handOverDuties(sara, { departureId, heirId: world.people.erik.personId }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("gives one certificate that two ask for at once, ends the stay, and keeps its hash", async () => {
    await expect(issueCertificate(world.people.omar.actor, { departureId })).rejects.toMatchObject({
      code: "forbidden",
    });
    const both = await Promise.allSettled([
      issueCertificate(sara, { departureId }),
      issueCertificate(ingrid, { departureId }),
    ]);
    expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    const issued = await getCertificate(world.people.julia.actor, departureId);
    expect(issued?.intact).toBe(true);
    expect(issued?.certificate.keys).toHaveLength(3);
    expect(issued?.certificate.duties).toHaveLength(5);
    expect(issued?.certificate.looks).toHaveLength(5);
    expect(issued?.certificate.looks?.[0]).toMatchObject({
      client: expect.any(String),
      platform: expect.stringContaining("Google Ads"),
      outcome: "not_there",
      found: [],
      doneBy: "Ingrid Dahl",
      verifiedBy: "Aoife Raman",
      evidence: [
        { kind: "looked_not_there", step: "attest", lookedUnder: ["tariq.haddad@clickelement.example"] },
        { kind: "note", step: "verify" },
      ],
    });
    expect(issued?.certificate.keys[0]).toMatchObject({
      accountId: "652-204-7736",
      doneBy: "Ingrid Dahl",
      verifiedBy: "Aoife Raman",
      evidence: [
        { kind: "note", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
        { kind: "note", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ],
    });
    const person = await db.person.findUniqueOrThrow({ where: { id: world.people.tariq.personId } });
    expect(person.endedAt).not.toBeNull();
    expect(await getCertificate(sara, "no-id")).toBeNull();
  });

  it("shows when a kept certificate was changed behind its back", async () => {
    await db.$executeRaw`
      UPDATE "Departure" SET certificate = jsonb_set(certificate, '{person}', '"Somebody else"')
      WHERE id = ${departureId}::uuid`;
    expect((await getCertificate(sara, departureId))?.intact).toBe(false);
  });
});
