import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Door } from "@/components/sign-in/door";
import { SecondStep } from "@/components/sign-in/second-step";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { hrefWith, type Params } from "@/components/ui/href";
import { Link } from "@/components/ui/link";
import { getHalfDone, type HalfDone } from "@/lib/accounts/half-done";
import { systemActor } from "@/lib/auth/actor";
import { pendingToken } from "@/lib/auth/pending-cookie";
import { relyingParty } from "@/lib/auth/relying-party";
import { requestIp } from "@/lib/auth/request";
import { returnPath } from "@/lib/auth/return-path";
import { currentActor } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Second step" };

const leads: Record<HalfDone["firstFactor"], string> = {
  password: "Your password is right. Now show that it is you.",
  federated: "Your company’s sign-in is right. Now show that it is you.",
  recovery: "Your link is right. Now use one of your recovery codes.",
  passkey: "Now show that it is you.",
};

/** What can be done with a half-done sign-in, and nothing else can. */
export default async function SecondPage({ searchParams }: { searchParams: Promise<Params> }) {
  const target = returnPath((await searchParams).to);
  const halfDone = await getHalfDone(systemActor("sign-in", await requestIp()), await pendingToken());
  const again = hrefWith("/sign-in", {}, { to: target === "/" ? null : target });
  if (!halfDone) {
    if (await currentActor()) redirect(target as never);
    return (
      <Door title="Begin again">
        <Callout>
          This sign-in has taken longer than ten minutes, or five tries were wrong. Nothing is locked: begin
          with the first step once more.
        </Callout>
        <div>
          <ButtonLink href={again}>Go to the sign-in page</ButtonLink>
        </div>
      </Door>
    );
  }
  return (
    <Door title="Second step" lead={leads[halfDone.firstFactor]}>
      <SecondStep origin={relyingParty().origin} to={target} has={secondFactors(halfDone)} />
      <p className="text-second">
        Is this not you?{" "}
        <Link href={again} className="underline">
          Begin again
        </Link>
      </p>
    </Door>
  );
}

/** A mailed link proves nothing that an app or a key could complete (lib/accounts/second-factor.ts). */
function secondFactors({ firstFactor, hasApp, hasKey, hasCodes }: HalfDone) {
  const counts = firstFactor === "password" || firstFactor === "federated";
  return { app: counts && hasApp, key: counts && hasKey, codes: hasCodes };
}
