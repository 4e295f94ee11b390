"use client";

import { useState } from "react";
import { InvitationLink } from "@/components/members/link-once";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { CommandForm } from "@/components/ui/form";
import type { FormAction, FormState } from "@/lib/form-state";

/** Invites a contact to the room of their client; the link is shown here once. */
export function InviteContact({
  contact,
  action,
  mailed,
}: {
  contact: { id: string; name: string };
  action: FormAction;
  /** Whether mail leaves the house. */
  mailed: boolean;
}) {
  const [link, setLink] = useState<string | null>(null);

  async function invite(previous: FormState, data: FormData): Promise<FormState> {
    const next = await action(previous, data);
    if (next?.status !== "done") return next;
    setLink(next.message);
    return { status: "done", message: `${contact.name} is invited.` };
  }

  if (link) return <InvitationLink link={link} mailed={mailed} />;
  return (
    <CommandForm action={invite} className="contents" label={`Invite ${contact.name} to the room`}>
      <input type="hidden" name="contactId" value={contact.id} />
      <ConfirmButton
        size="small"
        title={`Invite ${contact.name} to the client’s room?`}
        description="They will see who holds keys to this client’s accounts, answer what is asked for there, and see nothing else. The link works once, for seven days."
        confirm="Invite"
      >
        Invite…
      </ConfirmButton>
    </CommandForm>
  );
}
