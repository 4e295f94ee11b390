import type { Metadata } from "next";
import { RecoverForm } from "@/components/recovery/recover-form";
import { Door } from "@/components/sign-in/door";
import { Link } from "@/components/ui/link";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Get back in" };

/** For somebody who has lost their passkeys and has kept a recovery code. */
export default function RecoverPage() {
  return (
    <Door title="Get back in" lead="With a link by mail and one of the recovery codes that you saved.">
      <RecoverForm mailed={env().SMTP_URL !== undefined} />
      <ul className="flex flex-col gap-2 border-t border-rule pt-4 text-second">
        <li>
          You have no code any more?{" "}
          <Link href="/recover/help" className="underline">
            Ask two administrators
          </Link>
        </li>
        <li>
          You sign in with a password or your company? A code takes the place of the second step.{" "}
          <Link href="/sign-in" className="underline">
            Sign in
          </Link>
        </li>
        <li>
          You still have another device or security key with a passkey? Use it, then remove the lost one.
        </li>
      </ul>
    </Door>
  );
}
