import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ObjectHistory } from "@/components/audit/object-history";
import { AssetFacts } from "@/components/clients/asset-facts";
import { EndOrChange } from "@/components/clients/end-or-change";
import { LinkForm } from "@/components/clients/link-form";
import { LinkedAssets } from "@/components/clients/linked-assets";
import { KeysOf, OpenWork, ReachedThrough } from "@/components/register/keys-of";
import { ButtonLink } from "@/components/ui/button";
import { countedInWords } from "@/components/ui/counted";
import { Page, Section, Split } from "@/components/ui/page";
import { historyOf } from "@/lib/audit/queries";
import { requireActor } from "@/lib/auth/session";
import { getAsset } from "@/lib/clients/queries/get-asset";
import { listAssetOptions } from "@/lib/clients/queries/list-assets";
import { readListState } from "@/lib/list-state";
import { grantsOfAsset } from "@/lib/register/queries/grants-of";
import { listTasks } from "@/lib/register/queries/list-tasks";
import { reachOf } from "@/lib/register/queries/reach-of";
import { endAssetAction, linkAssetsAction, unlinkAssetsAction } from "../actions";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const asset = await getAsset(await requireActor(), (await params).id);
  return { title: asset?.name ?? "No account" };
}

export default async function AssetPage({ params }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const asset = await getAsset(actor, id);
  if (!asset) notFound();
  const { write } = asset.can;
  const [grants, reach, work, options, history] = await Promise.all([
    grantsOfAsset(actor, id),
    reachOf(actor, { assetId: id }),
    listTasks(actor, { ...readListState({}, []), filters: { asset: id } }),
    write ? listAssetOptions(actor, asset.client?.id) : [],
    historyOf("asset", id),
  ]);
  const others = options
    .filter((each) => each.id !== id)
    .map(({ id: value, name, accountId, mark, client }) => ({
      value,
      label: name,
      sub: `${accountId} · ${client ?? "the studio’s own"}`,
      mark,
    }));
  const unlink = write ? unlinkAssetsAction : undefined;
  const link = (side: "above" | "below") =>
    write ? <LinkForm action={linkAssetsAction} assetId={id} side={side} others={others} /> : null;
  return (
    <Page
      title={`${asset.name}: ${countedInWords(asset.keys, "key")}${asset.endedAt ? ", ended" : ""}`}
      crumbs={[
        { label: "Clients", href: "/clients" },
        asset.client
          ? { label: asset.client.name, href: `/clients/${asset.client.id}` }
          : { label: "The studio’s own", href: "/assets?client=studio" },
        { label: asset.name },
      ]}
      actions={
        <>
          {asset.can.reportSeen ? (
            <ButtonLink href={`/seen?asset=${id}`}>Somebody who has left still has access</ButtonLink>
          ) : null}
          {write ? (
            <EndOrChange
              path={`/assets/${id}`}
              field="assetId"
              of={asset}
              ends="Its links to other accounts end with it. It stays on record."
              end={endAssetAction}
            />
          ) : null}
        </>
      }
    >
      <KeysOf grants={grants} without="asset" empty="Nobody holds a key on this account itself." />
      <ReachedThrough reach={reach} />
      <OpenWork tasks={work.rows} total={work.total} href={`/work?asset=${id}`} now={new Date()} />
      <Split
        aside={
          <>
            <Section title="About">
              <AssetFacts asset={asset} />
            </Section>
            <Section title="History">
              <ObjectHistory events={history} />
            </Section>
          </>
        }
      >
        <Section
          title="Above it"
          lead="Who holds one of these reaches this account as well."
          link={link("above")}
        >
          {asset.above.length > 0 ? (
            <LinkedAssets label="Accounts above it" assets={asset.above} unlink={unlink} />
          ) : (
            <p className="text-second">Nothing: it is reached directly only.</p>
          )}
        </Section>
        <Section title="Below it" lead="Who holds this account reaches these as well." link={link("below")}>
          {asset.below.length > 0 ? (
            <LinkedAssets label="Accounts below it" assets={asset.below} unlink={unlink} />
          ) : (
            <p className="text-second">Nothing.</p>
          )}
        </Section>
      </Split>
    </Page>
  );
}
