import { ask, fetchOwn, Refusal } from "./ask";

/** Leaves for an issuer, to sign in there. `to` is where to go afterwards. Raises Refusal when it does not begin. */
export async function goToIssuer(providerId: string, to: string): Promise<void> {
  const { csrfToken } = await (await fetchOwn("/api/auth/csrf", {})).json();
  const response = await fetchOwn(`/api/auth/signin/oidc-${providerId}`, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, callbackUrl: to, json: "true" }),
  });
  const answer = await response.json().catch(() => null);
  if (!response.ok || typeof answer?.url !== "string") {
    const message = answer?.error?.message ?? "The server did not answer as it should. Try again.";
    throw new Refusal(answer?.error?.code ?? "internal", message);
  }
  window.location.assign(answer.url);
}

/** Leaves for an issuer, to link it to the account that is signed in. Raises Refusal, also when a proof is wanted. */
export async function goAndLink(providerId: string): Promise<void> {
  await ask("/api/issuers/linking", { providerId });
  await goToIssuer(providerId, "/me");
}
