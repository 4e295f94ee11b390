import type { Metadata } from "next";
import { CancelForm } from "@/components/recovery/cancel-form";
import { Door } from "@/components/sign-in/door";

export const metadata: Metadata = { title: "Stop a recovery" };

/** Where the link in the mail of a recovery leads. */
export default function CancelRecoveryPage() {
  return (
    <Door title="Stop a recovery">
      <CancelForm />
    </Door>
  );
}
