"use client";

import { useRef } from "react";
import type { ProofMeans, StepUpAsked } from "@/lib/errors";
import { ConfirmByPasskey } from "../sign-in/confirm-by-passkey";
import { ConfirmByPassword } from "../sign-in/confirm-by-password";
import { Button, ButtonLink } from "./button";
import { Dialog } from "./dialog";

export type StepUpDialogProps = { asked: StepUpAsked; onProved: () => void; onCancel: () => void };

/** With what it is confirmed, or what has to be done first. */
const needs = {
  passkey: "Your passkey confirms this one action.",
  password: "Your password and a code of your authenticator app confirm this one action.",
  "sign-in":
    "Your account has nothing of its own to confirm it with, so a sign-in of a moment ago counts: sign out, sign in again, and do it within five minutes.",
  nothing: "This takes a passkey, and your account has none yet. Make one first, then do it again.",
} satisfies Record<ProofMeans, string>;

/**
 * Asks to confirm one action, where the person is; what they had typed stays behind it. `onProved` sends it again.
 */
export function StepUpDialog({ asked, onProved, onCancel }: StepUpDialogProps) {
  const first = useRef<HTMLElement>(null);
  const proving = { stepUpId: asked.id, onProved, onCancel, first };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onCancel();
      }}
      title="Confirm that it is you"
      firstFocus={first}
      description={`What you are about to do: ${asked.does}. ${needs[asked.means]}`}
    >
      {asked.means === "passkey" ? <ConfirmByPasskey {...proving} /> : null}
      {asked.means === "password" ? <ConfirmByPassword {...proving} /> : null}
      {asked.means === "sign-in" || asked.means === "nothing" ? (
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onCancel}>Close</Button>
          {asked.means === "nothing" ? (
            <ButtonLink tone="primary" href="/me">
              Make a passkey
            </ButtonLink>
          ) : null}
        </div>
      ) : null}
    </Dialog>
  );
}
