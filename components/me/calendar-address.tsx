"use client";

import { useState } from "react";
import type { FormAction, FormState } from "@/lib/form-state";
import { LinkOnce } from "../members/link-once";
import { CommandForm } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";
import { Time } from "../ui/time";

/** Makes the address of one's calendar, which is shown once, makes a new one, and ends it. */
export function CalendarAddress({
  since,
  make,
  end,
}: {
  since: Date | null;
  make: FormAction;
  end: FormAction;
}) {
  const [link, setLink] = useState<string | null>(null);

  async function makeIt(previous: FormState, data: FormData): Promise<FormState> {
    const next = await make(previous, data);
    if (next?.status !== "done") return next;
    setLink(next.message);
    return { status: "done", message: "The address is made. It stands below." };
  }

  async function endIt(previous: FormState, data: FormData): Promise<FormState> {
    const next = await end(previous, data);
    if (next?.status === "done") setLink(null);
    return next;
  }

  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-second">
        {since ? (
          <>
            It has an address since <Time value={since} as="datetime" />.
          </>
        ) : (
          "It has no address."
        )}
      </p>
      {link ? (
        <LinkOnce link={link} title="The address is shown this once.">
          Subscribe to it in your calendar program, as a calendar from the internet.
        </LinkOnce>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <CommandForm action={makeIt} label="Make the address of my calendar" className="inline-flex">
          <SubmitButton tone="plain" size="small">
            {since ? "Make a new address" : "Make an address"}
          </SubmitButton>
        </CommandForm>
        {since ? (
          <CommandForm action={endIt} label="End the address of my calendar" className="inline-flex">
            <SubmitButton tone="plain" size="small">
              End it
            </SubmitButton>
          </CommandForm>
        ) : null}
      </div>
    </div>
  );
}
