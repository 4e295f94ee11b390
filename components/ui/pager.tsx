import { ButtonLink, buttonClass } from "./button";

/** Earlier and later parts of a list. `text` says where this one stands: "51–100 of 620". Without another part it is not shown. */
export function Pager({
  previous,
  next,
  text,
}: {
  previous?: string | null | undefined;
  next?: string | null | undefined;
  text?: string | undefined;
}) {
  if (!previous && !next) return null;
  return (
    <nav aria-label="Pages of this list" className="flex items-center justify-between gap-4">
      <PagerLink href={previous}>Previous</PagerLink>
      {text ? <span className="text-second">{text}</span> : null}
      <PagerLink href={next}>Next</PagerLink>
    </nav>
  );
}

function PagerLink({ href, children }: { href: string | null | undefined; children: string }) {
  if (href) return <ButtonLink href={href}>{children}</ButtonLink>;
  return (
    <span aria-disabled="true" className={buttonClass()}>
      {children}
    </span>
  );
}
