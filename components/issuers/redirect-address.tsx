import { CopyButton } from "../ui/copy-button";

/** The address to which an issuer sends people back, to be copied into its settings. */
export function RedirectAddress({ address }: { address: string }) {
  return (
    <div>
      <p className="font-medium">Redirect address</p>
      <p className="flex items-start gap-1.5">
        <code className="min-w-0 font-mono text-sm break-all">{address}</code>
        <CopyButton text={address} what="the redirect address" />
      </p>
    </div>
  );
}
