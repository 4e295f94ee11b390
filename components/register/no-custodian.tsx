import { Shape } from "@/components/ui/shape";

/** That nobody manages a task's account: somebody has to be named before it finds its way. */
export function NoCustodian() {
  return (
    <span className="font-medium text-attention">
      <Shape tone="attention" className="mr-1.25 -mt-0.5 align-middle" />
      no custodian
    </span>
  );
}
