import type { Metadata } from "next";
import { SigningKeys } from "@/components/signatures/signing-keys";
import { buttonClass } from "@/components/ui/button";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { CommandForm } from "@/components/ui/form";
import { Page } from "@/components/ui/page";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { listSigningKeys } from "@/lib/lifecycle/queries/list-signing-keys";
import { rotateSigningKeyAction } from "./actions";

export const metadata: Metadata = { title: "Signatures" };

/** The keys that certificates are signed with. */
export default async function SignaturesPage() {
  const actor = await requireActor();
  const keys = await listSigningKeys(actor);
  return (
    <Page
      crumbs={[{ label: "Settings", href: "/settings" }]}
      title={
        keys.length === 0
          ? "Nothing is signed yet"
          : "Certificates are signed, and can be checked without Keyholder"
      }
      lead="Ed25519 over the canonical JSON of each certificate. Give clients the fingerprint by another way than the certificate itself; docs/certificates.md says how it is checked."
      actions={
        keys.length > 0 ? (
          <>
            {may(actor, "signatures.rotate") ? (
              <CommandForm action={rotateSigningKeyAction} className="contents" label="Sign with a new key">
                <ConfirmButton
                  title="Sign with a new key from now on?"
                  description="The private half of the present key is removed. What it has signed stays as it is, and its public half stays here to check it."
                  confirm="Make a new key"
                >
                  New key…
                </ConfirmButton>
              </CommandForm>
            ) : null}
            {/* A download, not a page of the app. */}
            <a href="/settings/signatures/keys.json" className={buttonClass("primary")}>
              Public keys
            </a>
          </>
        ) : null
      }
    >
      {keys.length > 0 ? (
        <SigningKeys keys={keys} />
      ) : (
        <p className="text-second">The first certificate that is issued makes the key.</p>
      )}
    </Page>
  );
}
