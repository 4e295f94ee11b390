"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ask } from "../sign-in/ask";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { announce } from "../ui/status-line";
import { KeepCodes } from "./keep-codes";
import { StepForm } from "./step-form";
import { useWork } from "./use-work";

/** Makes new recovery codes and shows them once. */
export function NewCodes({ hasSome }: { hasSome: boolean }) {
  const router = useRouter();
  const work = useWork();
  const [open, setOpen] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const description = codes
    ? "They are shown this once. Keep them away from your phone and computer: on paper, say."
    : `Ten codes, each good once in the place of a lost second factor.${hasSome ? " The ones that you have open nothing from the moment that new ones are made." : ""}`;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setCodes(null);
        work.clear();
        if (!next) router.refresh();
      }}
      title={codes ? "Keep these codes" : "Make recovery codes"}
      description={description}
      trigger={<Button size="small">{hasSome ? "Make new ones…" : "Make them…"}</Button>}
    >
      {codes ? (
        <KeepCodes
          codes={codes}
          onKept={() => {
            setOpen(false);
            setCodes(null);
            announce("Your recovery codes count from now on.");
            router.refresh();
          }}
        />
      ) : (
        <StepForm
          work={work}
          submit="Make ten codes"
          onCancel={() => setOpen(false)}
          onSubmit={async () => {
            const made = await ask<{ codes: string[] }>("/api/factors/recovery-codes", {});
            setCodes(made.codes);
          }}
        >
          {null}
        </StepForm>
      )}
    </Dialog>
  );
}
