import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Door } from "@/components/sign-in/door";
import { FinishSignIn } from "@/components/sign-in/finish-sign-in";
import type { Params } from "@/components/ui/href";
import { pendingToken } from "@/lib/auth/pending-cookie";
import { returnPath } from "@/lib/auth/return-path";

export const metadata: Metadata = { title: "Signing in" };

/** Comes after an issuer whose own second factor is believed: there is nothing left to ask. */
export default async function FinishPage({ searchParams }: { searchParams: Promise<Params> }) {
  const { to } = await searchParams;
  if (!(await pendingToken())) redirect("/sign-in");
  return (
    <Door title="Signing in">
      <FinishSignIn to={returnPath(to)} />
    </Door>
  );
}
