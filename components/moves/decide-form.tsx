import { Badge } from "@/components/ui/badge";
import { counted } from "@/components/ui/counted";
import { CommandForm } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { CellSub } from "@/components/ui/table";
import type { FormAction } from "@/lib/form-state";
import type { MoveDetail } from "@/lib/moves/queries/get-move";
import { LineDecision } from "./line-decision";
import { LineGroups } from "./line-table";
import { decisionWords } from "./words";

type Line = MoveDetail["lines"][number];

/** All lines of a move, each with its decision, and one button that decides them. */
export function DecideForm({ move, decide }: { move: MoveDetail; decide: FormAction }) {
  return (
    <CommandForm action={decide} className="flex flex-col gap-7" label="Decide the lines">
      <input type="hidden" name="moveId" value={move.id} />
      <LineGroups
        lines={move.lines}
        decide={(line) => (
          <LineDecision
            line={{
              ...{ id: line.id, verdict: line.verdict, decision: line.decision, reason: line.reason },
              ...{ rule: line.rule, choices: line.choices },
              name: line.asset.name,
              keepUntil: line.keepUntil ? dayText(line.keepUntil) : null,
            }}
            place={move.lines.indexOf(line)}
            latest={dayText(move.keptAtMostUntil)}
          />
        )}
      />
      {move.can.keep ? null : (
        <p className="text-second">
          What no kit asks for is kept by the person’s manager or the security lead alone.
        </p>
      )}
      <div>
        <SubmitButton>{`Decide ${counted(move.lines.length, "line")}`}</SubmitButton>
      </div>
    </CommandForm>
  );
}

/** What was decided of a line, or what will happen when nobody decides it. */
export function Decided({ line, over }: { line: Line; over: boolean }) {
  const { decision, reason, keepUntil, decidedBy, fellBack } = line;
  if (decision === null)
    return over ? (
      <>not decided</>
    ) : (
      <>
        <Badge tone="attention">undecided</Badge>
        <CellSub>{`${decisionWords[line.rule].done} on the day, if it stays so`}</CellSub>
      </>
    );
  return (
    <>
      {decisionWords[decision].done}
      {keepUntil ? ` until ${dayText(keepUntil)}` : ""}
      <CellSub tone={fellBack ? "attention" : "plain"}>
        {fellBack ? "nobody had decided it" : decidedBy ? `by ${decidedBy}` : null}
      </CellSub>
      {reason ? <CellSub>{reason}</CellSub> : null}
    </>
  );
}

const dayText = (at: Date): string => at.toISOString().slice(0, 10);
