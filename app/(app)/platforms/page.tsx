import type { Metadata } from "next";
import { PlatformsTable } from "@/components/platforms/platforms-table";
import { categoryWords, choicesOf } from "@/components/platforms/words";
import { ButtonLink } from "@/components/ui/button";
import { countedInWords, sentence } from "@/components/ui/counted";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith, type Params } from "@/components/ui/href";
import { ListControls } from "@/components/ui/list-controls";
import { ListPager } from "@/components/ui/list-pager";
import { Page } from "@/components/ui/page";
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
    <Page
      title={sentence(countedInWords(list.total, "platform"))}
      lead="What Keyholder knows of each: its roles from the smallest up, its account ids, how access is given and taken back."
      actions={
        <>
          <ButtonLink href={hrefWith("/platforms/export.csv", params, {})} prefetch={false}>
            Export
          </ButtonLink>
          {may(actor, "platforms.write") ? (
            <ButtonLink tone="primary" href="/platforms/new">
              Add a platform
            </ButtonLink>
          ) : null}
        </>
      }
    >
      <ListControls
        path="/platforms"
        params={params}
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
        count={{ shown: list.rows.length, total: list.total, noun: "platforms" }}
      />
      {list.rows.length > 0 ? (
        <PlatformsTable rows={list.rows} path="/platforms" params={params} />
      ) : (
        <EmptyState title="No platform fits these filters.">
          Take a filter away, or add the platform.
        </EmptyState>
      )}
      <ListPager path="/platforms" params={params} list={list} />
    </Page>
  );
}
