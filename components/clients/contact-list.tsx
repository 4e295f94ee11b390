import { ConfirmButton } from "@/components/ui/confirm-button";
import { counted } from "@/components/ui/counted";
import { DialogForm } from "@/components/ui/dialog-form";
import { Field } from "@/components/ui/field";
import { CommandForm } from "@/components/ui/form";
import { TextInput } from "@/components/ui/inputs";
import type { ContactRow } from "@/lib/clients/queries/get-client";
import type { FormAction } from "@/lib/form-state";
import { InviteContact } from "./invite-contact";

/** Who speaks for a client. */
export function ContactList({
  contacts,
  mailed,
  actions,
}: {
  contacts: ContactRow[];
  /** Whether mail leaves the house. */
  mailed: boolean;
  actions?: { edit: FormAction; end: FormAction; invite: FormAction | null } | undefined;
}) {
  const live = contacts.filter((contact) => contact.endedAt === null);
  if (live.length === 0) return <p className="text-second">Nobody is on file who speaks for this client.</p>;
  return (
    <ul className="flex flex-col border-t border-strong">
      {live.map((contact) => (
        <li key={contact.id} className="flex flex-col gap-1.5 border-b border-rule py-2">
          <div>
            <span className="font-medium">{contact.name}</span>
            {contact.title ? <span className="text-second">, {contact.title}</span> : null}
            <span className="block text-sm break-all text-third">{contact.email}</span>
            {contact.canSignIn ? (
              <span className="block text-sm text-third">can sign in to the client’s room</span>
            ) : null}
            {contact.custodies > 0 ? (
              <span className="block text-sm text-third">
                custodian of {counted(contact.custodies, "account")}
              </span>
            ) : null}
          </div>
          {actions ? (
            <div className="flex flex-wrap gap-2">
              <DialogForm
                label="Change…"
                size="small"
                title={contact.name}
                action={actions.edit}
                submit="Save"
              >
                <input type="hidden" name="contactId" value={contact.id} />
                <ContactFields contact={contact} />
              </DialogForm>
              {actions.invite && !contact.canSignIn ? (
                <InviteContact contact={contact} action={actions.invite} mailed={mailed} />
              ) : null}
              <CommandForm action={actions.end} className="contents" label={`End ${contact.name}`}>
                <input type="hidden" name="contactId" value={contact.id} />
                <ConfirmButton
                  size="small"
                  title={`${contact.name} no longer speaks for the client?`}
                  description="The contact stays on record and can be taken up again."
                  confirm="End the contact"
                >
                  End
                </ConfirmButton>
              </CommandForm>
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** Name, address and title of a contact. */
export function ContactFields({ contact }: { contact?: ContactRow }) {
  return (
    <>
      <Field name="name" label="Name">
        <TextInput defaultValue={contact?.name} />
      </Field>
      <Field name="email" label="E-mail">
        <TextInput type="email" defaultValue={contact?.email} />
      </Field>
      <Field name="title" label="Title" optional>
        <TextInput defaultValue={contact?.title ?? undefined} />
      </Field>
    </>
  );
}
