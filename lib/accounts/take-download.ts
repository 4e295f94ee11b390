import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { consumeDownload } from "@/lib/download";
import { line } from "@/lib/input";

/**
 * Fetches a list that was confirmed to be taken out, once; gives its search, order and filters. It leaves no event: the
 * command that let it did, and the list's own query asks again who may see what.
 */
export const takeDownload = command({
  name: "accounts.take-download",
  permission: "own.read",
  secretResult: true,
  input: z.strictObject({ list: line(40), token: line(100) }),
  target: noTarget,
  allow: () => true,
  async change({ tx, actor, input }) {
    return { result: await consumeDownload(tx, actor, input), audit: [] };
  },
});
