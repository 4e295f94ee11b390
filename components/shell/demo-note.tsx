/** Says on every page of a demo that it is one. */
export function DemoNote() {
  return (
    <aside aria-label="Demo" className="bg-sunk px-8 py-1.5 text-sm text-second max-md:px-4">
      This is a demo: the people, clients and accounts are invented.
    </aside>
  );
}
