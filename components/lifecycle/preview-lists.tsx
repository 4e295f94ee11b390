import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { counted } from "@/components/ui/counted";
import { Section } from "@/components/ui/page";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { DeparturePreview, PreviewKey } from "@/lib/lifecycle/queries/preview-departure";

const SHOWN = 100;

/** Every key that will be taken back, worst first. */
export function PreviewKeys({ keys }: { keys: PreviewKey[] }) {
  if (keys.length === 0) return null;
  return (
    <Section title="Keys, worst first">
      <Table label="Keys that will be taken back">
        <Head>
          <HeadCell width="md:w-1/2">Key</HeadCell>
          <HeadCell>Role</HeadCell>
          <HeadCell hidden>Risk</HeadCell>
        </Head>
        <Body>
          {keys.slice(0, SHOWN).map((key, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a snapshot in its final order, without ids of its own
            <Row key={place}>
              <Cell heading mark={<PlatformMark letters={key.platformMark} name={key.platformName} />}>
                <CellMain>{key.assetName}</CellMain>
                <CellSub>{key.clientName ?? "the studio’s own"}</CellSub>
              </Cell>
              <Cell label="Role">{key.roleNames.join(" + ")}</Cell>
              <Cell actions>
                {key.invited ? <Badge tone="attention">invitation, to withdraw</Badge> : null}
                {key.risk === "administrator" || key.risk === "billing" ? (
                  <Badge tone="critical">{key.risk}</Badge>
                ) : key.risk === "personal_data" ? (
                  <Badge tone="high">personal data</Badge>
                ) : null}
              </Cell>
            </Row>
          ))}
        </Body>
      </Table>
      {keys.length > SHOWN ? (
        <p className="text-second">And {keys.length - SHOWN} more; all of them will be on the checklist.</p>
      ) : null}
    </Section>
  );
}

/** What has to be handed over, and where the keys are. */
export function PreviewSides({ preview }: { preview: DeparturePreview }) {
  const {
    byClient,
    byPlatform,
    reach,
    lastAdministratorOf,
    logins,
    robots,
    custodies,
    requests,
    tasks,
    looks,
  } = preview;
  const own = requests.filter((request) => request.ownItems > 0);
  const others = requests.filter((request) => request.itemsForOthers > 0);
  const lists: { title: string; items: { name: string; sub: ReactNode }[] }[] = [
    {
      title: "Needs a successor first",
      items: lastAdministratorOf.map((each) => ({
        name: each.assetName,
        sub: `${each.platformName}, ${each.clientName ?? "the studio’s own"}`,
      })),
    },
    {
      title: "Reached through an account above",
      items: reach.map((each) => ({
        name: each.assetName,
        sub: `${each.clientName ?? "the studio"}, through ${each.throughName}`,
      })),
    },
    {
      title: "Shared logins to rotate",
      items: logins.map((each) => ({ name: each.address, sub: each.clientNames.join(", ") || "no client" })),
    },
    {
      title: "Robots to hand over",
      items: robots.map((each) => ({ name: each.name, sub: each.clientNames.join(", ") || "no client" })),
    },
    {
      title: "Custody to hand over",
      items: custodies.map((each) => ({ name: each.assetName, sub: each.clientName ?? "the studio’s own" })),
    },
    {
      title: "Requests",
      items: [
        ...own.map((each) => ({
          name: `R-${each.number}`,
          sub: `${each.clientName}: cancelled, it is for them`,
        })),
        ...others.map((each) => ({
          name: `R-${each.number}`,
          sub: `${each.clientName}: handed over, it is for ${each.others.join(", ")}`,
        })),
      ],
    },
    {
      title: "A look where the register knows nothing",
      items: looks.map(({ clientName, platformNames }) => ({
        name: clientName,
        sub: platformNames.join(", "),
      })),
    },
    { title: "Work to hand on", items: tasks.map((each) => ({ name: `T-${each.number}`, sub: each.title })) },
    {
      title: "By client",
      items: byClient.map((each) => ({ name: each.name ?? "The studio", sub: counted(each.keys, "key") })),
    },
    {
      title: "By platform",
      items: byPlatform.map((each) => ({ name: each.name, sub: counted(each.keys, "key") })),
    },
  ];
  return lists
    .filter((list) => list.items.length > 0)
    .map((list) => <ShortList key={list.title} {...list} />);
}

function ShortList({ title, items }: { title: string; items: { name: string; sub: ReactNode }[] }) {
  const shown = items.slice(0, 12);
  return (
    <Section title={`${title}: ${items.length}`}>
      <ul className="border-t border-strong">
        {shown.map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a snapshot in its final order, names may repeat
          <li key={place} className="border-b border-rule py-1.5">
            {item.name}
            <span className="block text-sm text-third">{item.sub}</span>
          </li>
        ))}
      </ul>
      {items.length > shown.length ? (
        <p className="text-second">And {items.length - shown.length} more.</p>
      ) : null}
    </Section>
  );
}
