import { clientKey, indexClientKeys } from "./client-names";
import { oncePerText } from "./fold";
import type { ImportInput, PlannedClient } from "./plan-types";
import type { Draft, QuestionBook } from "./question-book";

export type ClientBook = {
  /** What a key stands for: the client in the register, or the one that this import creates. */
  clients: Map<string, PlannedClient>;
  /** The key under which the client with this ref is known. */
  keyOf: Map<string, string>;
};

/**
 * Gathers the clients that the file and the register know. A new one is called as most of its rows write it,
 * and near names are looked for among those that are known better: in the register, or in more rows.
 */
export function gatherClients(
  drafts: readonly Draft[],
  input: ImportInput,
): ClientBook & { better: Map<string, string[]> } {
  const book: ClientBook = { clients: new Map(), keyOf: new Map() };
  for (const client of input.clients) {
    book.keyOf.set(client.ref, clientKey(client.name));
    for (const name of [client.name, ...(client.aliases ?? [])]) {
      const key = clientKey(name);
      if (key !== "" && !book.clients.has(key))
        book.clients.set(key, { ref: client.ref, isNew: false, name: client.name });
    }
  }
  const spellings = countSpellings(drafts);
  const weight = new Map(
    [...spellings].map(([key, counts]) => [key, [...counts.values()].reduce((a, b) => a + b, 0)]),
  );
  for (const [key, counts] of spellings) {
    if (book.clients.has(key)) continue;
    book.clients.set(key, { ref: `new:client:${key}`, isNew: true, name: commonest(counts) });
  }
  const near = indexClientKeys(book.clients.keys());
  const isKnown = (key: string) => book.clients.get(key)?.isNew === false;
  const order = new Map([...spellings.keys()].map((key, at) => [key, at]));
  const better = new Map<string, string[]>();
  for (const key of spellings.keys()) {
    if (isKnown(key)) continue;
    const ranks = (other: string) =>
      (weight.get(other) ?? 0) - (weight.get(key) ?? 0) || (order.get(key) ?? 0) - (order.get(other) ?? 0);
    const found = near.near(key).filter((other) => isKnown(other) || ranks(other) > 0);
    if (found.length > 0) better.set(key, found);
  }
  return { ...book, better };
}

/** Understands the row's client by its own or carried text; a near name is asked about. */
export function understandClient(
  draft: Draft,
  known: ReturnType<typeof gatherClients>,
  book: QuestionBook,
): void {
  const { text } = draft.row.client;
  const key = clientKey(text);
  if (key === "") return;
  const better = known.better.get(key);
  if (better === undefined) {
    draft.clientKey = key;
    return;
  }
  const nameOf = (other: string) => known.clients.get(other)?.name ?? other;
  const answer = book.ask(draft, {
    key: `client|${key}`,
    kind: "client",
    sentence: `Is “${text}” a client of its own, or another spelling?`,
    proposals: [
      ...better.map((other) => ({ answer: `client:${other}`, label: `The same as ${nameOf(other)}` })),
      { answer: "new", label: "A client of its own" },
    ],
    typed: null,
  });
  if (answer !== null) draft.clientKey = answer === "new" ? key : answer.slice("client:".length);
}

function countSpellings(drafts: readonly Draft[]): Map<string, Map<string, number>> {
  const spellings = new Map<string, Map<string, number>>();
  const keyOf = oncePerText(clientKey);
  for (const { row } of drafts) {
    const key = keyOf(row.client.text);
    if (key === "" || row.copyOf !== null) continue;
    const counts = spellings.get(key) ?? new Map<string, number>();
    // A carried name counts too: it says for how many rows the spelling stands.
    counts.set(row.client.text, (counts.get(row.client.text) ?? 0) + 1);
    spellings.set(key, counts);
  }
  return spellings;
}

/** The spelling of most rows; of equals, the one that is not written in capitals throughout. */
function commonest(counts: Map<string, number>): string {
  const isShouted = (name: string) => name === name.toUpperCase();
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || Number(isShouted(a)) - Number(isShouted(b)));
  return sorted[0]?.[0] ?? "";
}
