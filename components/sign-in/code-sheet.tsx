"use client";

import { Button } from "../ui/button";

/** Ten recovery codes, this once: to print, or to keep as a file. */
export function CodeSheet({ codes }: { codes: readonly string[] }) {
  return (
    <>
      <div data-print className="flex flex-col gap-2">
        <p className="hidden font-semibold print:block">
          Keyholder recovery codes, {window.location.host}, made {new Date().toISOString().slice(0, 10)}
        </p>
        <ol
          aria-label="Recovery codes"
          className="border-y border-rule py-2 leading-6 tracking-wide tabular-nums"
        >
          {codes.map((code) => (
            <li key={code} className="whitespace-nowrap">
              {code}
            </li>
          ))}
        </ol>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => window.print()}>
          Print
        </Button>
        <Button size="small" onClick={() => download(codes)}>
          Download
        </Button>
      </div>
    </>
  );
}

/** Made in the browser from what it was shown: no address on the server gives the codes again. */
function download(codes: readonly string[]): void {
  const text = [
    `Keyholder recovery codes for ${window.location.host}`,
    `Made ${new Date().toISOString().slice(0, 10)}. Each stands in for a lost second factor, once.`,
    "",
    ...codes,
    "",
  ].join("\n");
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "keyholder-recovery-codes.txt";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
