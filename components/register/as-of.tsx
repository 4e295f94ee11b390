import { Button, ButtonLink } from "@/components/ui/button";
import { hrefWith, type Params } from "@/components/ui/href";
import { dayOf } from "@/components/ui/time-text";

/** Which day the register is shown for, in the address. A form of its own, so that it works without a script. */
export function AsOfControl({
  path,
  params,
  asOf,
  now,
}: {
  path: string;
  params: Params;
  asOf: Date | null;
  now: Date;
}) {
  const kept = Object.entries(params).filter(([name]) => name !== "asOf" && name !== "page");
  return (
    <form action={path} className="flex flex-wrap items-center gap-2" aria-label="Day of the register">
      {kept.map(([name, value]) =>
        typeof value === "string" ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <label className="flex items-center gap-2 text-second">
        As it was on
        <input
          type="date"
          name="asOf"
          max={dayOf(now)}
          defaultValue={asOf ? dayOf(asOf) : ""}
          className="min-h-8 rounded border border-edge bg-sheet px-2 text-ink"
        />
      </label>
      <Button type="submit">Show</Button>
      {asOf ? <ButtonLink href={hrefWith(path, params, { asOf: null })}>Today</ButtonLink> : null}
    </form>
  );
}
