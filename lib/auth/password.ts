import { hash, parseOptions, verify } from "@node-rs/argon2";
import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { fewAtOnce } from "@/lib/auth/few-at-once";
import { relyingParty } from "@/lib/auth/relying-party";
import { env } from "@/lib/env";

/** In characters as people count them: Unicode code points (NIST 800-63B-4, 3.1.1.2). */
export const PASSWORD_LENGTH = { min: 15, max: 128 } as const;

/**
 * argon2id with 64 MiB and two passes: more of both than the choices that OWASP gives as least (46 MiB with one pass,
 * 19 MiB with two), at about a tenth of a second. One lane: two hashes at once then use two cores and no more. (The
 * package's own default is the id variant; its enum does not exist at run time.)
 */
const COST = { memoryCost: 65_536, timeCost: 2, parallelism: 1 } as const;

/** Hashing runs in Node's four threads beside files and names: two stay free. At most 128 MiB are held. */
const inTurn = fewAtOnce(2, 40);

/** A hash that no password gives, of the same cost. */
const NOBODY = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$${"A".repeat(22)}$${"A".repeat(43)}`;

/**
 * The same characters typed on another keyboard or system may come in another encoding: NFC makes them one, and
 * changes none of them. Nothing else is done to a password: not trimmed, not cut, no letter's case (ASVS 6.2.8).
 */
const asTyped = (password: string): string => password.normalize("NFC");

/** Hashes a password, in its encoded form. Raises unavailable when too many are under way. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(asTyped(password), COST));
}

/** Whether the password is that of the hash. Raises unavailable when too many are under way. */
export function verifyPassword(encoded: string, password: string): Promise<boolean> {
  return inTurn(() => verify(encoded, asTyped(password)));
}

/** Takes as long as `verifyPassword`, for an account that is not there: time tells nobody apart (SEC-29). */
export async function wastePasswordTime(password: string): Promise<false> {
  await verifyPassword(NOBODY, password);
  return false;
}

/** Whether a hash was made at a lower cost than today's: the next right password is then hashed anew. */
export function isOutdatedHash(encoded: string): boolean {
  const { memoryCost, timeCost } = parseOptions(encoded);
  return memoryCost < COST.memoryCost || timeCost < COST.timeCost;
}

/** What an attacker would try first for this account: names and addresses of the person. */
export type PasswordContext = readonly (string | null)[];

/** So many guesses at least, by a model that knows leaked passwords, words, keyboards, dates and repetition. */
const LEAST_GUESSES_LOG10 = 10;

/** So much must be left of a password beside the words that stand for this account. */
const LEAST_BESIDE_CONTEXT = 8;

/**
 * Whether a password may be used: null, or the sentence that says why not. Long, not known, not about its account;
 * no rule on which characters it has (ASVS 6.2.1 to 6.2.12). What is known comes with the app: nothing is asked of
 * anybody.
 */
export async function whyNotPassword(password: string, context: PasswordContext): Promise<string | null> {
  const typed = asTyped(password);
  const length = [...typed].length;
  if (length < PASSWORD_LENGTH.min) {
    return `Take at least ${PASSWORD_LENGTH.min} characters: four or five words in a row are easy to keep. This has ${length}.`;
  }
  if (length > PASSWORD_LENGTH.max) {
    return `Take at most ${PASSWORD_LENGTH.max} characters. This has ${length}.`;
  }
  if (!typed.isWellFormed()) return "This has a character that is not whole. Type it again.";
  const words = contextWords(context);
  if ([...withoutWords(typed, words)].length < LEAST_BESIDE_CONTEXT) {
    return "This is made of names that anybody would try: yours, the studio’s, or Keyholder’s. Add words that nobody links to you.";
  }
  const { guessesLog10 } = (await guesser()).check(typed, words);
  if (guessesLog10 < LEAST_GUESSES_LOG10) {
    return "This is on the list of passwords that are tried first, or made of what stands there. Take words that do not belong together.";
  }
  return null;
}

/**
 * What is known of the studio, which has no setting for its name: the host that Keyholder answers at, and who its mails
 * come from. The domain of its people's mail stands in each one's own address.
 */
function studioWords(): string[] {
  const { id, name } = relyingParty();
  return [name, id, env().MAIL_FROM];
}

/** Each word of the context and of the studio that is long enough to be recognised, in small letters. */
function contextWords(context: PasswordContext): string[] {
  const words = [...studioWords(), ...context]
    .filter((text) => text !== null)
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .map((word) => word.normalize("NFC").toLowerCase())
    .filter((word) => [...word].length >= 3);
  return [...new Set(words)].sort((a, b) => b.length - a.length);
}

function withoutWords(password: string, words: readonly string[]): string {
  return words.reduce((rest, word) => rest.replaceAll(word, ""), password.toLowerCase());
}

let made: Promise<ZxcvbnFactory> | undefined;

/** Read on first use: its lists are large, and most people come with a passkey. */
function guesser(): Promise<ZxcvbnFactory> {
  made ??= Promise.all([import("@zxcvbn-ts/core"), import("@zxcvbn-ts/language-common")]).then(
    ([{ ZxcvbnFactory: Factory }, { dictionary, adjacencyGraphs }]) =>
      new Factory({ dictionary, graphs: adjacencyGraphs }),
  );
  return made;
}
