import type { QrCode } from "@/lib/auth/qr-code";
import { CopyButton } from "../ui/copy-button";

/** The secret of an authenticator app, as it is shown once: to scan, or to type. */
export type ShownSecret = { typed: string; qr: QrCode };

/** Shows a secret to the app. Black on white in the dark too: that is what cameras read. */
export function AppSecret({ secret: { qr, typed } }: { secret: ShownSecret }) {
  return (
    <div className="flex flex-wrap items-center gap-5">
      <svg
        viewBox={`-4 -4 ${qr.size + 8} ${qr.size + 8}`}
        role="img"
        aria-label="QR code for the authenticator app"
        shapeRendering="crispEdges"
        className="size-44 shrink-0 rounded"
      >
        <rect x={-4} y={-4} width="100%" height="100%" fill="#fff" />
        <path d={qr.path} fill="#000" />
      </svg>
      <div className="min-w-0 flex-[1_1_10rem]">
        <p className="text-sm text-third">Or type this into the app</p>
        <p className="mt-1 flex items-start gap-1 tracking-wide tabular-nums">
          <span data-testid="totp-secret">{typed}</span>
          <CopyButton text={typed.replaceAll(" ", "")} what="the secret" />
        </p>
      </div>
    </div>
  );
}
