import { z } from "zod";

const floorsFile = z.strictObject({
  asOf: z.iso.date(),
  floors: z.array(
    z.strictObject({
      package: z.string(),
      atLeast: z.string().regex(/^\d+\.\d+\.\d+$/),
      why: z.string(),
      sameAs: z.array(z.string()).optional(),
    }),
  ),
});

const lockFile = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });

/**
 * Everything in which a package-lock.json falls below the floors (SEC-15), one sentence each. Every copy of a
 * package counts, those inside of other packages too; a package that is not there is below its floor.
 */
export function belowFloors(floors: unknown, lock: unknown): string[] {
  const { packages } = lockFile.parse(lock);
  const versionsOf = (name: string) =>
    Object.entries(packages)
      .filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`))
      .map(([, { version = "0.0.0" }]) => version);
  return floorsFile.parse(floors).floors.flatMap(({ package: name, atLeast, why, sameAs = [] }) => {
    const versions = versionsOf(name);
    if (versions.length === 0) return [`${name} is not in the lock file`];
    return [
      ...versions
        .filter((version) => isBelow(version, atLeast))
        .map((version) => `${name} ${version} is below ${atLeast}: ${why}`),
      ...sameAs
        .filter((other) => versionsOf(other).some((version) => !versions.includes(version)))
        .map((other) => `${name} and ${other} have different versions`),
    ];
  });
}

/** A version for trial ("16.3.5-canary.1") is below the one that it is a trial of. */
function isBelow(version: string, floor: string): boolean {
  const [plain = "", trial] = version.split("-");
  const order = plain.localeCompare(floor, "en", { numeric: true });
  return order < 0 || (order === 0 && trial !== undefined);
}
