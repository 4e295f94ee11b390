import { create } from "qrcode";

/** A QR code as the path of an SVG: its side in modules, and one square for each dark one. */
export type QrCode = { size: number; path: string };

/** Draws a text as a QR code. */
export function drawQr(text: string): QrCode {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  const squares: string[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (modules.get(row, column)) squares.push(`M${column} ${row}h1v1h-1z`);
    }
  }
  return { size, path: squares.join("") };
}
