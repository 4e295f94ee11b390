import { CopyButton } from "../ui/copy-button";

/** An invitation's link, which is shown this once. */
export function LinkOnce({ link, mailed }: { link: string; mailed: boolean }) {
  return (
    <div role="status" className="border-l-2 border-accent py-0.5 pl-3.5">
      <p className="font-semibold">The link is shown this once. It works once, for seven days.</p>
      <p className="mt-1 flex items-start gap-1.5">
        <code className="min-w-0 font-mono text-sm break-all" data-testid="invite-link">
          {link}
        </code>
        <CopyButton text={link} what="the link" />
      </p>
      <p className="mt-1 text-second">
        {mailed
          ? "It is also on its way by mail, where the person has an address."
          : "No mail leaves Keyholder yet, so give it to the person yourself. It is also kept in the outbox."}
      </p>
    </div>
  );
}
