/**
 * A Content-Disposition that makes a download of a file, whatever its name (RFC 6266): the name in plain letters for
 * old clients, and whole, as RFC 8187 encodes it. No name can end the header or leave the quotes.
 */
export function attachment(fileName: string): string {
  const plain = fileName.replace(/[^A-Za-z0-9._ -]/gu, "_");
  const whole = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/gu,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
