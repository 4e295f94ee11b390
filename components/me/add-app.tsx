"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { AppSecret, type ShownSecret } from "../sign-in/app-secret";
import { ask } from "../sign-in/ask";
import { Button, type ButtonSize } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";
import { announce } from "../ui/status-line";
import { KeepCodes } from "./keep-codes";
import { StepForm } from "./step-form";
import { useWork } from "./use-work";

type Begun = ShownSecret & { totpId: string };
type Step = { at: "name" } | { at: "code"; begun: Begun } | { at: "codes"; codes: readonly string[] };

const descriptions: Record<Step["at"], string> = {
  name: "An app on your phone shows a new code every half minute: your second factor after a password. Give it a name by which you know it again.",
  code: "Scan this with the app, or type the letters into it. It is shown this once.",
  codes:
    "If you lose the phone, one of these codes stands in for it, once. They are shown this once: keep them away from the phone.",
};

const titles: Record<Step["at"], string> = {
  name: "Add an authenticator app",
  code: "Scan it, then type the code",
  codes: "Keep these codes",
};

/** Adds an authenticator app, or another one in its place: its name, its secret, its first code, recovery codes. */
export function AddApp({ replaces, size }: { replaces: boolean; size?: ButtonSize | undefined }) {
  const router = useRouter();
  const work = useWork();
  const [open, setOpen] = useState(false);
  const [step, setStep] = useState<Step>({ at: "name" });

  function finish() {
    setOpen(false);
    setStep({ at: "name" });
    announce(
      replaces
        ? "The new authenticator app counts from now on; your other sessions have ended."
        : "The authenticator app counts from now on. Your other sessions stay; you can end them below.",
    );
    router.refresh();
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setStep({ at: "name" });
        work.clear();
        if (!next) router.refresh();
      }}
      title={titles[step.at]}
      description={descriptions[step.at]}
      trigger={<Button size={size}>{replaces ? "Replace…" : "Add an app…"}</Button>}
    >
      {step.at === "name" ? (
        <StepForm
          key="name"
          work={work}
          submit="Go on"
          onCancel={() => setOpen(false)}
          onSubmit={async (text) => {
            const begun = await ask<Begun>("/api/factors/app", { name: text("name") });
            setStep({ at: "code", begun });
          }}
        >
          <Field name="name" label="Name">
            <TextInput defaultValue="My phone" maxLength={60} />
          </Field>
        </StepForm>
      ) : null}
      {step.at === "code" ? (
        <StepForm
          key="code"
          work={work}
          submit="Confirm"
          onCancel={() => setOpen(false)}
          onSubmit={async (text) => {
            const { codes } = await ask<{ codes: string[] | null }>("/api/factors/app-code", {
              totpId: step.begun.totpId,
              code: text("code"),
            });
            if (codes) setStep({ at: "codes", codes });
            else finish();
          }}
        >
          <AppSecret secret={step.begun} />
          <Field name="code" label="The six digits that the app shows">
            <TextInput
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={20}
              className="max-w-36 tabular-nums"
            />
          </Field>
        </StepForm>
      ) : null}
      {step.at === "codes" ? <KeepCodes codes={step.codes} onKept={finish} /> : null}
    </Dialog>
  );
}
