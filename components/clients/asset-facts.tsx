import { AccountId } from "@/components/ui/account-id";
import { Badge } from "@/components/ui/badge";
import { DefinitionList } from "@/components/ui/definition-list";
import { Link } from "@/components/ui/link";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Time } from "@/components/ui/time";
import type { AssetDetail } from "@/lib/clients/queries/get-asset";
import { ownerWords } from "./words";

/** What is known of an account, in short lines. */
export function AssetFacts({ asset }: { asset: AssetDetail }) {
  const { client, custodian, contactCustodian, platform } = asset;
  return (
    <DefinitionList
      items={[
        { term: "Account id", value: <AccountId id={asset.accountId} full /> },
        {
          term: "Platform",
          value: (
            <span className="inline-flex items-start gap-2">
              <PlatformMark letters={platform.mark} />
              <Link href={`/platforms/${platform.id}`}>{platform.name}</Link>
            </span>
          ),
        },
        { term: "Kind", value: asset.typeLabel },
        {
          term: "Client",
          value: client ? <Link href={`/clients/${client.id}`}>{client.name}</Link> : "the studio’s own",
        },
        {
          term: "Owned by",
          value:
            asset.ownedBy === "client" || !client ? (
              ownerWords[asset.ownedBy]
            ) : (
              <Badge tone="high">{ownerWords[asset.ownedBy]}</Badge>
            ),
        },
        {
          term: "Custodian",
          value: custodian ? (
            <Link href={`/people/${custodian.id}`}>{custodian.name}</Link>
          ) : contactCustodian ? (
            `${contactCustodian.name}, at the client`
          ) : (
            <Badge tone="attention">nobody</Badge>
          ),
        },
        { term: "Ended", value: asset.endedAt ? <Time value={asset.endedAt} as="datetime" /> : null },
      ]}
    />
  );
}
