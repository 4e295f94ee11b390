"use client";

import { useEffect, useRef, useState } from "react";
import type { PolicyPreview } from "@/lib/accounts/policy-queries";
import { counted } from "../ui/counted";

/** Says whom the policy in the form around it would catch, shortly after each change. */
export function Caught() {
  const place = useRef<HTMLParagraphElement>(null);
  const [text, setText] = useState("Looking who would be caught…");

  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    let stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = (wait: number) => {
      stop.abort();
      clearTimeout(timer);
      stop = new AbortController();
      const { signal } = stop;
      timer = setTimeout(async () => {
        const answer = await preview(form, signal);
        if (!signal.aborted) setText(answer);
      }, wait);
    };
    const later = () => ask(150);
    form.addEventListener("input", later);
    // What a button fills in makes no event of its own.
    form.addEventListener("click", later);
    ask(0);
    return () => {
      form.removeEventListener("input", later);
      form.removeEventListener("click", later);
      clearTimeout(timer);
      stop.abort();
    };
  }, []);

  return (
    <p ref={place} role="status" data-testid="caught" className="border-l-2 border-accent py-0.5 pl-3.5">
      {text}
    </p>
  );
}

async function preview(form: HTMLFormElement, signal: AbortSignal): Promise<string> {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? "");
  try {
    const response = await fetch("/api/policy/preview", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      signal,
      body: JSON.stringify({
        role: text("role"),
        ways: data.getAll("ways[]"),
        idleMinutes: text("idleMinutes"),
        absoluteHours: text("absoluteHours"),
        deviceBoundOnly: data.has("deviceBoundOnly"),
        passkeysRequired: text("passkeysRequired"),
        passkeysAsked: text("passkeysAsked"),
      }),
    });
    const content = await response.json();
    return response.ok ? inWords(content) : content.error.message;
  } catch {
    return "No answer came, so it is not known who would be caught.";
  }
}

function inWords({ refused, members, caught, names }: PolicyPreview): string {
  if (refused) return refused;
  if (members === 0) return "Nobody has this role yet.";
  const people = counted(members, "person has", "people have");
  if (caught === 0) return `${people} this role, and everybody could sign in like this now.`;
  const more = caught > names.length ? ` and ${caught - names.length} more` : "";
  const them = `${names.join(", ")}${more}`;
  return `${people} this role; ${caught} could not sign in like this now: ${them}. Their next click leads them to set up what is missing.`;
}
