import { redirect } from "next/navigation";
import { currentSession } from "@/lib/auth/session";

/** The session ended while a page was being made, or a stricter policy has caught it: then it enrols. */
export default async function Unauthorized() {
  const session = await currentSession();
  redirect(session?.actor.limit ? "/enrol" : "/sign-in");
}
