import type { Metadata } from "next";
import { Door } from "@/components/sign-in/door";
import { JoinForm } from "@/components/sign-in/join-form";
import { relyingParty } from "@/lib/auth/relying-party";

export const metadata: Metadata = { title: "Invitation" };
// The address is of this server, not of the build.
export const dynamic = "force-dynamic";

export default function InvitePage() {
  return (
    <Door title="Your invitation" lead="Set up how you will sign in to Keyholder.">
      <JoinForm origin={relyingParty().origin} />
    </Door>
  );
}
