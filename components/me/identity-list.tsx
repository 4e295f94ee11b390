import type { OwnIdentity } from "@/lib/accounts/provider-queries";
import type { FormAction } from "@/lib/form-state";
import { Badge } from "../ui/badge";
import { ConfirmButton } from "../ui/confirm-button";
import { CommandForm } from "../ui/form";
import { FactorFrame, FactorRow } from "./factor-frame";

/** The company sign-ins that are linked to one's own account. */
export function IdentityList({ identities, unlink }: { identities: OwnIdentity[]; unlink: FormAction }) {
  return (
    <FactorFrame label="My company sign-ins" kind="Company sign-in" began="Linked" rows={identities.length}>
      {identities.map((identity) => (
        <FactorRow
          key={identity.id}
          muted={identity.ended}
          name={
            <>
              {identity.providerName} {identity.ended ? <Badge tone="plain">Ended by an owner</Badge> : null}
            </>
          }
          sub={identity.label}
          began="Linked"
          since={identity.linkedAt}
          used={identity.lastUsedAt ?? "Never"}
        >
          <CommandForm action={unlink} label={`Unlink ${identity.providerName}`} className="">
            <input type="hidden" name="identityId" value={identity.id} />
            <ConfirmButton
              size="small"
              tone="plain"
              title={`Unlink ${identity.providerName}?`}
              description="It does not sign in as you any more, and your other sessions that began with a company sign-in end."
              confirm="Unlink"
            >
              Unlink…
            </ConfirmButton>
          </CommandForm>
        </FactorRow>
      ))}
    </FactorFrame>
  );
}
