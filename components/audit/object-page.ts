const pages: Record<string, string> = {
  person: "/people",
  client: "/clients",
  engagement: "/engagements",
  asset: "/assets",
  grant: "/register",
  task: "/work",
  request: "/requests",
  departure: "/departures",
  move: "/moves",
  absence: "/departures/absences",
  import: "/import",
  platform: "/platforms",
  source: "/settings/sources",
};

/** The page of an object that an event is about; null where there is none. */
export function pageOf(objectType: string, objectId: string | null): string | null {
  const page = pages[objectType];
  return page && objectId ? `${page}/${objectId}` : null;
}
