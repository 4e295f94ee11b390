import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { Button } from "@/components/ui/button";
import { rolesInWords } from "@/lib/accounts/rules";
import { currentSession } from "@/lib/auth/session";
import { env } from "@/lib/env";
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
  return (
    <Shell
      nav={navigationFor(actor, await navigationCounts(actor))}
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
      demo={env().KEYHOLDER_DEMO === "1"}
    >
      {children}
    </Shell>
  );
}
