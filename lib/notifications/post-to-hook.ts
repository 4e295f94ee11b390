import { request as requestClear } from "node:http";
import { request as requestSecure } from "node:https";
import { checkedLookup, isIssuerUrl } from "@/lib/auth/issuer-address";
import { issuerAgent } from "@/lib/auth/issuer-agent";

/**
 * Posts JSON to a webhook and gives the status of the answer. Under the rules of everything that Keyholder calls by an
 * address that somebody entered (SEC-71): https, no forbidden address, what was checked is what is connected to, no
 * redirect, a bounded time and size. Throws when there is no answer.
 */
export function postToHook(url: string, body: object): Promise<number> {
  if (!isIssuerUrl(url)) return Promise.reject(new Error("This address is not called."));
  const text = JSON.stringify(body);
  const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) };
  return new Promise((done, failed) => {
    const request = url.startsWith("https:") ? requestSecure : requestClear;
    const asked = request(
      url,
      { method: "POST", agent: issuerAgent, lookup: checkedLookup, headers },
      (answer) => {
        // Its text is nobody's here: read to its end, which the agent bounds, and dropped.
        answer.resume();
        answer.on("error", failed);
        answer.on("end", () => done(answer.statusCode ?? 0));
      },
    );
    asked.on("error", failed);
    asked.end(text);
  });
}
