/** As long as Next.js reads it: longer ones it fails at. */
const LONGEST = 40_000;

/** As deep as folders of pages are nested, and far deeper. */
const DEEPEST = 50;

/**
 * Whether a `Next-Router-State-Tree` is one: JSON within an address's escapes, a tree of segments with their slots. What
 * stands behind these two, Next.js changes from version to version: it has to be of plain values.
 */
export function isRouterState(header: string | string[]): boolean {
  if (typeof header !== "string" || header.length > LONGEST) return false;
  try {
    return isTree(JSON.parse(decodeURIComponent(header)), DEEPEST);
  } catch {
    return false;
  }
}

function isTree(value: unknown, depth: number): boolean {
  if (depth === 0 || !Array.isArray(value) || value.length < 2) return false;
  const [segment, slots, ...marks] = value;
  return (
    isSegment(segment) &&
    typeof slots === "object" &&
    slots !== null &&
    !Array.isArray(slots) &&
    Object.values(slots).every((slot) => isTree(slot, depth - 1)) &&
    marks.every((mark) => mark === null || typeof mark !== "object" || Array.isArray(mark))
  );
}

/** The name of a folder, or what stands for a changing one: its name, its value, its kind, its neighbours. */
const isSegment = (value: unknown): boolean =>
  typeof value === "string" ||
  (Array.isArray(value) && value.length === 4 && value.slice(0, 3).every((part) => typeof part === "string"));
