import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/page";
import type { Access } from "@/lib/register/queries/effective-access";
import type { GrantRow } from "@/lib/register/queries/grant-rows";
import type { TaskRow } from "@/lib/register/queries/task-rows";
import { GrantTable } from "./grant-table";
import { TaskTable } from "./task-table";

const leaving = new Set(["removal_due", "removal_requested", "waiting_for_platform"]);

/** The keys of a person, a client or an account: held, and being taken back; the empty part says so or is left out. */
export function KeysOf({
  grants,
  without,
  empty,
  more,
}: {
  grants: GrantRow[];
  without?: "holder" | "asset" | undefined;
  /** What is said when no key is held. */
  empty: ReactNode;
  /** At the right of the heading: where to give or record one. */
  more?: ReactNode;
}) {
  const held = grants.filter((grant) => !leaving.has(grant.state));
  const back = grants.filter((grant) => leaving.has(grant.state));
  return (
    <>
      <Section title="Keys" id="keys" link={more}>
        {held.length > 0 ? (
          <GrantTable grants={held} without={without} label="Keys" />
        ) : (
          <p className="text-second">{empty}</p>
        )}
      </Section>
      {back.length > 0 ? (
        <Section title="Being taken back" id="taken-back">
          <GrantTable grants={back} without={without} label="Keys being taken back" />
        </Section>
      ) : null}
    </>
  );
}

/** Open work about a person, a client or an account; nothing when there is none. */
export function OpenWork({
  tasks,
  total,
  href,
  now,
}: {
  tasks: TaskRow[];
  total: number;
  href: string;
  now: Date;
}) {
  if (total === 0) return null;
  return (
    <Section
      title={total === 1 ? "One open task" : `${total} open tasks`}
      id="work"
      link={<Link href={href}>See them in the worklist</Link>}
    >
      <TaskTable tasks={tasks} now={now} label="Open tasks" />
    </Section>
  );
}

/** Who gets in through what stands above an account; nothing when nobody does. */
export function ReachedThrough({ reach }: { reach: Access[] }) {
  if (reach.length === 0) return null;
  return (
    <Section
      title="Reached through another account"
      id="reach"
      lead="No key stands on these accounts themselves: who holds what is above them gets in."
    >
      <ul className="border-t border-strong">
        {reach.map((access) => (
          <li
            key={`${access.grantId} ${access.personId} ${access.assetId}`}
            className="border-b border-rule py-2"
          >
            <Link href={`/people/${access.personId}`}>{access.personName}</Link>
            {" reaches "}
            <Link href={`/assets/${access.assetId}`}>{access.assetName}</Link>
            <span className="text-second"> as {access.roleName}</span>
            <div className="text-sm text-third">
              {access.path.map((step) => step.name).join(" › ")}
              {access.viaName ? `, by ${access.viaName}` : ""}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
