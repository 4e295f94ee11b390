import { redirect } from "next/navigation";

/** The session ended while a page was being made; or a stricter policy has caught it, and the door leads on to enrol. */
export default function Unauthorized() {
  redirect("/sign-in");
}
