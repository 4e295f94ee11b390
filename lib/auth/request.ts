import "server-only";
import { headers } from "next/headers";
import { clientAddress, trustedProxies } from "@/lib/auth/client-address";

/** Where the request came from, as our own proxies say it; what a client says of itself is not believed. */
export async function requestIp(): Promise<string | null> {
  return clientAddress((await headers()).get("x-forwarded-for"), trustedProxies());
}

/** What the browser says that it is, for the list of one's own sessions. */
export async function requestUserAgent(): Promise<string | null> {
  return (await headers()).get("user-agent")?.slice(0, 400) || null;
}
