import { counted } from "@/components/ui/counted";
import { Section } from "@/components/ui/page";
import type { ChecklistRow } from "@/lib/lifecycle/read-checklist";
import { LookTable } from "./look-table";
import { OpenTable } from "./open-table";
import { TakenTable } from "./taken-table";

export type ChecklistView = "risk" | "client" | "platform";

const isOpen = (entry: ChecklistRow) => !entry.attestedAt;
const isLook = (entry: ChecklistRow) => entry.kind === "look";

/** The checklist: what is open, what is taken back, and where somebody looks for more; or the same by client, or by platform. */
export function Checklist({
  entries,
  view,
  now,
  named,
}: {
  entries: ChecklistRow[];
  view: ChecklistView;
  now: Date;
  /** Each key with whose it is, where they are several people's. */
  named?: boolean;
}) {
  if (view === "risk") return <OpenAndTaken entries={entries} now={now} named={named} />;
  const nameOf = (entry: ChecklistRow) =>
    view === "client" ? (entry.client?.name ?? "The studio") : (entry.platform?.name ?? "No platform");
  const groups = [...Map.groupBy(entries, nameOf)].sort(
    ([a, inA], [b, inB]) => inB.filter(isOpen).length - inA.filter(isOpen).length || (a < b ? -1 : 1),
  );
  return groups.map(([name, members]) => (
    <Section
      key={name}
      title={name}
      link={
        <span className="text-second">
          {members.filter((entry) => !isOpen(entry)).length} of {members.length} done
        </span>
      }
    >
      <Parts entries={members} now={now} name={name} named={named} />
    </Section>
  ));
}

type Part = { entries: ChecklistRow[]; now: Date; named: boolean | undefined };

function Parts({ entries, now, name, named }: Part & { name: string }) {
  const known = entries.filter((entry) => !isLook(entry));
  const open = known.filter(isOpen);
  const taken = known.filter((entry) => !isOpen(entry));
  const looks = entries.filter(isLook);
  return (
    <div className="flex flex-col gap-5">
      {open.length > 0 ? (
        <OpenTable entries={open} now={now} label={`${name}, still open`} leads={false} named={named} />
      ) : null}
      {taken.length > 0 ? <TakenTable entries={taken} label={`${name}, taken back`} named={named} /> : null}
      {looks.length > 0 ? <LookTable looks={looks} now={now} label={`${name}, looks`} /> : null}
    </div>
  );
}

function OpenAndTaken({ entries, now, named }: Part) {
  const known = entries.filter((entry) => !isLook(entry));
  const open = known.filter(isOpen);
  const looks = entries.filter(isLook);
  const taken = known
    .filter((entry) => !isOpen(entry))
    .sort((a, b) => (b.attestedAt?.getTime() ?? 0) - (a.attestedAt?.getTime() ?? 0));
  return (
    <>
      {open.length > 0 ? (
        <Section title="Still open, worst first">
          <OpenTable entries={open} now={now} label="Still open, worst first" named={named} />
        </Section>
      ) : null}
      {taken.length > 0 ? (
        <Section
          title="Taken back"
          link={<span className="text-second">{counted(taken.length, "proof")}</span>}
        >
          <TakenTable entries={taken} label="Taken back" named={named} />
        </Section>
      ) : null}
      {looks.length > 0 ? (
        <Section
          title="A look where the register knows nothing"
          lead="At each platform of the clients that they worked for, under each of their addresses: what was never in the register is found here, or proved not to be there."
          link={
            <span className="text-second">
              {looks.filter((look) => !isOpen(look)).length} of {looks.length} looked at
            </span>
          }
        >
          <LookTable looks={looks} now={now} label="A look where the register knows nothing" />
        </Section>
      ) : null}
    </>
  );
}
