import { checkHealth } from "@/lib/health";

export const dynamic = "force-dynamic";

/** The database is reachable and its migrations are this version's: 200, else 503. */
export async function GET(): Promise<Response> {
  const { ready, ...details } = await checkHealth();
  const answer = { status: ready ? "ok" : "unavailable", ...details };
  return Response.json(answer, { status: ready ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
