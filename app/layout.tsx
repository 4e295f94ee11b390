import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { StyleNonce } from "@/components/shell/style-nonce";
import { themeOf } from "@/components/ui/theme";
import { mono, monoExtended, sans, sansExtended, serif, serifExtended } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Keyholder", template: "%s · Keyholder" },
  description:
    "Who holds a key to which client's accounts, why, until when, and the proof that it was taken back.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#151412" },
  ],
};

const fonts = [serif, serifExtended, sans, sansExtended, mono, monoExtended]
  .map((font) => font.variable)
  .join(" ");

/** The outermost layout: language, fonts, and the theme as the cookie says, so that it never flashes. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get("theme")?.value);
  return (
    <html lang="en" data-theme={theme} className={fonts}>
      <body>
        <StyleNonce />
        {children}
      </body>
    </html>
  );
}
