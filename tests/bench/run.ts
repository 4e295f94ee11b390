import { parseArgs } from "node:util";
import { db } from "@/lib/db";
import { onStop } from "@/scripts/setup/lifeline";
import { startTestServer } from "../support/test-server";
import { closing } from "./closing";
import { compare } from "./compare";
import { openDatabases } from "./databases";
import { departure } from "./departure";
import { expiry } from "./expiry";
import { importing } from "./import";
import { move } from "./move";
import { policy } from "./policy";
import { type Line, tableOf } from "./report";
import { scimList, scimPatch } from "./scim";
import { benchSmallestRole } from "./smallest-role";

const usage = `npm run bench -- [--json] [--times 5] [--only role|departure|move|closing|expiry|import|policy|list|patch]`;

/** Runs the benchmarks on a throw-away database server, and prints a table, or JSON. */
async function bench(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: "boolean", default: false },
      times: { type: "string", default: "5" },
      only: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(usage);
  const times = Number(values.times);
  if (!Number.isInteger(times) || times < 1)
    throw new Error(`--times takes a whole number from 1 on. ${usage}`);
  const lines: Line[] = [];
  const wanted = (name: string) => values.only === undefined || values.only === name;
  if (wanted("role")) {
    console.error("role …");
    lines.push(await benchSmallestRole(times));
  }
  if (["departure", "move", "closing", "expiry", "import", "policy", "list", "patch"].some(wanted))
    lines.push(...(await benchDatabase(times, wanted)));
  console.log(
    values.json ? JSON.stringify({ node: process.version, times, lines }, null, 2) : tableOf(lines),
  );
}

async function benchDatabase(times: number, wanted: (name: string) => boolean): Promise<Line[]> {
  const { server, stop } = await startTestServer();
  onStop(async () => {
    await stop();
    process.exit(1);
  });
  try {
    const databases = await openDatabases(server);
    // Nothing outside of this run is ever signed or encrypted with these.
    process.env.DATABASE_URL = databases.appUrl;
    process.env.SESSION_SECRET = Buffer.alloc(32, "bench").toString("base64");
    process.env.FIELD_ENCRYPTION_KEYS = `bench:${Buffer.alloc(32, "bench").toString("base64")}`;
    const lines: Line[] = [];
    for (const [name, compared] of [
      ["departure", departure(databases)],
      ["move", move(databases)],
      ["closing", closing(databases)],
      ["expiry", expiry(databases)],
      ["import", importing],
      ["policy", policy(databases)],
      ["list", scimList(databases)],
      ["patch", scimPatch(databases)],
    ] as const) {
      if (!wanted(name)) continue;
      console.error(`${name}: ${times} pairs …`);
      await databases.workFrom(server.template);
      lines.push(await compare(databases, times, compared));
    }
    return lines;
  } finally {
    await db.$disconnect();
    await stop();
  }
}

try {
  await bench();
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
