import { beforeAll, describe, expect, it } from "vitest";
import { historyOf, listAuditEvents } from "@/lib/audit/queries";
import type { Actor } from "@/lib/auth/actor";
import { getAsset } from "@/lib/clients/queries/get-asset";
import { getClient } from "@/lib/clients/queries/get-client";
import { getEngagement } from "@/lib/clients/queries/get-engagement";
import { getKitOptions } from "@/lib/clients/queries/kit-options";
import { listAssets } from "@/lib/clients/queries/list-assets";
import { getImport } from "@/lib/imports/queries/get-import";
import { getLeftovers, listImportRows } from "@/lib/imports/queries/list-import-rows";
import { getCertificate } from "@/lib/lifecycle/queries/get-certificate";
import { getDeparture } from "@/lib/lifecycle/queries/get-departure";
import { listDepartures } from "@/lib/lifecycle/queries/list-departures";
import { previewDeparture } from "@/lib/lifecycle/queries/preview-departure";
import { readListState } from "@/lib/list-state";
import { getPerson } from "@/lib/people/queries/get-person";
import { listPeople } from "@/lib/people/queries/list-people";
import { getPlatform } from "@/lib/platforms/queries";
import { getEvidenceFile } from "@/lib/register/queries/evidence";
import { getGrant } from "@/lib/register/queries/get-grant";
import { getTask } from "@/lib/register/queries/get-task";
import { listGrants } from "@/lib/register/queries/list-grants";
import { listTasks } from "@/lib/register/queries/list-tasks";
import { getKits } from "@/lib/requests/queries/get-kits";
import { getRequest } from "@/lib/requests/queries/get-request";
import { listRequests } from "@/lib/requests/queries/list-requests";
import { previewKit } from "@/lib/requests/queries/preview-kit";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
const owner = () => world.people.aoife.actor;

const hostile = ["x", "-".repeat(36), "a'; --", "\0", "__proto__", "00000000-0000-0000-0000-000000000000\0"];

describe("an address that names nothing is not found, and no error", () => {
  const pages = {
    getAsset,
    getClient,
    getEngagement,
    getKits,
    getKitOptions: (actor: Actor, id: string) => getKitOptions(actor, id, id),
    previewKit: (actor: Actor, id: string) => previewKit(actor, id),
    getImport,
    getLeftovers,
    getCertificate,
    getDeparture,
    getPerson,
    getPlatform,
    getEvidenceFile,
    getGrant,
    getTask,
    getRequest,
  };
  it.each(Object.entries(pages))("%s", async (_, ask) => {
    for (const id of hostile) expect(await ask(owner(), id)).toBeNull();
  });

  it("previewDeparture, listImportRows, historyOf", async () => {
    for (const id of hostile) {
      expect(await previewDeparture(owner(), { personId: id, kind: "leaves" })).toBeNull();
      expect((await listImportRows(owner(), id, readListState({}, []))).rows).toEqual([]);
      expect(await historyOf("platform", id)).toEqual([]);
    }
  });
});

describe("a list whose address is nonsense is a list", () => {
  const lists = {
    listPeople,
    listAssets,
    listGrants,
    listTasks,
    listRequests,
    listDepartures,
    listAuditEvents,
  };
  it.each(Object.entries(lists))("%s", async (_, list) => {
    for (const text of [...hostile, "%", "\\", "{$ne:1}"]) {
      const params = { q: text, sort: text, page: text, client: text, person: text, state: text, from: text };
      const state = readListState(params, ["client", "person", "state", "from"]);
      expect((await list(owner(), state)).page).toBe(1);
    }
  });
});
