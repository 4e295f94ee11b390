import { NotAllowed } from "@/components/ui/not-allowed";

/** Not for this person's role, inside the shell. */
export default function Forbidden() {
  return <NotAllowed />;
}
