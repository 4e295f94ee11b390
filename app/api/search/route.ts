import type { FoundGroup } from "@/components/shell/use-search";
import { requireActor } from "@/lib/auth/session";
import { findAssets, findClients } from "@/lib/clients/queries/find-clients";
import { findPeople } from "@/lib/people/queries/find-people";
import { errorResponse, json } from "@/lib/route";

/** What ⌘K finds: people, clients and accounts that the actor may see. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await requireActor();
    const words = (new URL(request.url).searchParams.get("q") ?? "")
      .replace(/\p{Cc}/gu, "")
      .trim()
      .slice(0, 100);
    if (words.length < 2) return json({ groups: [] });
    const [people, clients, assets] = await Promise.all([
      findPeople(actor, words),
      findClients(actor, words),
      findAssets(actor, words),
    ]);
    const groups: FoundGroup[] = [
      {
        label: "People",
        items: people.map((person) => ({
          href: `/people/${person.id}`,
          label: person.name,
          sub: person.ended ? "left" : (person.title ?? undefined),
        })),
      },
      {
        label: "Clients",
        items: clients.map((client) => ({ href: `/clients/${client.id}`, label: client.name })),
      },
      {
        label: "Accounts",
        items: assets.map((asset) => ({
          href: `/assets/${asset.id}`,
          label: asset.name,
          sub: [asset.externalId, asset.client].filter(Boolean).join(" · "),
          mark: asset.mark,
        })),
      },
    ];
    return json({ groups });
  } catch (error) {
    return errorResponse(error);
  }
}
