import type { Metadata } from "next";
import { PlatformsTable } from "@/components/platforms/platforms-table";
import { categoryWords, choicesOf } from "@/components/platforms/words";
import { countedInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { isNarrowed, type Params } from "@/components/ui/href";
import { ListPage } from "@/components/ui/list-page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { readListState } from "@/lib/list-state";
import { listPlatforms, platformFilters } from "@/lib/platforms/queries";

export const metadata: Metadata = { title: "Platforms" };

export default async function PlatformsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const params = await searchParams;
  const list = await listPlatforms(actor, readListState(params, platformFilters));
  return (
    <ListPage
      title={sentence(countedInWords(list.total, "platform"))}
      lead="What Keyholder knows of each: its roles from the smallest up, its account ids, how access is given and taken back."
      path="/platforms"
      params={params}
      list={list}
      noun="platforms"
      add={may(actor, "platforms.write") ? { label: "Add a platform", href: "/platforms/new" } : undefined}
      search={{ label: "Search platforms" }}
      filters={[
        { name: "category", label: "Kind", options: choicesOf(categoryWords) },
        {
          name: "facts",
          label: "Facts",
          options: [
            { value: "unverified", label: "a role is unverified" },
            { value: "own", label: "the studio’s own entry" },
          ],
        },
      ]}
      narrowed={isNarrowed(params, platformFilters)}
      nothingFits="No platform fits these filters."
      none={
        <EmptyState title="No platform is known yet.">The catalogue is loaded at the next start.</EmptyState>
      }
    >
      <PlatformsTable rows={list.rows} path="/platforms" params={params} />
    </ListPage>
  );
}
