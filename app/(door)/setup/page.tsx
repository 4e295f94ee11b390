import type { Metadata } from "next";
import { Door } from "@/components/sign-in/door";
import { JoinForm } from "@/components/sign-in/join-form";
import { relyingParty } from "@/lib/auth/relying-party";

export const metadata: Metadata = { title: "Set up" };
// The address is of this server, not of the build.
export const dynamic = "force-dynamic";

export default function SetupPage() {
  return (
    <Door
      title="Become the first owner"
      lead="Say who you are, and make the passkey that you will sign in with."
    >
      <JoinForm origin={relyingParty().origin} />
    </Door>
  );
}
