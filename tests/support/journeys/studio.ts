import { systemActor } from "@/lib/auth/actor";
import { addClient } from "@/lib/clients/add-client";
import { addClientData } from "@/lib/clients/add-client-data";
import { addEngagement } from "@/lib/clients/add-engagement";
import { addMembership } from "@/lib/clients/add-membership";
import { setKit } from "@/lib/clients/set-kit";
import { issueCertificate as certifyClosing } from "@/lib/closings/issue-certificate";
import { startClosing } from "@/lib/closings/start-closing";
import { db } from "@/lib/db";
import { readImport } from "@/lib/imports/read-import";
import { issueCertificate } from "@/lib/lifecycle/issue-certificate";
import { planAbsence } from "@/lib/lifecycle/plan-absence";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { proposeMove } from "@/lib/moves/propose-move";
import { attestTask } from "@/lib/register/attest-task";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { addSource } from "@/lib/sources/add-source";
import { giveTariqEverything } from "@/tests/integration/lifecycle/holdings";
import { begin, inDays, recordActive } from "@/tests/support/grants";
import { doTask } from "@/tests/support/looks";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";
import { makeEmergency } from "../emergencies";

/** Where things of the small studio are in the app's own database. */
export type Studio = {
  tariqId: string;
  kiteId: string;
  engagementId: string;
  assetId: string;
  requestId: string;
  taskId: string;
  grantId: string;
  departureId: string;
  certifiedId: string;
  /** An end of an engagement that is under way, and one with its certificate. */
  closingId: string;
  closedId: string;
  importId: string;
  emergencyId: string;
  membershipId: string;
  sourceId: string;
  absenceId: string;
  erikId: string;
  moveId: string;
};

/**
 * The studio of the world with something on every screen: keys, a request, work, two departures (one under way, one
 * with its certificate), an import in review. Filled in once for a database; a second call finds what is there.
 */
export async function openStudio(): Promise<Studio> {
  const kite = await db.client.findUnique({ where: { nameKey: "kite insurance" } });
  if (!kite) await fillStudio(await makeWorld());
  return findStudio();
}

async function fillStudio(world: World): Promise<void> {
  const { people, assets, kite } = world;
  await giveTariqEverything(world);
  await recordActive(world, { who: "erik", asset: "manager", roles: ["Admin"] });
  await recordActive(world, { who: "priya", asset: "northwindAnalytics", roles: ["Viewer"] });
  await begin(world, { who: "omar", asset: "northwindAds", roles: ["Standard"] });
  await askForAccess(people.hannah.actor, {
    clientId: kite.id,
    assetIds: [assets.kiteMeta, assets.kiteAnalytics],
    personIds: [people.omar.personId],
    work: ["look-at-reports"],
    until: inDays(60),
    reason: "Monthly report",
  });
  await startDeparture(people.sara.actor, {
    personId: people.tariq.personId,
    kind: "leaves",
    lastMoment: inDays(3),
  });
  await planAbsence(people.sara.actor, {
    personId: people.julia.personId,
    kind: "sabbatical",
    startsOn: inDays(25).toISOString().slice(0, 10),
    expectedOn: inDays(90).toISOString().slice(0, 10),
  });
  await certify(world);
  await closeOut(world);
  await makeEmergency(world, "omar");
  await makeKit(world);
  await proposeMove(people.sara.actor, {
    personId: people.omar.personId,
    title: "Analyst",
    effectiveOn: inDays(20).toISOString().slice(0, 10),
  });
  await addSource(systemActor("operator"), { kind: "scim", name: "Studio Okta" });
  await readImport(systemActor("operator"), { file: await sheet(), fileName: "register.csv" });
}

/** Omar and Erik are media buyers on Kite's engagement, whose kit Erik holds a part of. */
async function makeKit({ people, assets, kite }: World): Promise<void> {
  const hannah = people.hannah.actor;
  await setKit(hannah, {
    engagementId: kite.engagementId,
    role: "Media buyer",
    lines: [
      { assetId: assets.kiteAds, work: ["publish-campaigns"] },
      { assetId: assets.kiteAnalytics, work: ["look-at-reports"] },
    ],
  });
  for (const { personId } of [people.omar, people.erik])
    await addMembership(hannah, { engagementId: kite.engagementId, personId, role: "Media buyer" });
}

/** Priya has left: her one key was taken back with evidence. */
async function certify({ people }: World): Promise<void> {
  const { departureId } = await confirmed(startDeparture, people.sara.actor, {
    personId: people.priya.personId,
    kind: "terminated_now",
  });
  const tasks = await db.task.findMany({
    where: { cause: "departure", causeId: departureId, state: "open" },
  });
  for (const task of tasks) await doTask(people.ingrid.actor, task.id);
  await issueCertificate(people.sara.actor, { departureId });
}

/** All work for one client is closed out; for another it is about to end. */
async function closeOut({ people }: World): Promise<void> {
  const hannah = people.hannah.actor;
  const [done, underWay] = await Promise.all(
    ["Lumen Energy", "Plum Kids"].map((name) => addClient(hannah, { name })),
  );
  for (const client of [done, underWay]) {
    const { id: engagementId } = await addEngagement(hannah, {
      ...{ clientId: client?.id ?? "", name: "Search", startsOn: "2026-01-01" },
    });
    await addClientData(hannah, {
      engagementId,
      name: "Newsletter list",
      kind: "contacts",
      keptWhere: "Drive",
    });
    const { closingId } = await startClosing(hannah, { clientId: client?.id ?? "" });
    if (client === underWay) continue;
    for (const task of await db.task.findMany({ where: { causeId: closingId } }))
      await attestTask(people.ingrid.actor, { taskId: task.id, outcome: "done", note: "Done, and looked." });
    await certifyClosing(hannah, { closingId });
  }
}

/** A register with a row for each outcome of its review. */
async function sheet(): Promise<Uint8Array> {
  const rows = [
    "Client;Platform;Account / ID;Who;Access level;Since;Until",
    "Kite Insurance;Google Ads;521-449-2644;Erik Levy;Standard;2026-02-01;",
    "Kite Insurance;GA 4;213198982;Hannah Stone;Analyst;2026-03-01;2027-01-31",
    "Kite Insurance;GA 4;213198982;Somebody Else;Analyst;2026-03-01;",
    "Kite Insurance;GAds;521-449-2644;Omar Rahman;Wizard;2026-03-01;",
    "Northwind Outdoor;GAds;700-057-5753;Omar Rahman;Standard;2026-02-30;",
  ];
  return new TextEncoder().encode(rows.join("\n"));
}

async function findStudio(): Promise<Studio> {
  const kite = await db.client.findUniqueOrThrow({ where: { nameKey: "kite insurance" } });
  const tariq = await db.person.findFirstOrThrow({ where: { email: "tariq.haddad@clickelement.example" } });
  const asset = await db.asset.findFirstOrThrow({ where: { clientId: kite.id, externalId: "5214492644" } });
  const ofKite = { where: { clientId: kite.id } };
  const [
    engagement,
    request,
    grant,
    task,
    departure,
    certified,
    closing,
    closed,
    run,
    emergency,
    seat,
    source,
    absence,
    erik,
    move,
  ] = await Promise.all([
    db.engagement.findFirstOrThrow(ofKite),
    db.accessRequest.findFirstOrThrow({ ...ofKite, orderBy: { number: "desc" } }),
    db.grant.findFirstOrThrow({ where: { personId: tariq.id } }),
    db.task.findFirstOrThrow({ where: { kind: "revoke", state: "open", personId: tariq.id } }),
    db.departure.findFirstOrThrow({ where: { personId: tariq.id } }),
    db.departure.findFirstOrThrow({ where: { certifiedAt: { not: null } } }),
    db.closing.findFirstOrThrow({ where: { certifiedAt: null } }),
    db.closing.findFirstOrThrow({ where: { certifiedAt: { not: null } } }),
    db.importRun.findFirstOrThrow({ where: { state: "review" } }),
    db.emergencyAccess.findFirstOrThrow(),
    db.membership.findFirstOrThrow({ where: { role: "Media buyer", engagement: ofKite.where } }),
    db.hrSource.findFirstOrThrow({ where: { name: "Studio Okta" } }),
    db.absence.findFirstOrThrow(),
    db.person.findFirstOrThrow({ where: { email: "erik.levy@clickelement.example" } }),
    db.move.findFirstOrThrow({ where: { state: "waiting", title: "Analyst" } }),
  ]);
  return {
    tariqId: tariq.id,
    kiteId: kite.id,
    engagementId: engagement.id,
    assetId: asset.id,
    requestId: request.id,
    taskId: task.id,
    grantId: grant.id,
    departureId: departure.id,
    certifiedId: certified.id,
    closingId: closing.id,
    closedId: closed.id,
    importId: run.id,
    emergencyId: emergency.id,
    membershipId: seat.id,
    sourceId: source.id,
    absenceId: absence.id,
    erikId: erik.id,
    moveId: move.id,
  };
}
