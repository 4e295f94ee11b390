import { connection } from "next/server";
import type { ReactNode } from "react";
import { DemoNote } from "@/components/shell/demo-note";
import { env } from "@/lib/env";

/** The pages before the door. Made anew for each request: only then is it known whether this is a demo. */
export default async function DoorLayout({ children }: { children: ReactNode }) {
  await connection();
  return (
    <>
      {env().KEYHOLDER_DEMO === "1" ? <DemoNote /> : null}
      {children}
    </>
  );
}
