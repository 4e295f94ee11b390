import type { ImportInput } from "./plan-types";
import type { Draft, QuestionBook } from "./question-book";
import type { ClientBook } from "./row-clients";
import { askAccount } from "./row-platform";
import type { AccountName, Understanding } from "./understanding";

type Votes = Map<string, { own: number; carried: number }>;

/** For each account, which clients its rows and the register say that it belongs to. */
export type Owners = {
  votes: Map<string, Votes>;
  registered: Map<string, string>;
  ofClient: Map<string, AccountName[]>;
};

/** One account, whatever form it was written in. */
export function accountKey(platformId: string, account: { externalId: string }): string {
  return `${platformId}|${account.externalId}`;
}

/** Gathers what is said about the ownership of every account, before any row is settled. */
export function gatherOwners(drafts: readonly Draft[], input: ImportInput, clients: ClientBook): Owners {
  const owners: Owners = { votes: new Map(), registered: new Map(), ofClient: new Map() };
  for (const asset of input.assets) {
    const key = clients.keyOf.get(asset.clientRef);
    if (key === undefined) continue;
    owners.registered.set(accountKey(asset.platformId, asset), key);
    offer(owners, key, asset.platformId, {
      assetType: asset.assetType,
      externalId: asset.externalId,
      shown: asset.externalId,
    });
  }
  for (const { row, platform, account, clientKey } of drafts) {
    if (platform === null || account === null || clientKey === null) continue;
    const key = accountKey(platform.id, account);
    const votes: Votes = owners.votes.get(key) ?? new Map();
    const vote = votes.get(clientKey) ?? { own: 0, carried: 0 };
    vote[row.client.carried ? "carried" : "own"] += 1;
    votes.set(clientKey, vote);
    owners.votes.set(key, votes);
    offer(owners, clientKey, platform.id, account);
  }
  return owners;
}

function offer(owners: Owners, client: string, platformId: string, account: AccountName): void {
  const key = `${client}|${platformId}`;
  const there = owners.ofClient.get(key);
  if (there === undefined) owners.ofClient.set(key, [account]);
  else if (!there.some((other) => other.externalId === account.externalId)) there.push(account);
}

/** A row without an account, own or carried, is asked about, with the client's accounts there as proposals. */
export function settleMissingAccount(
  draft: Draft,
  owners: Owners,
  clients: ClientBook,
  understanding: Understanding,
  book: QuestionBook,
): void {
  const { platform, clientKey } = draft;
  if (draft.row.account.text !== "" || platform === null || clientKey === null) return;
  const key = `${clientKey}|${platform.id}`;
  const client = clients.clients.get(clientKey)?.name ?? clientKey;
  const sentence = `No account is filled in. Which ${platform.name} account of ${client} is it?`;
  draft.account = askAccount(
    draft,
    platform,
    `account-missing|${key}`,
    sentence,
    owners.ofClient.get(key) ?? [],
    understanding,
    book,
  );
}

/**
 * Settles whose account the row's is. An account has one client: when rows disagree, those whose client was
 * only carried down are asked about against those that name it; when both name one, all of its rows are asked.
 */
export function settleOwner(draft: Draft, owners: Owners, clients: ClientBook, book: QuestionBook): void {
  const { platform, account } = draft;
  if (platform === null || account === null) return;
  const key = accountKey(platform.id, account);
  const votes: Votes = owners.votes.get(key) ?? new Map();
  const ranked = [...votes]
    .sort(([, a], [, b]) => b.own - a.own || b.carried - a.carried)
    .map(([client]) => client);
  const registered = owners.registered.get(key);
  const owner = registered ?? undisputed(ranked, votes);
  if (draft.clientKey === null) {
    if (draft.asks.length > 0) return;
    if (owner !== undefined) {
      draft.clientKey = owner;
      draft.remarks.push(
        `No client is filled in; the account belongs to ${clients.clients.get(owner)?.name ?? owner}.`,
      );
    } else draft.refusals.push("The row names no client. Fill it in.");
  } else if (owner !== draft.clientKey) {
    const choices = [
      ...new Set([...(registered === undefined ? [] : [registered]), ...ranked, draft.clientKey]),
    ];
    draft.clientKey = askOwner(draft, key, choices, clients, book) ?? draft.clientKey;
  }
  const client = draft.clientKey === null ? undefined : clients.clients.get(draft.clientKey);
  draft.client = client ?? null;
}

function undisputed(ranked: readonly string[], votes: Votes): string | undefined {
  const [first, ...others] = ranked;
  if (first === undefined || others.length === 0) return first;
  const isNamed = (votes.get(first)?.own ?? 0) > 0;
  return isNamed && others.every((other) => votes.get(other)?.own === 0) ? first : undefined;
}

function askOwner(
  draft: Draft,
  key: string,
  choices: string[],
  clients: ClientBook,
  book: QuestionBook,
): string | null {
  const nameOf = (client: string) => clients.clients.get(client)?.name ?? client;
  const answer = book.ask(draft, {
    key: `owner|${key}`,
    kind: "owner",
    sentence: `The account ${draft.account?.shown} stands under ${choices.map(nameOf).join(" and under ")}. Whose is it?`,
    proposals: choices.map((client) => ({ answer: `client:${client}`, label: nameOf(client) })),
    typed: null,
  });
  return answer === null ? null : answer.slice("client:".length);
}
