import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { Button } from "@/components/ui/button";
import { rolesInWords } from "@/lib/accounts/rules";
import { may } from "@/lib/auth/actor";
import { currentSession } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { countUnread } from "@/lib/notifications/own-queries";
import { actionsFor, navigationFor } from "./navigation";
import { navigationCounts } from "./navigation-counts";

/** Every page of a signed-in person; without a living session it leads to the sign-in and back. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) {
    const path = (await headers()).get("x-keyholder-path") ?? "/";
    redirect(`/sign-in?to=${encodeURIComponent(path)}`);
  }
  const { actor, amr } = session;
  if (actor.limit) redirect("/enrol");
  const [counts, unread] = await Promise.all([
    navigationCounts(actor),
    may(actor, "own.notices") ? countUnread(actor) : null,
  ]);
  return (
    <Shell
      nav={navigationFor(actor, counts)}
      user={{ name: actor.name, role: rolesInWords(actor.roles), signedInWith: amr.join(" and ") }}
      links={[{ href: "/me", label: "My passkeys and sessions" }]}
      signOut={
        <form action="/api/sign-out" method="post">
          <Button type="submit" className="w-full">
            Sign out
          </Button>
        </form>
      }
      actions={actionsFor(actor)}
      today={new Date()}
      unread={unread}
      demo={env().KEYHOLDER_DEMO === "1"}
    >
      {children}
    </Shell>
  );
}
