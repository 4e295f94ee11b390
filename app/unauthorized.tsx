import { redirect } from "next/navigation";

/** The session ended while a page was being made. */
export default function Unauthorized() {
  redirect("/sign-in");
}
