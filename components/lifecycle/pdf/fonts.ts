import { join } from "node:path";
import { Font } from "@react-pdf/renderer";

const FOLDER = join(process.cwd(), "node_modules/@expo-google-fonts");

export const sans = "Public Sans";
export const serif = "Source Serif 4";
export const mono = "IBM Plex Mono";

let registered = false;

/**
 * Makes the project's three voices known to the PDF library, once. It takes whole static faces only: variable ones
 * are drawn at their thinnest, and a name like "Šárka" would be broken between the files of Latin and Latin Extended.
 */
export function registerFonts(): void {
  if (registered) return;
  const face = (path: string) => join(FOLDER, path);
  Font.register({
    family: sans,
    fonts: [
      { src: face("public-sans/400Regular/PublicSans_400Regular.ttf") },
      { src: face("public-sans/600SemiBold/PublicSans_600SemiBold.ttf"), fontWeight: 600 },
    ],
  });
  Font.register({ family: serif, src: face("source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf") });
  Font.register({ family: mono, src: face("ibm-plex-mono/400Regular/IBMPlexMono_400Regular.ttf") });
  // Names and account ids are never broken by a hyphen.
  Font.registerHyphenationCallback((word) => [word]);
  registered = true;
}
