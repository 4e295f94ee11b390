import type { Metadata } from "next";
import { NotFoundState } from "@/components/ui/not-found";

export const metadata: Metadata = { title: "Not found" };

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <main className="mx-auto max-w-3xl px-6 py-16">
      <NotFoundState />
    </main>
  );
}
