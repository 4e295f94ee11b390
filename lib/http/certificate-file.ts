/** A certificate as a file to keep: its PDF, or the signed JSON. `name` is plain ASCII. */
export function certificateFile(name: string, content: Uint8Array | object): Response {
  const isPdf = content instanceof Uint8Array;
  return new Response(isPdf ? new Uint8Array(content) : `${JSON.stringify(content, null, 2)}\n`, {
    headers: {
      "Content-Type": isPdf ? "application/pdf" : "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.${isPdf ? "pdf" : "json"}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
