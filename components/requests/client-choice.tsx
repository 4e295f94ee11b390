"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";

/** The first question: at which client. Its accounts come with the page that it leads to. */
export function ClientChoice({
  clients,
  chosen,
}: {
  clients: { id: string; name: string }[];
  chosen: string | undefined;
}) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <div aria-busy={pending}>
      <Field name="client" label="At which client">
        <Combobox
          options={clients.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={chosen}
          placeholder="Choose a client…"
          onChange={([id]) => {
            if (id)
              startTransition(() => router.replace(`/requests/new?client=${id}` as never, { scroll: false }));
          }}
        />
      </Field>
    </div>
  );
}
