import { listAlarms, listBreakGlassAccounts } from "@/lib/accounts/alarm-queries";
import {
  getForNewPasskey,
  getOwnFactors,
  listOwnPasskeys,
  listOwnSessions,
} from "@/lib/accounts/own-queries";
import { listPermissions, listPolicies, previewPolicy } from "@/lib/accounts/policy-queries";
import {
  getNextProvider,
  listLinkable,
  listOwnIdentities,
  listProviders,
} from "@/lib/accounts/provider-queries";
import { listInvitable, listInvitations, listMembers } from "@/lib/accounts/queries";
import { countHelpers, countRecoveryCases, listRecoveryCases } from "@/lib/accounts/recovery-queries";
import { listAuditActions, listAuditEvents } from "@/lib/audit/queries";
import type { Actor } from "@/lib/auth/actor";
import { findAssets, findClients } from "@/lib/clients/queries/find-clients";
import { getAsset } from "@/lib/clients/queries/get-asset";
import { getClient } from "@/lib/clients/queries/get-client";
import { getEngagement } from "@/lib/clients/queries/get-engagement";
import { getKitOptions } from "@/lib/clients/queries/kit-options";
import { listAssetOptions, listAssets } from "@/lib/clients/queries/list-assets";
import { listClientData } from "@/lib/clients/queries/list-client-data";
import { listClientOptions, listClients } from "@/lib/clients/queries/list-clients";
import { listContactOptions } from "@/lib/clients/queries/list-contact-options";
import { listEngagements } from "@/lib/clients/queries/list-engagements";
import { closingOf } from "@/lib/closings/queries/closing-of";
import { getCloseOut, listRoomCloseOuts } from "@/lib/closings/queries/get-close-out";
import { getClosing } from "@/lib/closings/queries/get-closing";
import { countClosings, listClosings } from "@/lib/closings/queries/list-closings";
import { listRoomEndings } from "@/lib/closings/queries/list-room-endings";
import { getDelegations, ownDelegations } from "@/lib/delegations/queries";
import { getImport, listPeopleToMean } from "@/lib/imports/queries/get-import";
import { getLeftovers, listImportRows } from "@/lib/imports/queries/list-import-rows";
import { listImports } from "@/lib/imports/queries/list-imports";
import { departureMeasures } from "@/lib/lifecycle/queries/departure-measures";
import { getAbsence } from "@/lib/lifecycle/queries/get-absence";
import { getCertificate, getClientCertificate } from "@/lib/lifecycle/queries/get-certificate";
import { getDeparture } from "@/lib/lifecycle/queries/get-departure";
import { getHold } from "@/lib/lifecycle/queries/get-hold";
import { getLook } from "@/lib/lifecycle/queries/get-look";
import { listCalendar } from "@/lib/lifecycle/queries/list-calendar";
import { countDepartures, listDepartures, listReopened } from "@/lib/lifecycle/queries/list-departures";
import { listSigningKeys } from "@/lib/lifecycle/queries/list-signing-keys";
import {
  listPeopleToLeave,
  listPeopleWhoStay,
  previewDeparture,
} from "@/lib/lifecycle/queries/preview-departure";
import { seenChoices } from "@/lib/lifecycle/queries/seen-choices";
import { readListState } from "@/lib/list-state";
import { getArrival } from "@/lib/moves/queries/get-arrival";
import { getMove } from "@/lib/moves/queries/get-move";
import { listArrivals } from "@/lib/moves/queries/list-arrivals";
import { listMoves, listUnlooked } from "@/lib/moves/queries/list-moves";
import { previewMove } from "@/lib/moves/queries/preview-move";
import { getOwnCalendar } from "@/lib/notifications/calendar-queries";
import { listHooks } from "@/lib/notifications/hook-queries";
import { countUnread, listChannels, listTold } from "@/lib/notifications/own-queries";
import { listOutbox } from "@/lib/notifications/queries";
import { listJobs } from "@/lib/operations/queries";
import { findPeople } from "@/lib/people/queries/find-people";
import { getPerson } from "@/lib/people/queries/get-person";
import { devicesOfPerson, ownDevices } from "@/lib/people/queries/list-devices";
import { listDepartments, listPeople, listPersonOptions } from "@/lib/people/queries/list-people";
import { getPlatform, listPlatformOptions, listPlatforms } from "@/lib/platforms/queries";
import { getAccessPolicy, getPolicyDraft } from "@/lib/policy/queries";
import { conflictsOfPerson, getConflicts } from "@/lib/preconditions/conflict-queries";
import { getPreconditions } from "@/lib/preconditions/queries";
import { talkOf } from "@/lib/register/queries/comments";
import { getEvidenceFile } from "@/lib/register/queries/evidence";
import { getGrant } from "@/lib/register/queries/get-grant";
import { getRoom } from "@/lib/register/queries/get-room";
import { getTask } from "@/lib/register/queries/get-task";
import { getVisit } from "@/lib/register/queries/get-visit";
import { grantsOfAsset, grantsOfClient, grantsOfPerson, ownGrants } from "@/lib/register/queries/grants-of";
import { listAssignees } from "@/lib/register/queries/list-assignees";
import { countFindings, listFindings } from "@/lib/register/queries/list-findings";
import { exportGrants, listGrants } from "@/lib/register/queries/list-grants";
import { countLogins, listLogins } from "@/lib/register/queries/list-logins";
import { listTasks, taskCounts, tasksOfCause } from "@/lib/register/queries/list-tasks";
import { listVisits } from "@/lib/register/queries/list-visits";
import { reachOf } from "@/lib/register/queries/reach-of";
import { assetChoices, recordChoices, registerChoices } from "@/lib/register/queries/register-choices";
import { registerFigures } from "@/lib/register/queries/register-figures";
import { getAskOptions } from "@/lib/requests/queries/ask-options";
import { getDraft, listDrafts } from "@/lib/requests/queries/drafts";
import { getEmergency, listEmergencies, openEmergencies } from "@/lib/requests/queries/emergencies";
import { emergencyChoices } from "@/lib/requests/queries/emergency-choices";
import { getKits } from "@/lib/requests/queries/get-kits";
import { getRequest } from "@/lib/requests/queries/get-request";
import { kitDifferences } from "@/lib/requests/queries/kit-differences";
import { likeColleague } from "@/lib/requests/queries/like-colleague";
import { listRequests } from "@/lib/requests/queries/list-requests";
import { ownSeats } from "@/lib/requests/queries/own-seats";
import { previewExtension } from "@/lib/requests/queries/preview-extension";
import { previewKit } from "@/lib/requests/queries/preview-kit";
import { previewRequest } from "@/lib/requests/queries/preview-request";
import { replayDraft } from "@/lib/requests/queries/replay-policy";
import { requestCounts } from "@/lib/requests/queries/request-counts";
import { listRoomRequests } from "@/lib/requests/queries/room-requests";
import { previewCopy, weighKit } from "@/lib/requests/queries/weigh-kit";
import { getFolder } from "@/lib/sources/folder-queries";
import { listGroups, listMappable, recentCalls } from "@/lib/sources/group-queries";
import { getGuard, heldBySource, listDecided, listHeld } from "@/lib/sources/held-queries";
import { getSource, listSources, sourceNamed } from "@/lib/sources/queries";
import type { ReadStudio } from "./read-studio";

/** Who asks, in the order of the table's columns: three staff members last, of whom Omar has to do with nothing. */
export const columns = ["aoife", "ingrid", "hannah", "sara", "julia", "omar", "tariq", "erik"] as const;

type Ask = (actor: Actor, of: ReadStudio) => Promise<unknown>;

const all = readListState({}, []);
const clientsOf = (choices: { clients: unknown[] }) => choices.clients;

/**
 * Every query with what each person gets of it: yes (something), none (nothing, as if it were not there), no
 * (refused). The columns: owner, security lead, account manager, HR, auditor; then staff: nobody in particular, whom
 * it is about, the custodian. Written by hand: a change here is a change of somebody's power.
 */
// biome-ignore format: a table is read by its columns
export const reads: Record<string, [sees: string, ask: Ask]> = {
  //                        owner lead  AM    HR    audit staff self  custodian
  listOwnPasskeys: /*     */ ["none none  none  none  none  none  none  none", listOwnPasskeys],
  listOwnSessions: /*     */ ["yes  yes   yes   yes   yes   yes   yes   yes", listOwnSessions],
  getOwnFactors: /*       */ ["yes  yes   yes   yes   yes   yes   yes   yes", getOwnFactors],
  getForNewPasskey: /*    */ ["yes  yes   yes   yes   yes   yes   yes   yes", getForNewPasskey],
  listMembers: /*         */ ["yes  yes   no    yes   yes   no    no    no", (a) => listMembers(a, all)],
  listInvitations: /*     */ ["yes  yes   no    yes   yes   no    no    no", listInvitations],
  listPolicies: /*        */ ["yes  yes   no    no    yes   no    no    no", listPolicies],
  listPermissions: /*     */ ["yes  yes   no    no    yes   no    no    no", listPermissions],
  previewPolicy: /*       */ ["yes  no    no    no    no    no    no    no", (a) => previewPolicy(a, staffByPasskey)],
  listInvitable: /*       */ ["yes  no    no    no    no    no    no    no", listInvitable],
  listProviders: /*       */ ["none none  no    no    none  no    no    no", listProviders],
  getNextProvider: /*     */ ["yes  no    no    no    no    no    no    no", getNextProvider],
  listOwnIdentities: /*   */ ["none none  none  none  none  none  none  none", listOwnIdentities],
  listLinkable: /*        */ ["none none  none  none  none  none  none  none", listLinkable],
  listRecoveryCases: /*   */ ["none none  no    no    no    no    no    no", listRecoveryCases],
  countRecoveryCases: /*  */ ["none none  no    no    no    no    no    no", countRecoveryCases],
  countHelpers: /*        */ ["yes  yes   no    no    no    no    no    no", countHelpers],
  listAlarms: /*          */ ["none none  no    no    no    no    no    no", listAlarms],
  listBreakGlassAccounts: /**/ ["none none  no    none  none  no    no    no", listBreakGlassAccounts],
  listAuditEvents: /*     */ ["yes  yes   no    no    yes   no    no    no", (a) => listAuditEvents(a, all)],
  listAuditActions: /*    */ ["yes  yes   no    no    yes   no    no    no", listAuditActions],
  findClients: /*         */ ["yes  yes   yes   yes   yes   none  none  none", (a) => findClients(a, "kite")],
  findAssets: /*          */ ["yes  yes   yes   yes   yes   none  none  none", (a) => findAssets(a, "kite")],
  getAsset: /*            */ ["yes  yes   yes   yes   yes   no    no    no", (a, { world }) => getAsset(a, world.assets.kiteAds)],
  getClient: /*           */ ["yes  yes   yes   yes   yes   no    no    no", (a, { world }) => getClient(a, world.kite.id)],
  getEngagement: /*       */ ["yes  yes   yes   yes   yes   no    no    no", (a, { world }) => getEngagement(a, world.kite.engagementId)],
  getKitOptions: /*       */ ["yes  yes   yes   yes   yes   no    no    no", (a, { world }) => getKitOptions(a, world.kite.engagementId, "Media buyer")],
  listAssets: /*          */ ["yes  yes   yes   yes   yes   no    no    no", (a) => listAssets(a, all)],
  listAssetOptions: /*    */ ["yes  yes   yes   yes   yes   no    no    no", (a) => listAssetOptions(a)],
  listClients: /*         */ ["yes  yes   yes   yes   yes   no    no    no", (a) => listClients(a, all)],
  listClientOptions: /*   */ ["yes  yes   yes   yes   yes   no    no    no", listClientOptions],
  listContactOptions: /*  */ ["none none  none  none  none  no    no    no", (a) => listContactOptions(a)],
  listEngagements: /*     */ ["yes  yes   yes   yes   yes   no    no    no", (a) => listEngagements(a)],
  getDelegations: /*      */ ["yes  yes   no    no    yes   no    no    no", getDelegations],
  ownDelegations: /*      */ ["none none  none  none  none  none  none  none", ownDelegations],
  getImport: /*           */ ["yes  yes   no    yes   no    no    no    no", (a, { importId }) => getImport(a, importId)],
  listPeopleToMean: /*    */ ["yes  yes   no    yes   no    no    no    no", listPeopleToMean],
  getLeftovers: /*        */ ["yes  yes   no    yes   no    no    no    no", (a, { importId }) => getLeftovers(a, importId)],
  listImportRows: /*      */ ["yes  yes   no    yes   no    no    no    no", (a, { importId }) => listImportRows(a, importId, all)],
  listImports: /*         */ ["yes  yes   no    yes   no    no    no    no", (a) => listImports(a, all)],
  getCertificate: /*      */ ["none none  no    none  none  no    no    no", (a, { departureId }) => getCertificate(a, departureId)],
  getDeparture: /*        */ ["yes  yes   no    yes   yes   no    no    no", (a, { departureId }) => getDeparture(a, departureId)],
  getLook: /*             */ ["yes  yes   yes   yes   yes   none  none  yes", (a, { lookId }) => getLook(a, lookId)],
  getAbsence: /*          */ ["yes  yes   no    yes   yes   no    no    no", (a, { absenceId }) => getAbsence(a, absenceId)],
  getHold: /*             */ ["yes  yes   no    yes   yes   no    no    no", (a, { world }) => getHold(a, world.people.tariq.personId)],
  listCalendar: /*        */ ["yes  yes   no    yes   yes   no    no    no", (a) => listCalendar(a, undefined)],
  departureMeasures: /*   */ ["yes  yes   no    yes   yes   no    no    no", departureMeasures],
  countDepartures: /*     */ ["yes  yes   no    yes   yes   no    no    no", countDepartures],
  getClientCertificate: /**/ ["none none  no    none  none  no    no    no", (a, { departureId, world }) => getClientCertificate(a, { departureId, clientId: world.kite.id })],
  seenChoices: /*         */ ["yes  yes   yes   yes   yes   yes   yes   yes", seenChoices],
  listSigningKeys: /*     */ ["none none  none  none  none  no    no    no", listSigningKeys],
  getClosing: /*          */ ["yes  yes   yes   yes   yes   no    no    no", (a, { closingId }) => getClosing(a, closingId)],
  listClosings: /*        */ ["yes  yes   yes   yes   yes   no    no    no", (a) => listClosings(a, all)],
  countClosings: /*       */ ["yes  yes   yes   yes   yes   no    no    no", countClosings],
  closingOf: /*           */ ["yes  yes   yes   yes   yes   no    no    no", (a, { world }) => closingOf(a, { clientId: world.kite.id, engagementId: world.kite.engagementId }).then((of) => of.closing)],
  getCloseOut: /*         */ ["none none  none  none  none  no    no    no", (a, { closingId }) => getCloseOut(a, closingId)],
  listRoomCloseOuts: /*   */ ["no   no    no    no    no    no    no    no", listRoomCloseOuts],
  listRoomEndings: /*     */ ["no   no    no    no    no    no    no    no", listRoomEndings],
  listClientData: /*      */ ["yes  yes   yes   yes   yes   no    no    no", (a, { world }) => listClientData(a, { clientId: world.kite.id })],
  talkOf: /*              */ ["yes  yes   yes   yes   yes   no    no    no", (a, { taskId }) => talkOf(a, [taskId])],
  listDepartures: /*      */ ["yes  yes   no    yes   yes   no    no    no", (a) => listDepartures(a, all)],
  listReopened: /*        */ ["none none  no    none  none  no    no    no", listReopened],
  listPeopleToLeave: /*   */ ["yes  yes   no    yes   no    no    no    no", listPeopleToLeave],
  listPeopleWhoStay: /*   */ ["yes  yes   no    yes   no    no    no    no", listPeopleWhoStay],
  getMove: /*             */ ["yes  yes   none  yes   yes   none  yes   none", (a, { moveId }) => getMove(a, moveId)],
  getArrival: /*          */ ["yes  yes   yes   yes   yes   no    no    no", (a, { world }) => getArrival(a, world.people.tariq.personId)],
  listArrivals: /*        */ ["yes  yes   yes   yes   yes   no    no    no", (a) => listArrivals(a)],
  listMoves: /*           */ ["yes  yes   none  yes   yes   none  yes   none", (a) => listMoves(a, all).then(({ rows }) => rows)],
  listUnlooked: /*        */ ["none none  none  none  none  none  none  none", (a) => listUnlooked(a)],
  previewMove: /*         */ ["yes  yes   no    yes   no    no    no    no", (a, { world }) => previewMove(a, world.people.tariq.personId, () => ({ ends: [], begins: [] }))],
  previewDeparture: /*    */ ["yes  yes   no    yes   no    no    no    no", (a, { world }) => previewDeparture(a, { personId: world.people.tariq.personId, kind: "leaves" })],
  listOutbox: /*          */ ["yes  no    no    no    no    no    no    no", (a) => listOutbox(a, all)],
  listEmergencies: /*     */ ["yes  yes   none  no    yes   none  yes   none", async (a) => (await listEmergencies(a, all)).rows],
  getEmergency: /*        */ ["yes  yes   none  no    yes   none  yes   none", (a, { emergencyId }) => getEmergency(a, emergencyId)],
  openEmergencies: /*     */ ["yes  yes   none  no    yes   none  yes   none", openEmergencies],
  emergencyChoices: /*    */ ["yes  yes   none  no    no    none  none  yes", async (a) => (await emergencyChoices(a, undefined)).accounts],
  listJobs: /*            */ ["yes  no    no    no    no    no    no    no", listJobs],
  listTold: /*            */ ["yes  yes   none  yes   none  none  none  yes", (a) => listTold(a, all)],
  listHeld: /*            */ ["yes  yes   no    yes   yes   no    no    no", listHeld],
  listDecided: /*         */ ["yes  yes   no    yes   yes   no    no    no", listDecided],
  heldBySource: /*        */ ["yes  yes   no    yes   no    no    no    no", heldBySource],
  getFolder: /*           */ ["yes  yes   no    yes   yes   no    no    no", getFolder],
  getGuard: /*            */ ["yes  yes   no    yes   yes   no    no    no", getGuard],
  listSources: /*         */ ["yes  yes   no    yes   yes   no    no    no", listSources],
  listGroups: /*          */ ["none none  no    none  none  no    no    no", (a, s) => listGroups(a, s.sourceId)],
  listMappable: /*        */ ["yes  yes   no    no    no    no    no    no", listMappable],
  recentCalls: /*         */ ["none none  no    none  none  no    no    no", (a, s) => recentCalls(a, s.sourceId)],
  sourceNamed: /*         */ ["yes  no    no    no    no    no    no    no", (a) => sourceNamed(a, "Studio Okta")],
  getSource: /*           */ ["yes  yes   no    yes   yes   no    no    no", (a, s) => getSource(a, s.sourceId)],
  listHooks: /*           */ ["none none  no    no    none  no    no    no", listHooks],
  getOwnCalendar: /*      */ ["none none  none  none  none  none  none  none", getOwnCalendar],
  listChannels: /*        */ ["yes  yes   yes   yes   yes   yes   yes   yes", listChannels],
  countUnread: /*         */ ["yes  yes   none  yes   none  none  none  yes", countUnread],
  findPeople: /*          */ ["yes  yes   yes   yes   yes   none  none  none", (a) => findPeople(a, "tariq")],
  getPerson: /*           */ ["yes  yes   yes   yes   yes   no    no    no", (a, { world }) => getPerson(a, world.people.tariq.personId)],
  ownDevices: /*          */ ["none none  none  none  none  none  none  none", async (a) => (await ownDevices(a))?.devices ?? []],
  devicesOfPerson: /*     */ ["yes  yes   yes   yes   yes   no    no    no", (a, { world }) => devicesOfPerson(a, world.people.tariq.personId)],
  listDepartments: /*     */ ["none none  none  none  none  no    no    no", listDepartments],
  listPeople: /*          */ ["yes  yes   yes   yes   yes   no    no    no", (a) => listPeople(a, all)],
  listPersonOptions: /*   */ ["yes  yes   yes   yes   yes   no    no    no", listPersonOptions],
  getPlatform: /*         */ ["yes  yes   yes   yes   yes   yes   yes   yes", (a) => getPlatform(a, "google_ads")],
  listPlatformOptions: /* */ ["yes  yes   yes   yes   yes   yes   yes   yes", listPlatformOptions],
  listPlatforms: /*       */ ["yes  yes   yes   yes   yes   yes   yes   yes", (a) => listPlatforms(a, all)],
  conflictsOfPerson: /*   */ ["none none  none  none  none  no    no    no", (a, { world }) => conflictsOfPerson(a, world.people.tariq.personId)],
  getConflicts: /*        */ ["yes  yes   yes   yes   yes   no    no    no", (a) => getConflicts(a)],
  getPreconditions: /*    */ ["yes  yes   yes   yes   yes   no    no    no", (a) => getPreconditions(a)],
  getAccessPolicy: /*     */ ["yes  yes   no    no    yes   no    no    no", (a) => getAccessPolicy(a)],
  getPolicyDraft: /*      */ ["none none  no    no    no    no    no    no", getPolicyDraft],
  replayDraft: /*         */ ["none none  no    no    no    no    no    no", (a) => replayDraft(a, 1)],
  getEvidenceFile: /*     */ ["yes  yes   yes   yes   yes   none  none  yes", (a, { evidenceId }) => getEvidenceFile(a, evidenceId)],
  getGrant: /*            */ ["yes  yes   yes   yes   yes   none  yes   none", (a, { grantId }) => getGrant(a, grantId)],
  getTask: /*             */ ["yes  yes   yes   yes   yes   none  none  yes", (a, { taskId }) => getTask(a, taskId)],
  grantsOfAsset: /*       */ ["yes  yes   yes   yes   yes   no    no    no", (a, { world }) => grantsOfAsset(a, world.assets.kiteAds)],
  grantsOfClient: /*      */ ["yes  yes   yes   yes   yes   no    no    no", (a, { world }) => grantsOfClient(a, world.kite.id)],
  grantsOfPerson: /*      */ ["yes  yes   yes   yes   yes   no    no    no", (a, { world }) => grantsOfPerson(a, world.people.tariq.personId)],
  ownGrants: /*           */ ["none none  none  none  none  none  yes   none", ownGrants],
  listAssignees: /*       */ ["yes  yes   yes   yes   no    yes   yes   yes", (a) => listAssignees(a, { subjectId: null })],
  countFindings: /*       */ ["yes  yes   yes   yes   yes   no    no    no", countFindings],
  listFindings: /*        */ ["yes  yes   yes   yes   yes   no    no    no", (a) => listFindings(a, all)],
  exportGrants: /*        */ ["yes  yes   yes   yes   yes   no    no    no", (a) => exportGrants(a, all)],
  listGrants: /*          */ ["yes  yes   yes   yes   yes   no    no    no", (a) => listGrants(a, all)],
  listTasks: /*           */ ["yes  yes   yes   yes   yes   none  none  yes", (a) => listTasks(a, all)],
  taskCounts: /*          */ ["yes  yes   yes   yes   yes   none  none  yes", taskCounts],
  listVisits: /*          */ ["yes  yes   yes   yes   yes   none  none  yes", (a) => listVisits(a)],
  getVisit: /*            */ ["yes  yes   yes   yes   yes   none  none  yes", (a, { world }) => getVisit(a, world.assets.northwindAds)],
  listLogins: /*          */ ["none none  none  none  none  no    no    no", listLogins],
  countLogins: /*         */ ["none none  none  none  none  no    no    no", countLogins],
  tasksOfCause: /*        */ ["yes  yes   yes   yes   yes   none  none  yes", (a, { departureId }) => tasksOfCause(a, "departure", departureId)],
  getRoom: /*             */ ["no   no    no    no    no    no    no    no", getRoom],
  listRoomRequests: /*    */ ["no   no    no    no    no    no    no    no", (a) => listRoomRequests(a)],
  reachOf: /*             */ ["none none  none  none  none  no    no    no", (a, { world }) => reachOf(a, { assetId: world.assets.kiteAds })],
  assetChoices: /*        */ ["yes  yes   no    no    no    no    no    no", assetChoices],
  recordChoices: /*       */ ["yes  yes   no    no    no    no    no    no", (a, { world }) => recordChoices(a, world.assets.kiteAds)],
  registerChoices: /*     */ ["yes  yes   yes   yes   yes   none  none  yes", async (a) => clientsOf(await registerChoices(a))],
  registerFigures: /*     */ ["yes  yes   yes   yes   yes   no    no    no", registerFigures],
  getAskOptions: /*       */ ["yes  yes   yes   yes   no    none  yes   none", async (a) => clientsOf(await getAskOptions(a, undefined))],
  getKits: /*             */ ["yes  yes   yes   yes   yes   no    no    no", (a, { world }) => getKits(a, world.kite.engagementId)],
  kitDifferences: /*      */ ["yes  yes   yes   yes   yes   no    no    no", (a, { world }) => kitDifferences(a, world.kite.engagementId)],
  previewKit: /*          */ ["yes  yes   yes   yes   yes   no    no    no", (a, { membershipId }) => previewKit(a, membershipId)],
  likeColleague: /*       */ ["yes  yes   yes   yes   no    no    no    no", (a, { world }) => likeColleague(a, { clientId: world.kite.id, colleagueId: world.people.tariq.personId, personIds: [], work: [] })],
  previewExtension: /*    */ ["yes  yes   yes   yes   no    no    yes   no", (a, { grantId }) => previewExtension(a, { grantId, work: [] })],
  ownSeats: /*            */ ["none none  none  none  no    none  none  none", (a) => ownSeats(a)],
  weighKit: /*            */ ["yes  yes   yes   no    no    no    no    no", (a, { world }) => weighKit(a, { engagementId: world.kite.engagementId, lines: [{ assetId: world.assets.kiteAds, work: ["look-at-reports"] }] })],
  previewCopy: /*         */ ["yes  yes   yes   no    no    no    no    no", (a, { world }) => previewCopy(a, { engagementId: world.kite.engagementId, fromId: world.northwind.engagementId })],
  getDraft: /*            */ ["none none  yes   none  no    none  none  none", (a, { draftId }) => getDraft(a, draftId)],
  listDrafts: /*          */ ["none none  yes   none  no    none  none  none", (a) => listDrafts(a)],
  getRequest: /*          */ ["yes  yes   yes   none  yes   none  yes   none", (a, { requestId }) => getRequest(a, requestId)],
  listRequests: /*        */ ["yes  yes   yes   none  yes   none  yes   none", (a) => listRequests(a, all)],
  requestCounts: /*       */ ["yes  yes   yes   none  yes   none  yes   none", requestCounts],
  previewRequest: /*      */ ["yes  yes   yes   yes   no    no    none  no", (a, of) => previewRequest(a, aboutTariq(of))],
};

const staffByPasskey = {
  role: "staff" as const,
  ways: ["passkey" as const],
  idleMinutes: 15,
  absoluteHours: 12,
  deviceBoundOnly: true,
  passkeysRequired: 1,
  passkeysAsked: 1,
};

/** The work of Tariq at a client where he holds nothing. */
const aboutTariq = ({ world }: ReadStudio) => ({
  clientId: world.northwind.id,
  assetIds: [world.assets.northwindAnalytics],
  personIds: [world.people.tariq.personId],
  work: ["look-at-reports" as const],
});
