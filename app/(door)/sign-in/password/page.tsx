import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Door } from "@/components/sign-in/door";
import { PasswordForm } from "@/components/sign-in/password-form";
import { hrefWith, type Params } from "@/components/ui/href";
import { Link } from "@/components/ui/link";
import { returnPath } from "@/lib/auth/return-path";
import { currentActor } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Sign in with a password" };

export default async function PasswordPage({ searchParams }: { searchParams: Promise<Params> }) {
  const target = returnPath((await searchParams).to);
  if (await currentActor()) redirect(target as never);
  const to = target === "/" ? null : target;
  return (
    <Door
      title="Sign in with a password"
      lead="It is the first of two steps: an authenticator app or a security key follows."
    >
      <PasswordForm next={hrefWith("/sign-in/second", {}, { to })} />
      <p className="text-second">
        Do you have a passkey?{" "}
        <Link href={hrefWith("/sign-in", {}, { to })} className="underline">
          Sign in with it
        </Link>
        : it is one step, and no false page can take it from you.
      </p>
    </Door>
  );
}
