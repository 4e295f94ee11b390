import "server-only";
import { headers } from "next/headers";

/** Where the request came from: the address that the nearest proxy, or the server itself, has appended. */
export async function requestIp(): Promise<string | null> {
  return (await headers()).get("x-forwarded-for")?.split(",").at(-1)?.trim() || null;
}

/** What the browser says that it is, for the list of one's own sessions. */
export async function requestUserAgent(): Promise<string | null> {
  return (await headers()).get("user-agent")?.slice(0, 400) || null;
}
