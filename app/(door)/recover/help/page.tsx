import type { Metadata } from "next";
import { HelpForm } from "@/components/recovery/help-form";
import { Door } from "@/components/sign-in/door";
import { Link } from "@/components/ui/link";

export const metadata: Metadata = { title: "Get help to get back in" };

/** For somebody who has nothing left to sign in with. */
export default function RecoveryHelpPage() {
  return (
    <Door
      title="Get help to get back in"
      lead="For when everything is lost: two administrators make sure that it is you, and a day passes."
    >
      <HelpForm />
      <p className="border-t border-rule pt-4 text-second">
        You have kept a recovery code? That is quicker.{" "}
        <Link href="/recover" className="underline">
          Use the code
        </Link>
      </p>
    </Door>
  );
}
