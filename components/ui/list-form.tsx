"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, type SubmitEvent, useEffect, useRef, useTransition } from "react";

/**
 * A GET form whose fields live in the address. Without JavaScript it is sent by its button; with it, each
 * change leads on at once (typing after a short pause), and empty fields stay out of the address.
 */
export function ListForm({
  action,
  values,
  label,
  className,
  children,
}: {
  action: string;
  /** What the address says now, by field name. */
  values: Record<string, string>;
  label: string;
  className?: string | undefined;
  children: ReactNode;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [pending, startTransition] = useTransition();

  // The address may change by other ways (back, "show all"): the fields follow, but not the one in use.
  useEffect(() => {
    for (const field of form.current?.elements ?? []) {
      if (field === document.activeElement) continue;
      if (field instanceof HTMLInputElement && field.type === "search")
        field.value = values[field.name] ?? "";
      if (field instanceof HTMLSelectElement) field.value = values[field.name] ?? "";
    }
  }, [values]);

  useEffect(() => () => clearTimeout(timer.current), []);

  function go() {
    clearTimeout(timer.current);
    if (!form.current) return;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form.current)) {
      if (typeof value === "string" && value !== "") query.append(name, value);
    }
    const text = query.toString();
    startTransition(() => router.replace((text ? `${action}?${text}` : action) as never, { scroll: false }));
  }

  function change(event: FormEvent<HTMLFormElement>) {
    clearTimeout(timer.current);
    const typing = event.target instanceof HTMLInputElement && event.target.type === "search";
    if (typing) timer.current = setTimeout(go, 300);
    else go();
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    go();
  }

  return (
    <search aria-label={label}>
      <form
        ref={form}
        action={action}
        onInput={change}
        onSubmit={submit}
        aria-busy={pending}
        className={className}
      >
        {children}
      </form>
    </search>
  );
}
