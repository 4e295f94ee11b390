import type { ReactNode } from "react";
import { ButtonLink } from "./button";

/** The page exists, but this person's role does not open it: says who could. */
export function NotAllowed({
  title = "Your role does not open this page",
  children = "If you need it for your work, ask an owner to change your role.",
}: {
  title?: string | undefined;
  children?: ReactNode;
}) {
  return (
    <div className="flex max-w-prose flex-col items-start gap-2">
      <h1 className="font-serif text-title font-semibold">{title}</h1>
      <div className="text-lead text-second">{children}</div>
      <ButtonLink href="/" className="mt-2">
        Go to Today
      </ButtonLink>
    </div>
  );
}
