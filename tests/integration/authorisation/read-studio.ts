import { inviteMember } from "@/lib/accounts/invite-member";
import { systemActor } from "@/lib/auth/actor";
import { addClientData } from "@/lib/clients/add-client-data";
import { startClosing } from "@/lib/closings/start-closing";
import { db } from "@/lib/db";
import { readImport } from "@/lib/imports/read-import";
import { planAbsence } from "@/lib/lifecycle/plan-absence";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { proposeMove } from "@/lib/moves/propose-move";
import { addPerson } from "@/lib/people/add-person";
import { attestTask } from "@/lib/register/attest-task";
import { commentOnTask } from "@/lib/register/comment-on-task";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { keepDraft } from "@/lib/requests/keep-draft";
import { addSource } from "@/lib/sources/add-source";
import { dropDepartures } from "@/lib/sources/drop-departures";
import { reportDepartures } from "@/lib/sources/report-departures";
import { makeEmergency } from "@/tests/support/emergencies";
import { begin, inDays, recordActive, screenshot } from "@/tests/support/grants";
import { confirmed } from "@/tests/support/proof";
import { makeWorld } from "@/tests/support/world";

/**
 * The world with one of everything that can be read: Tariq holds a key and waits for another that Hannah asked for
 * him; Erik has done a task at an account of which he is the custodian; Priya departs; Sara has a seat on Kite's
 * engagement; Tariq has taken access in an emergency; Hannah has a draft; Nia joins soon; an import waits for review.
 */
export async function readStudio() {
  const world = await makeWorld();
  const { people, assets } = world;
  const [grantId = ""] = await recordActive(world, { who: "tariq", asset: "kiteAds", roles: ["Standard"] });
  const { taskId } = await begin(world, { who: "tariq", asset: "kiteAnalytics", roles: ["Viewer"] });
  await attestTask(people.erik.actor, { taskId, outcome: "done", files: [screenshot()] });
  const evidence = await db.evidence.findFirstOrThrow({ where: { taskId, kind: "file" } });
  await db.finding.create({
    data: { kind: "granted_differently", grantId, detail: "Standard, not Read only" },
  });
  const request = await askForAccess(people.hannah.actor, {
    clientId: world.northwind.id,
    assetIds: [assets.northwindAds],
    personIds: [people.tariq.personId],
    work: ["look-at-reports"],
    until: inDays(30),
    reason: "Winter",
  });
  await recordActive(world, { who: "priya", asset: "northwindAds", roles: ["Read only"] });
  const departure = await confirmed(startDeparture, people.sara.actor, {
    personId: people.priya.personId,
    kind: "terminated_now",
  });
  const { absenceId } = await planAbsence(people.sara.actor, {
    personId: people.erik.personId,
    kind: "sabbatical",
    startsOn: inDays(20).toISOString().slice(0, 10),
  });
  const { id: membershipId } = await db.membership.create({
    data: {
      engagementId: world.kite.engagementId,
      personId: people.sara.personId,
      role: "Media buyer",
    },
  });
  const { moveId } = await proposeMove(people.sara.actor, {
    personId: people.tariq.personId,
    title: "Analyst",
    effectiveOn: inDays(20).toISOString().slice(0, 10),
  });
  await addPerson(people.sara.actor, { name: "Nia Joiner", startsOn: inDays(5).toISOString().slice(0, 10) });
  const draftId = crypto.randomUUID();
  const draft = { personIds: [people.tariq.personId], reason: "Spring" };
  await keepDraft(people.hannah.actor, { id: draftId, version: 0, clientId: world.kite.id, content: draft });
  const emergencyId = await makeEmergency(world, "tariq");
  const sheet =
    "Client,Platform,Account ID,Person,Email,Access,Since,Until,Notes\nKite Insurance,Google Ads,5214492644,Nobody Knows,,Standard,2026-02-03,,";
  await addClientData(people.hannah.actor, {
    ...{ engagementId: world.kite.engagementId, name: "Customer list", kind: "contacts", keptWhere: "Drive" },
  });
  await commentOnTask(people.erik.actor, { taskId, text: "Done on Monday." });
  const { closingId } = await startClosing(people.hannah.actor, {
    ...{ clientId: world.kite.id, engagementId: world.kite.engagementId, lastMoment: inDays(60) },
  });
  const run = await readImport(people.ingrid.actor, { pasted: sheet });
  const source = await addSource(systemActor("operator"), { kind: "scim", name: "Studio Okta" });
  // One is held and one was dropped: the only owner cannot be let go.
  const { aoife } = people;
  await db.sourcePerson.create({ data: { sourceId: source.id, personId: aoife.personId } });
  const gone = {
    sourceId: source.id,
    departures: [{ personId: aoife.personId, kind: "terminated_now" as const }],
  };
  const { held } = await reportDepartures(systemActor("source"), gone);
  await confirmed(dropDepartures, people.sara.actor, {
    heldIds: held.map((each) => each.heldId),
    reason: "She stays.",
  });
  await reportDepartures(systemActor("source"), gone);
  await confirmed(inviteMember, people.aoife.actor, {
    email: "new@clickelement.example",
    name: "New Body",
    roles: ["staff"],
  });
  return {
    world,
    grantId,
    taskId,
    evidenceId: evidence.id,
    requestId: request.id,
    departureId: departure.departureId,
    lookId: (await db.task.findFirstOrThrow({ where: { kind: "look", causeId: departure.departureId } })).id,
    importId: run.id,
    draftId,
    emergencyId,
    closingId,
    membershipId,
    moveId,
    sourceId: source.id,
    absenceId,
  };
}

export type ReadStudio = Awaited<ReturnType<typeof readStudio>>;
