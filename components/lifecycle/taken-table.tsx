import { Badge } from "@/components/ui/badge";
import { Hash } from "@/components/ui/hash";
import { Body, Cell, Head, HeadCell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ChecklistRow, EntryEvidence } from "@/lib/lifecycle/read-checklist";
import { KeyCell, RoleCell } from "./entry-cells";
import { doneWords } from "./words";

/** What is taken back: who did it, when, and what proves it, with the hash of each file. */
export function TakenTable({
  entries,
  label,
  named,
}: {
  entries: ChecklistRow[];
  label: string;
  /** Each key with whose it is, where they are several people's. */
  named?: boolean | undefined;
}) {
  return (
    <Table label={label}>
      <Head>
        <HeadCell width="md:w-[30%]">Key</HeadCell>
        <HeadCell>Role</HeadCell>
        <HeadCell>Removed</HeadCell>
        <HeadCell>Proof</HeadCell>
        <HeadCell width="md:w-56" hidden>
          State
        </HeadCell>
      </Head>
      <Body>
        {entries.map((entry) => {
          const { text, tone } = doneWords(entry);
          const asked = entry.state === "attested" && entry.needsSecond;
          return (
            <Row key={entry.taskId}>
              <KeyCell entry={entry} named={named} />
              <RoleCell entry={entry} />
              <Cell label="Removed">
                {entry.attestedAt ? <Time value={entry.attestedAt} as="moment" /> : null}
                <span className="block text-second">{entry.attestedBy}</span>
              </Cell>
              <Cell label="Proof">
                <Proofs evidence={entry.evidence} />
              </Cell>
              <Cell label="State">
                <Badge tone={tone}>{asked ? `${text}, second pair of eyes asked` : text}</Badge>
              </Cell>
            </Row>
          );
        })}
      </Body>
    </Table>
  );
}

function Proofs({ evidence }: { evidence: EntryEvidence[] }) {
  const proofs = evidence.filter((each) => each.step !== "progress");
  return (
    <ul className="flex flex-col gap-1">
      {proofs.map((each) => (
        <li key={each.id} className="min-w-0 wrap-break-word">
          {proofText(each)}
          {each.sha256 ? (
            <span className="block">
              <Hash value={each.sha256} />
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function proofText(each: EntryEvidence): string {
  if (each.kind === "file") return each.fileName ?? "file";
  if (each.kind === "looked_not_there")
    return each.note ? `looked, was not there: ${each.note}` : "looked, was not there";
  return each.note ?? "seen by Keyholder";
}
