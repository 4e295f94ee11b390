import type { RoomReach } from "@/lib/register/queries/get-room";

/** Who gets in from above, and through what. */
export function RoomReachList({ reach }: { reach: RoomReach[] }) {
  return (
    <ul className="border-t border-strong">
      {reach.map(({ personName, roleName, accountName, through }) => (
        <li key={`${personName} ${accountName} ${through} ${roleName}`} className="border-b border-rule py-2">
          {personName} <span className="text-second">reaches {accountName}</span>
          <div className="text-sm text-third">
            through {through}, as {roleName}
          </div>
        </li>
      ))}
    </ul>
  );
}
