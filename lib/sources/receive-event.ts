import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { command } from "@/lib/command";
import { sha256 } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import { conflict, notFound } from "@/lib/errors";
import { id, line } from "@/lib/input";
import { addPerson } from "@/lib/people/add-person";
import { editPerson } from "@/lib/people/edit-person";
import { lockSource, refuseEndedSource } from "@/lib/sources/lock-source";
import { reportDepartures } from "@/lib/sources/report-departures";
import { reportRoles } from "@/lib/sources/report-roles";
import { takeBackReports } from "@/lib/sources/take-back-reports";
import { type KnownOfPerson, type Leaving, personEvent } from "@/lib/sources/webhook/event";
import { findPerson } from "@/lib/sources/webhook/find-person";
import type { HrSource, Person } from "@/prisma/generated/client";

/** What became of a call: the sender gets it, and gets it again for the same id. */
export type Received = {
  personId: string;
  /** `unchanged`: nothing of it was new. `held`: a person has to look at it first. */
  outcome: "entered" | "changed" | "unchanged" | "leaving" | "held";
};

const LAST_SECOND_MS = 86_399_000;

/**
 * Takes what an HR system said by calling our URL, once for each id of a message: a repeated one gets the first answer
 * and changes nothing. Who joins is entered, or adopted when nobody manages them; who changes is changed, and no more
 * than was said, and another title or team proposes a move; who leaves goes through the one door (report-departures). The signature was checked before.
 *
 * Raises not_found for a source that is not there and for a person whom nobody knows; conflict for one whom another
 * source manages, for one who has left, and for an id that was used for something else.
 */
export const receiveEvent = command({
  name: "sources.receive-event",
  permission: "sources.report",
  timeoutMs: 60_000,
  input: z.strictObject({
    sourceId: id(),
    messageId: line(255),
    body: z.string().max(100_000),
    event: personEvent,
  }),
  target: (tx, { sourceId }) => lockSource(tx, sourceId),
  allow: () => true,
  async change({ tx, actor, input, target: source, now }) {
    refuseEndedSource(source);
    if (source.kind !== "webhook") throw conflict(`${source.name} does not speak by calling a URL.`);
    const { messageId, event } = input;
    const bodySha256 = sha256(input.body);
    const earlier = await tx.webhookMessage.findUnique({
      where: { sourceId_messageId: { sourceId: source.id, messageId } },
    });
    if (earlier) {
      if (!Buffer.from(earlier.bodySha256).equals(Buffer.from(bodySha256)))
        throw conflict("A message of this id was taken before, and said something else.");
      return { result: earlier.answer as Received, audit: [] };
    }
    const result =
      event.type === "person.left"
        ? await leave(tx, actor, source, event.data)
        : await enter(tx, actor, source, event.data, event.type === "person.joined");
    await tx.webhookMessage.create({
      data: { sourceId: source.id, messageId, type: event.type, bodySha256, answer: result, receivedAt: now },
    });
    await tx.hrSource.update({ where: { id: source.id }, data: { lastSeenAt: now } });
    return {
      result,
      audit: [
        {
          objectType: "source",
          objectId: source.id,
          objectName: source.name,
          after: { said: event.type, message: messageId, personId: result.personId, outcome: result.outcome },
        },
      ],
    };
  },
});

async function enter(
  tx: Tx,
  actor: Actor,
  source: HrSource,
  said: KnownOfPerson,
  joins: boolean,
): Promise<Received> {
  const { managerEmail, ...fields } = said;
  const person = await findPerson(tx, source, said);
  const managerId = await managerOf(tx, managerEmail);
  if (!person) {
    const name = fullName(said);
    if (!joins || !name)
      throw joins ? conflict("Say the name of who joins: name, or givenName and familyName.") : notFound();
    const { id: personId } = await addPerson.within(tx, actor, {
      ...texts(fields),
      name,
      kind: fields.kind ?? "employee",
      managerId,
    });
    await adopt(tx, source.id, personId, said.employeeNumber);
    return { personId, outcome: "entered" };
  }
  if (person.endedAt)
    throw conflict(`${person.name} has left. Whoever comes back is entered anew, by a person.`);
  await adopt(tx, source.id, person.id, said.employeeNumber);
  if (joins) await takeBackReports.within(tx, actor, { sourceId: source.id, personIds: [person.id] });
  const after = merged(person, said, managerId);
  await editPerson.within(tx, actor, { personId: person.id, ...texts(after) });
  await reportRoles(tx, actor, source.name, [
    {
      personId: person.id,
      title: { from: person.title, to: after.title },
      department: { from: person.department, to: after.department },
    },
  ]);
  const before = merged(person, { ...said, ...nothing }, null);
  return {
    personId: person.id,
    outcome: JSON.stringify(before) === JSON.stringify(after) ? "unchanged" : "changed",
  };
}

async function leave(tx: Tx, actor: Actor, source: HrSource, said: Leaving): Promise<Received> {
  const person = await findPerson(tx, source, said);
  if (!person) throw notFound();
  if (person.endedAt) return { personId: person.id, outcome: "unchanged" };
  await adopt(tx, source.id, person.id, said.employeeNumber);
  const kind = said.reason === "contract_ended" ? ("contract_ends" as const) : ("leaves" as const);
  const lastMoment = said.lastDay ? new Date(said.lastDay.getTime() + LAST_SECOND_MS) : undefined;
  const answer = await reportDepartures.within(tx, actor, {
    sourceId: source.id,
    departures: [
      said.reason === "terminated" || !lastMoment
        ? { personId: person.id, kind: "terminated_now", note: said.note }
        : { personId: person.id, kind, lastMoment, note: said.note },
    ],
  });
  const outcome = answer.held.length > 0 ? "held" : answer.started.length > 0 ? "leaving" : "unchanged";
  return { personId: person.id, outcome };
}

/** From now on this source manages the person, and no other does. */
async function adopt(tx: Tx, sourceId: string, personId: string, externalId: string | null): Promise<void> {
  await tx.sourcePerson.upsert({
    where: { personId },
    create: { sourceId, personId, externalId },
    update: {},
  });
}

/** Whoever has this address and works here; nobody else, for a manager is often entered after their people. */
async function managerOf(tx: Tx, email: string | null): Promise<string | null> {
  if (!email) return null;
  const manager = await tx.person.findFirst({ where: { email, endedAt: null }, select: { id: true } });
  return manager?.id ?? null;
}

const fullName = ({ name, givenName, familyName }: KnownOfPerson): string | null =>
  name ?? ([givenName, familyName].filter(Boolean).join(" ") || null);

const nothing = {
  employeeNumber: null,
  email: null,
  name: null,
  givenName: null,
  familyName: null,
  kind: null,
  title: null,
  department: null,
  location: null,
  managerEmail: null,
  startsOn: null,
  endsOn: null,
};

/** What is known of somebody, with what was said in its place; what was not said stays. */
function merged(person: Person, said: KnownOfPerson, managerId: string | null) {
  return {
    name: fullName(said) ?? person.name,
    givenName: said.givenName ?? person.givenName,
    familyName: said.familyName ?? person.familyName,
    email: said.email ?? person.email,
    employeeNumber: said.employeeNumber ?? person.employeeNumber,
    kind: said.kind ?? person.kind,
    title: said.title ?? person.title,
    department: said.department ?? person.department,
    location: said.location ?? person.location,
    managerId: managerId && managerId !== person.id ? managerId : person.managerId,
    startsOn: said.startsOn ?? person.startsOn,
    endsOn: said.endsOn ?? person.endsOn,
  };
}

/** Days as a command's input takes them. */
function texts<Fields extends { startsOn: Date | null; endsOn: Date | null }>(fields: Fields) {
  const text = (day: Date | null) => day?.toISOString().slice(0, 10) ?? null;
  return { ...fields, startsOn: text(fields.startsOn), endsOn: text(fields.endsOn) };
}
