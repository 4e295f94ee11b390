import type { ReactNode } from "react";
import { CopyButton } from "../ui/copy-button";

/** A one-time link, which is shown this once: what it is good for, itself, and as children what to do with it. */
export function LinkOnce({ link, title, children }: { link: string; title: string; children: ReactNode }) {
  return (
    <div role="status" className="border-l-2 border-accent py-0.5 pl-3.5">
      <p className="font-semibold">{title}</p>
      <p className="mt-1 flex items-start gap-1.5">
        <code className="min-w-0 font-mono text-sm break-all" data-testid="invite-link">
          {link}
        </code>
        <CopyButton text={link} what="the link" />
      </p>
      <p className="mt-1 text-second">{children}</p>
    </div>
  );
}

/** The link of an invitation, and how it gets to whom it is for. `mailed`: whether mail leaves the house. */
export function InvitationLink({ link, mailed }: { link: string; mailed: boolean }) {
  return (
    <LinkOnce link={link} title="The link is shown this once. It works once, for seven days.">
      {mailed
        ? "It is also on its way by mail, where the person has an address."
        : "No mail leaves Keyholder yet, so give it to the person yourself. It is also kept in the outbox."}
    </LinkOnce>
  );
}
