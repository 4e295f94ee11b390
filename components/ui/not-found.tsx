import { ButtonLink } from "./button";

/** No such address, or nothing there that this person may see: the two are told apart nowhere. */
export function NotFoundState() {
  return (
    <div className="flex max-w-prose flex-col items-start gap-2">
      <h1 className="font-serif text-title font-semibold">There is nothing at this address</h1>
      <p className="text-lead text-second">
        It may have been mistyped, or it leads to something that you may not see. Search for it by name, or
        begin at Today.
      </p>
      <ButtonLink href="/" className="mt-2">
        Go to Today
      </ButtonLink>
    </div>
  );
}
