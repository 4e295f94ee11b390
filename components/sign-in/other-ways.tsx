import type { ReactNode } from "react";
import { ButtonLink } from "../ui/button";

/**
 * The ways in beside a passkey, each a line of the same look: `children` for those that an owner has set up
 * (issuers), the password last.
 */
export function OtherWays({ passwordHref, children }: { passwordHref: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col gap-2 border-t border-rule pt-5">
      {children}
      <ButtonLink href={passwordHref} className="w-full">
        Sign in with a password instead
      </ButtonLink>
    </div>
  );
}
