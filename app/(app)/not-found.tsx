import { NotFoundState } from "@/components/ui/not-found";

/** Not found, inside the shell. */
export default function NotFound() {
  return <NotFoundState />;
}
