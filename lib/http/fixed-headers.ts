import { closedPolicy, REPORTS, REPORTS_GROUP } from "./content-policy";

/** What pages may use of the browser: passkeys, and copying to the clipboard. All else is off. */
const allowed = ["publickey-credentials-get", "publickey-credentials-create", "clipboard-write"];
const off = [
  "accelerometer",
  "autoplay",
  "bluetooth",
  "camera",
  "clipboard-read",
  "display-capture",
  "encrypted-media",
  "fullscreen",
  "gamepad",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "picture-in-picture",
  "screen-wake-lock",
  "serial",
  "storage-access",
  "usb",
  "window-management",
  "xr-spatial-tracking",
];

const permissions = [...allowed.map((name) => `${name}=(self)`), ...off.map((name) => `${name}=()`)].join(
  ", ",
);

/** Two years: a browser that was here once uses https from then on (ASVS 3.4.1). */
const HSTS = "max-age=63072000; includeSubDomains";

/**
 * The headers that every answer of Keyholder carries, whatever it is. The policy in them allows nothing; the proxy
 * gives each page its own. `secure`: reached by https, where alone browsers heed
 * HSTS and places for reports.
 */
export function fixedHeaders({ secure }: { secure: boolean }): Record<string, string> {
  return {
    "Content-Security-Policy": closedPolicy,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    // Not "no-referrer": a form's own Origin would become "null" with it.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": permissions,
    ...(secure
      ? { "Strict-Transport-Security": HSTS, "Reporting-Endpoints": `${REPORTS_GROUP}="${REPORTS}"` }
      : {}),
  };
}
