import type { RoomItem } from "@/lib/requests/queries/room-requests";
import { RoleRung } from "../requests/role-rung";
import { SelectBox } from "../requests/selection";
import { Badge } from "../ui/badge";
import { type Definition, DefinitionList } from "../ui/definition-list";
import { PlatformMark } from "../ui/platform-mark";
import { Time } from "../ui/time";

/** What waits for the client's yes: one person on one account each, in plain words, with a box to choose it by. */
export function RoomAsked({ items, choose }: { items: RoomItem[]; choose: boolean }) {
  return (
    <ul className="border-t border-strong">
      {items.map((item) => (
        <li
          key={item.id}
          id={`asked-${item.id}`}
          className="flex gap-3 border-b border-rule py-4 last:border-b-0"
        >
          {choose && item.can === true ? (
            <span className="pt-0.5">
              <SelectBox ids={[item.id]} label={`Choose ${item.holderName} on ${item.account.name}`} />
            </span>
          ) : null}
          <div className="flex min-w-0 flex-1 flex-col gap-2.5">
            <h3 className="text-lead text-balance">
              <strong>{item.holderName}</strong> would get access to <strong>{item.account.name}</strong>, to{" "}
              {item.work}.
            </h3>
            {item.studioApproved ? (
              <p>
                <Badge tone="fine">The studio’s security lead has approved it</Badge>
              </p>
            ) : null}
            <Facts item={item} />
            {item.can === true ? null : <p className="text-second">{item.can}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Facts({ item }: { item: RoomItem }) {
  const { account, role, above } = item;
  const facts: Definition[] = [
    {
      term: "Account",
      value: (
        <span className="flex items-start gap-2">
          <PlatformMark letters={account.mark} name={account.platformName} />
          <span className="min-w-0">
            {account.platformName} <span className="font-mono text-sm text-third">{account.accountId}</span>
          </span>
        </span>
      ),
    },
    {
      term: "Role",
      value: role.rung ? (
        <RoleRung rung={role.rung} above={above !== null || role.rung.administrator} />
      ) : (
        role.name
      ),
    },
    { term: "It can", value: role.can },
    {
      term: "How much",
      value: above ? (
        <>
          <span className="font-semibold text-high">More than the smallest role.</span> {above.comparison} The
          reason: “{above.reason}”
        </>
      ) : (
        "The smallest role that does this work."
      ),
    },
    { term: "For how long", value: item.ends },
    { term: "Why", value: `“${item.reason}”` },
    {
      term: "Asked by",
      value: (
        <>
          {item.requesterName}, <Time value={item.askedAt} as="moment" /> ({item.requestName})
        </>
      ),
    },
    {
      term: "Answer until",
      value: <Time value={item.expiresAt} as="moment" zone />,
    },
  ];
  return <DefinitionList items={facts} />;
}
