import { Link } from "../ui/link";

/** The key and the name; leads to Today. */
export function Logo() {
  return (
    <Link
      href="/"
      tone="plain"
      className="inline-flex items-center gap-2.5 font-serif text-[1.125rem]/7 font-semibold"
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 16 16"
        className="size-4"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <circle cx="5.5" cy="10.5" r="3.75" />
        <path d="m8.2 7.8 6.3-6.3M11 5l2.5 2.5" />
      </svg>
      Keyholder
    </Link>
  );
}
