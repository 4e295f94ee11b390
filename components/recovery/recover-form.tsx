"use client";

import { useState } from "react";
import { ask, beginSession } from "../sign-in/ask";
import { DoorForm } from "../sign-in/door-form";
import { useSecret } from "../sign-in/use-secret";
import { Callout } from "../ui/callout";
import { Field } from "../ui/field";
import { TextInput } from "../ui/inputs";

/** Back in by a saved code: first the link is asked for, then, where the link leads, the code. */
export function RecoverForm({ mailed }: { mailed: boolean }) {
  const link = useSecret();
  const [askedFor, setAskedFor] = useState<string | null>(null);

  // Which of the two forms it is stands in the address, which only the browser knows.
  if (link === null) return null;
  if (link) return <CodeForm link={link} />;
  if (!mailed) {
    return (
      <Callout tone="attention" title="This way is closed here">
        It needs a mail to you, and no mail leaves this Keyholder. Two administrators can help you back in.
      </Callout>
    );
  }
  if (askedFor) {
    return (
      <Callout tone="fine" title="Look at your mail">
        If {askedFor} belongs to an account that has recovery codes, a link is on its way. It works once, for
        30 minutes. Open it, and have one of your codes at hand.
      </Callout>
    );
  }
  return (
    <DoorForm
      submit="Send me the link"
      busy="Sending…"
      send={async ({ email = "" }) => {
        await ask("/api/recovery/link", { email });
        setAskedFor(email);
      }}
    >
      <Field name="email" label="Your e-mail address">
        <TextInput type="email" autoComplete="email" />
      </Field>
    </DoorForm>
  );
}

function CodeForm({ link }: { link: string }) {
  return (
    <DoorForm
      submit="Go on"
      busy="Looking at the code…"
      send={async ({ code = "" }) => {
        await ask("/api/recovery/code", { token: link, code });
        await beginSession();
        window.location.replace("/enrol");
      }}
    >
      <Field
        name="code"
        label="One of your recovery codes"
        hint="Any that you have not used. Spaces, hyphens and small letters are fine."
      >
        <TextInput autoComplete="off" />
      </Field>
    </DoorForm>
  );
}
