import { z } from "zod";
import { line } from "@/lib/input";

type Narrowing<Filter extends string> = Record<"q" | "sort" | Filter, z.ZodOptional<ReturnType<typeof line>>>;

/** The search, order and filters of a list, as a command takes them: the names are those of its address. */
export function narrowed<Filter extends string>(filters: readonly Filter[]) {
  const shape = Object.fromEntries(["q", "sort", ...filters].map((name) => [name, line().optional()]));
  return z.strictObject(shape as Narrowing<Filter>);
}

/** How a list is narrowed, in words: "whole", "where q is Maria and outcome is refused". */
export function listQueryInWords(query: Record<string, string | undefined>): string {
  const parts = Object.entries(query)
    .filter(([name, value]) => name !== "sort" && value)
    .map(([name, value]) => `${name === "q" ? "the search" : name} is “${value}”`);
  return parts.length > 0 ? `where ${parts.join(" and ")}` : "whole";
}
