import { z } from "zod";
import { listPeopleWhoMay } from "@/lib/accounts/people-who-may";
import { command } from "@/lib/command";
import { optional, paragraph } from "@/lib/input";
import { notify } from "@/lib/notify";

/**
 * Notes that HR's folder was read, or what is in the way. Owners are told when a reading fails that had not failed
 * before. While nothing changes it leaves no event: it is looked into every five minutes.
 */
export const noteReading = command({
  name: "sources.note-reading",
  permission: "sources.take-files",
  input: z.strictObject({ problem: optional(paragraph(500)) }),
  async target(tx) {
    await tx.$queryRaw`SELECT id FROM "FolderReading" WHERE id = 1 FOR UPDATE`;
    return tx.folderReading.findUnique({ where: { id: 1 } });
  },
  allow: () => true,
  async change({ tx, input: { problem }, target: before, now }) {
    const isNew = problem !== null && before.problem === null;
    await tx.folderReading.update({
      where: { id: 1 },
      data: problem
        ? { problem, problemSince: before.problemSince ?? now }
        : { readAt: now, problem: null, problemSince: null },
    });
    const owners = isNew ? await listPeopleWhoMay(tx, "sources.write") : [];
    const jobs = await notify(
      tx,
      isNew
        ? [
            {
              personId: owners.map((each) => each.personId),
              kind: "file.unreadable",
              cause: `folder since ${now.toISOString()}`,
              subject: "The folder of the HR system cannot be read",
              text: `${problem} Until that is mended, nothing that the HR system exports is seen.`,
              href: "/settings/sources#folder",
            },
          ]
        : [],
    );
    const about = { objectType: "folder", objectId: null, objectName: "HR’s folder" };
    return {
      result: null,
      audit:
        problem === before.problem
          ? []
          : [{ ...about, before: { problem: before.problem }, after: { problem } }],
      jobs,
    };
  },
});
