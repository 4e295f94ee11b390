"use client";

import { useEffect, useRef, useState } from "react";
import { CommandForm } from "@/components/ui/form";
import { Progress } from "@/components/ui/progress";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/form-state";

type Step = { step: "reading" | "understanding" | "comparing"; done: number; of: number };

const words = {
  reading: "Reading",
  understanding: "Understanding",
  comparing: "Comparing with the register",
};

/** Works out the review of a large file as soon as the page is there, and shows how far it is. */
export function Planning({ id, action }: { id: string; action: FormAction }) {
  const started = useRef(false);
  const frame = useRef<HTMLDivElement>(null);
  const [step, setStep] = useState<Step | null>(null);

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    frame.current?.querySelector("form")?.requestSubmit();
  }, []);

  useEffect(() => {
    const timer = setInterval(async () => {
      const answer = await fetch(`/import/${id}/progress`, { cache: "no-store" }).catch(() => null);
      if (answer?.ok) setStep((await answer.json()).progress);
    }, 500);
    return () => clearInterval(timer);
  }, [id]);

  const number = (count: number) => count.toLocaleString("en-GB");
  return (
    <div ref={frame} className="flex flex-col gap-3">
      <div role="status">
        <Progress
          label={step ? `${words[step.step]}…` : "The review is being worked out…"}
          total={step?.of ?? 1}
          verified={step?.done ?? 0}
          detail={
            step ? `row ${number(step.done)} of ${number(step.of)}` : "You can go on working meanwhile."
          }
        />
      </div>
      <CommandForm action={action} label="Work out the review">
        <input type="hidden" name="id" value={id} />
        <SubmitButton tone="plain" className="self-start">
          Work out the review
        </SubmitButton>
      </CommandForm>
    </div>
  );
}
