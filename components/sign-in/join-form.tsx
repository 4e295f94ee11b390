"use client";

import { useEffect, useId, useState, useSyncExternalStore } from "react";
import type { FormState } from "@/lib/form-state";
import { Button, ButtonLink } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { FormProvider } from "../ui/form-context";
import { TextInput } from "../ui/inputs";
import { ask } from "./ask";
import { cannotUsePasskeys, inWords } from "./browser-words";
import { joinWithPasskey } from "./ceremonies";
import { Problem } from "./problem";

type Link = { kind: "setup" | "invite"; name: string | null; email: string | null; roles: string };

/** The holder of a one-time link makes their first passkey. The link's secret is in the address, behind `#`. */
export function JoinForm({ origin }: { origin: string }) {
  const token = useSyncExternalStore(onHashChange, tokenOfAddress, () => null);
  const [link, setLink] = useState<Link | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (token === null) return;
    setLink(null);
    setProblem(null);
    if (!token) {
      setProblem(
        "The address has no link in it. Open the whole link that you were given, up to its last letter.",
      );
      return;
    }
    ask<Link>("/api/passkeys/link", { token }).then(
      (found) => setLink(found),
      (error) => setProblem(inWords(error, origin)?.message ?? null),
    );
  }, [token, origin]);

  if (problem) {
    return (
      <>
        <Problem>{problem}</Problem>
        <div>
          <ButtonLink href="/sign-in">Go to the sign-in page</ButtonLink>
        </div>
      </>
    );
  }
  if (!link || !token) {
    return (
      <p role="status" className="text-second">
        Looking at the link…
      </p>
    );
  }
  return <Join link={link} token={token} origin={origin} />;
}

function Join({ link, token, origin }: { link: Link; token: string; origin: string }) {
  const formId = useId();
  const [pending, setPending] = useState(false);
  const [state, setState] = useState<FormState>(null);

  async function join(data: FormData) {
    if (pending) return;
    const values = { name: textOf(data, "name"), email: textOf(data, "email") };
    const refuse = (message: string, fields = {}) => setState({ status: "error", message, fields, values });
    const cannot = cannotUsePasskeys(origin);
    if (cannot) return refuse(cannot);
    setPending(true);
    setState(null);
    try {
      await joinWithPasskey(link.kind === "setup" ? { token, ...values } : { token });
      window.location.replace("/");
    } catch (error) {
      setPending(false);
      const refusal = inWords(error, origin);
      if (refusal) refuse(refusal.message, refusal.fields);
    }
  }

  return (
    <FormProvider value={{ formId, state, pending }}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void join(new FormData(event.currentTarget));
        }}
      >
        <ErrorSummary state={state} formId={formId} />
        {link.kind === "setup" ? (
          <>
            <Field name="name" label="Your name">
              <TextInput autoComplete="name" />
            </Field>
            <Field name="email" label="Your e-mail address">
              <TextInput type="email" autoComplete="email" />
            </Field>
          </>
        ) : (
          <p className="text-lead">
            You are <strong className="font-semibold">{link.name}</strong>
            {link.email ? `, ${link.email}` : null}. Your role: {link.roles}.
          </p>
        )}
        <Button type="submit" tone="primary" aria-disabled={pending || undefined} className="w-full">
          {pending ? "Waiting for your passkey…" : "Make my passkey"}
        </Button>
      </form>
    </FormProvider>
  );
}

function onHashChange(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}

const tokenOfAddress = (): string => window.location.hash.slice(1);

function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
}
