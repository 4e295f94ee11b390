import { AccountId } from "@/components/ui/account-id";
import { CopyButton } from "@/components/ui/copy-button";
import { Deadline } from "@/components/ui/deadline";
import { Link } from "@/components/ui/link";
import type { Visit } from "@/lib/register/queries/get-visit";

/** The looks that can be done in the same visit: whom to look for, in which accounts, under which addresses. */
export function VisitLooks({ looks, now }: { looks: Visit["looks"]; now: Date }) {
  return (
    <ul className="border-t border-strong">
      {looks.map((task) => (
        <li
          key={task.id}
          className="grid gap-x-6 gap-y-1 border-b border-rule py-3 lg:grid-cols-[minmax(0,1fr)_26rem]"
        >
          <div className="min-w-0">
            <Link
              href={`/work/${task.id}`}
              tone="plain"
              className="font-medium underline decoration-strong underline-offset-3"
            >
              {task.title}
            </Link>
            <p className="text-sm text-third">
              T-{task.number} · <Deadline due={task.dueAt} now={now} />
            </p>
            <ul className="mt-1">
              {task.look.accounts.map((account) => (
                <li key={account.assetId} className="flex flex-wrap gap-x-3 text-second">
                  {account.name} <AccountId id={account.accountId} />
                </li>
              ))}
            </ul>
          </div>
          <ul className="min-w-0">
            {task.look.names.map(({ address }) => (
              <li key={address} className="flex items-center gap-1 font-mono text-[0.8125rem]/5">
                <span className="wrap-anywhere">{address}</span>
                <CopyButton text={address} what="address" />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
