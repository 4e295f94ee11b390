"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { addPasskey, type KeyKind } from "../sign-in/ceremonies";
import { Button, type ButtonSize, type ButtonTone } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";
import { announce } from "../ui/status-line";
import { StepForm } from "./step-form";
import { useWork } from "./use-work";

const words = {
  passkey: {
    title: "Add a passkey",
    description:
      "Give it a name by which you know it again. Your browser then asks where to keep it: this device, another one, or a security key.",
    waiting: "Waiting for your passkey…",
    added: "passkey",
  },
  security_key: {
    title: "Add a security key",
    description:
      "A key to plug in or hold close, with a PIN: it is your second factor after a password. Give it a name by which you know it again.",
    waiting: "Waiting for your security key…",
    added: "security key",
  },
} as const satisfies Record<KeyKind, object>;

/** Makes another passkey or security key: asks for a name, then the browser asks for the device or the key. */
export function AddPasskey({
  kind = "passkey",
  suggestion,
  tone = "primary",
  size,
}: {
  kind?: KeyKind | undefined;
  suggestion: string;
  tone?: ButtonTone | undefined;
  size?: ButtonSize | undefined;
}) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const work = useWork();
  const { title, description, waiting, added } = words[kind];
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        work.clear();
      }}
      title={title}
      description={description}
      trigger={
        <Button tone={tone} size={size}>
          {title}…
        </Button>
      }
    >
      <StepForm
        work={work}
        submit="Go on"
        waiting={waiting}
        onCancel={() => setOpen(false)}
        onSubmit={async (text) => {
          const name = text("name");
          await addPasskey(name, kind);
          setOpen(false);
          announce(`The ${added} "${name}" is added. Your other sessions stay; you can end them below.`);
          router.refresh();
        }}
      >
        <Field name="name" label="Name">
          <TextInput defaultValue={suggestion} maxLength={60} />
        </Field>
      </StepForm>
    </Dialog>
  );
}
