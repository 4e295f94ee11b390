import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { id, optional } from "@/lib/input";

const text = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^\P{Cc}*$/u);

/**
 * Writes down a SCIM call that changed nothing and read nobody (what the service can do), or that was refused: of which
 * connection, where its token was known, what was asked and why not (SEC-115).
 */
export const noteCall = command({
  name: "sources.note-call",
  permission: "sources.provision",
  input: z.strictObject({
    sourceId: optional(id()),
    sourceName: text(60),
    call: text(300),
    status: z.number().int().min(100).max(599),
    detail: optional(text(500)),
  }),
  target: noTarget,
  allow: () => true,
  async change({ input }) {
    const { sourceId, sourceName, call, status, detail } = input;
    return {
      result: null,
      audit: [
        {
          objectType: "scim-call",
          objectId: sourceId,
          objectName: `${sourceName}: ${call}`,
          after: { status },
          reason: detail,
        },
      ],
    };
  },
});
