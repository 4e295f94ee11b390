import { beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { endGrants } from "@/lib/register/end-grants";
import { recordActive } from "@/tests/support/grants";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

const takenBy = async (grantId: string) => {
  const { tasks } = await endGrants(world.people.ingrid.actor, {
    ...{ grantIds: [grantId], reason: "Over", cause: "expiry" },
  });
  const task = await db.task.findUniqueOrThrow({
    where: { id: tasks[0]?.id ?? "" },
    include: { assignee: true },
  });
  return task.assignee?.name ?? null;
};
const hold = async (
  who: "tariq" | "omar" | "hannah",
  asset: "kiteAds" | "northwindAds" | "manager",
  role: string,
) => (await recordActive(world, { who, asset, roles: [role] }))[0] ?? "";

// The custodian of every account is Erik, of whom the register knows no key at first; the tests follow each other.
it("a removal stays with the custodian where nobody is known to administer the account", async () => {
  expect(await takenBy(await hold("tariq", "kiteAds", "Standard"))).toBe("Erik Levy");
});

it("goes to an administrator of the manager account for what hangs below it, and not to whom it is about", async () => {
  await hold("omar", "manager", "Admin");
  expect(await takenBy(await hold("tariq", "northwindAds", "Standard"))).toBe("Omar Rahman");
  expect(await takenBy(await hold("omar", "northwindAds", "Standard"))).toBe("Erik Levy");
});

it("goes to an administrator of the account before one above it, and to nobody who is leaving", async () => {
  await hold("hannah", "northwindAds", "Admin");
  expect(await takenBy(await hold("tariq", "northwindAds", "Read only"))).toBe("Hannah Stone");
  await db.person.update({
    where: { id: world.people.hannah.personId },
    data: { accessEndsAt: new Date(Date.now() + 86_400_000) },
  });
  expect(await takenBy(await hold("tariq", "northwindAds", "Billing"))).toBe("Omar Rahman");
});
