import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AboutPasskeys } from "@/components/sign-in/about-passkeys";
import { Door } from "@/components/sign-in/door";
import { OtherWays } from "@/components/sign-in/other-ways";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { hrefWith, type Params } from "@/components/ui/href";
import { Link } from "@/components/ui/link";
import { relyingParty } from "@/lib/auth/relying-party";
import { returnPath } from "@/lib/auth/return-path";
import { currentSession } from "@/lib/auth/session";
import { CompanySignIn } from "./company-sign-in";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams;
  const { to, left } = params;
  const target = returnPath(to);
  const session = await currentSession();
  // Who is signed in and was caught by a stricter policy does not sign in again, but sets up what is missing.
  if (session) redirect((session.actor.limit ? "/enrol" : target) as never);
  return (
    <Door title="Sign in" lead={left === "1" ? "You are signed out." : undefined}>
      <SignInForm origin={relyingParty().origin} to={target} />
      <CompanySignIn params={params} to={target} />
      <OtherWays passwordHref={hrefWith("/sign-in/password", {}, { to: target === "/" ? null : target })} />
      <AboutPasskeys />
      <p className="text-second">
        Lost your passkey?{" "}
        <Link href="/recover" className="underline">
          Get back in
        </Link>
      </p>
      <p className="text-second">No passkey here yet? Ask an owner of Keyholder for an invitation.</p>
    </Door>
  );
}
