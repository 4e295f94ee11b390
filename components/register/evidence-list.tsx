import { Badge } from "@/components/ui/badge";
import { fileSize } from "@/components/ui/file-size";
import { Hash } from "@/components/ui/hash";
import { Time } from "@/components/ui/time";
import type { EvidenceRow } from "@/lib/register/queries/evidence";

const steps = { attest: "done", verify: "confirmed", progress: "on the way" };

/** Evidence as it was given, oldest first: notes, files with their hash, "looked, and was not there". */
export function EvidenceList({ evidence }: { evidence: EvidenceRow[] }) {
  if (evidence.length === 0) return <p className="text-second">There is no evidence yet.</p>;
  return (
    <ul className="border-t border-strong">
      {evidence.map((each) => (
        <li key={each.id} className="flex flex-col gap-0.5 border-b border-rule py-2">
          <span className="text-sm text-third">
            <Time value={each.at} as="datetime" /> · {each.by ?? "Keyholder"} · {steps[each.step]}
          </span>
          {each.kind === "looked_not_there" ? (
            <span>
              <Badge tone="fine">looked, and was not there</Badge>
            </span>
          ) : null}
          {each.lookedUnder.length > 0 ? (
            <p className="wrap-anywhere text-second">Looked under {each.lookedUnder.join(", ")}</p>
          ) : null}
          {each.note ? <p className="max-w-prose whitespace-pre-line">{each.note}</p> : null}
          {each.fileName && each.sha256 ? (
            <p className="flex flex-wrap items-baseline gap-x-3">
              <a
                href={`/evidence/${each.id}`}
                download={each.fileName}
                className="font-medium break-all text-accent underline underline-offset-3"
              >
                {each.fileName}
              </a>
              <span className="text-third">{fileSize(each.byteSize ?? 0)}</span>
              <Hash value={each.sha256} />
              {each.alsoFor.length > 0 ? (
                <span className="text-third">
                  the same file proves {each.alsoFor.map((number) => `T-${number}`).join(", ")}
                </span>
              ) : null}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
