import { AccountId } from "@/components/ui/account-id";
import { Ladder } from "@/components/ui/ladder";
import { PlatformMark } from "@/components/ui/platform-mark";
import { Cell, CellMain, CellSub } from "@/components/ui/table";
import type { ChecklistRow } from "@/lib/lifecycle/read-checklist";
import { dutyMarks, dutyWords } from "./words";

/** The cell that names an entry: the account, the login or the robot, with its id and its client. */
export function KeyCell({ entry, named = false }: { entry: ChecklistRow; named?: boolean | undefined }) {
  const { asset, platform, client } = entry;
  const mark = dutyMarks[entry.kind] ?? platform?.mark ?? "–";
  const isKey = entry.kind === "revoke" || entry.kind === "change";
  const name = isKey && asset ? asset.name : dutyName(entry);
  return (
    <Cell heading mark={<PlatformMark letters={mark} name={isKey ? platform?.name : undefined} />}>
      <CellMain href={`/work/${entry.taskId}`}>{name}</CellMain>
      <CellSub>
        {isKey && asset ? (
          <>
            <AccountId id={asset.accountId} /> ·{" "}
            {named ? (entry.person ?? entry.robot ?? entry.identity) : (client?.name ?? "the studio’s own")}
          </>
        ) : name === entry.title ? null : (
          entry.title
        )}
        {entry.addedLater ? " · added later" : null}
      </CellSub>
    </Cell>
  );
}

function dutyName(entry: ChecklistRow): string {
  switch (entry.kind) {
    case "rotate_secret":
      return `Shared login ${entry.identity ?? ""}`;
    case "hand_over_robot":
      return entry.robot ?? "Robot";
    case "hand_over_custody":
      return `Custody at ${entry.client?.name ?? "the studio"}`;
    case "hand_over_request":
      return `Request at ${entry.client?.name ?? "a client"}`;
    case "name_successor":
      return `Administrator of ${entry.asset?.name ?? "an account"}`;
    default:
      return entry.title;
  }
}

/** The roles that an entry takes away, each on its ladder. */
export function RoleCell({ entry }: { entry: ChecklistRow }) {
  return (
    <Cell label="Role">
      {entry.roles.length === 0 ? (
        <span className="text-second">{dutyWords[entry.kind]}</span>
      ) : (
        <div className="flex flex-col gap-0.5">
          {entry.roles.map((role) => (
            <Ladder
              key={role.grantId}
              filled={role.rank}
              of={role.ranks}
              name={role.name}
              tone={entry.risk === "administrator" ? "administrator" : "ink"}
            />
          ))}
        </div>
      )}
    </Cell>
  );
}
