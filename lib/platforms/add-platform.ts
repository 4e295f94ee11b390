import { z } from "zod";
import { recorded } from "@/lib/audit/difference";
import { command, noTarget } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { line, optional, paragraph } from "@/lib/input";
import { CAPABILITIES } from "@/lib/platforms/capabilities";
import { COMBINE_MODES, PLATFORM_CATEGORIES } from "@/lib/platforms/catalogue-schema";
import { ownFacts } from "@/lib/platforms/facts";
import { slug } from "@/lib/platforms/role-input";
import { whyUnsafe } from "@/lib/platforms/safe-pattern";

const steps = () => paragraph(4000).transform(asLines);

const pattern = line(200).superRefine((text, context) => {
  const message = whyUnsafe(text);
  if (message) context.addIssue({ code: "custom", message });
});

/**
 * Adds a platform of the studio's own, with its kinds of asset and its roles from the smallest up. Gives its id.
 * Raises conflict when a platform has this name.
 */
export const addPlatform = command({
  name: "platforms.add-platform",
  permission: "platforms.write",
  input: z.strictObject({
    name: line(80),
    vendor: optional(line(80)),
    category: z.enum(PLATFORM_CATEGORIES),
    assetTypes: z
      .array(
        z.strictObject({
          label: line(80),
          idExample: line(120),
          idPattern: optional(pattern),
          combine: z.enum(COMBINE_MODES).default("one"),
        }),
      )
      .min(1, "Name at least one kind of account.")
      .max(10),
    roles: z
      .array(
        z.strictObject({
          name: line(120),
          meaning: paragraph(1000),
          capabilities: z.array(z.enum(CAPABILITIES)).default([]),
        }),
      )
      .min(1, "Name at least one role.")
      .max(20),
    grantSteps: steps(),
    removeSteps: steps(),
    leftBehind: optional(steps()),
  }),
  target: noTarget,
  allow: () => true,
  async change({ tx, actor, input, now }) {
    const id = `own_${slug(input.name, "_")}`;
    const taken = await tx.platform.findFirst({
      where: { OR: [{ id }, { name: { equals: input.name, mode: "insensitive" } }] },
      select: { name: true },
    });
    if (taken) throw conflict(`There is already a platform called ${taken.name}. Add what it lacks there.`);
    const assetTypes = input.assetTypes.map((type) => ({ ...type, type: slug(type.label, "_") }));
    refuseTwice(
      assetTypes.map((type) => type.type),
      "Two kinds of account have the same name.",
      "assetTypes",
    );
    const roles = input.roles.map((role) => ({ ...role, key: slug(role.name) }));
    refuseTwice(
      roles.map((role) => role.key),
      "Two roles have the same name.",
      "roles",
    );

    const by = actor.personId;
    await tx.platform.create({
      data: {
        id,
        name: input.name,
        vendor: input.vendor ?? input.name,
        category: input.category,
        mark: markOf(input.name),
        custom: true,
        facts: ownFacts({ ...input, leftBehind: input.leftBehind ?? [] }),
        createdById: by,
        updatedById: by,
      },
    });
    await tx.platformAssetType.createMany({
      data: assetTypes.map(({ type, label, idExample, idPattern, combine }) => ({
        platformId: id,
        type,
        label,
        idExample,
        idPattern: idPattern ?? "^.{1,200}$",
        combine,
      })),
    });
    await tx.platformRole.createMany({
      data: roles.map((role, index) => ({
        ...role,
        platformId: id,
        rank: index + 1,
        heldOn: assetTypes.map((type) => type.type),
        requires: [],
        verified: false,
        correctedAt: now,
        correctedById: by,
      })),
    });
    const after = recorded({
      ...input,
      assetTypes: assetTypes.map((t) => t.label),
      roles: roles.map((r) => r.name),
    });
    return {
      result: { id, name: input.name },
      audit: [{ objectType: "platform", objectId: id, objectName: input.name, after }],
    };
  },
});

function asLines(text: string): string[] {
  return text.split(/\r?\n/u).flatMap((each) => each.replace(/^\s*(?:\d+[.)]|[-*•])\s+/u, "").trim() || []);
}

function refuseTwice(keys: readonly string[], sentence: string, field: string): void {
  if (keys.some((key) => key === ""))
    throw invalidInput("Use letters or figures in each name.", { [field]: [] });
  if (new Set(keys).size < keys.length) throw invalidInput(sentence, { [field]: [sentence] });
}

/** Two letters: the initials of the first two words, or the first two letters. */
function markOf(name: string): string {
  const words = slug(name, " ").split(" ");
  const letters =
    words.length > 1 ? `${words[0]?.[0] ?? ""}${words[1]?.[0] ?? ""}` : (words[0] ?? "").slice(0, 2);
  return `${letters.slice(0, 1).toUpperCase()}${letters.slice(1)}` || "?";
}
