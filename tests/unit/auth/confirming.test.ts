import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type Permission, permissionRow, permissions } from "@/lib/auth/permissions";

const withProof = { fresh: "a passkey", strongest: "the strongest" };

it("docs/sign-in.md lists exactly what the permission table wants confirmed", () => {
  const [, section = ""] = readFileSync("docs/sign-in.md", "utf8").split("\n## Confirming\n");
  const [table = ""] = section.split("\n## ");
  const listed = [...table.matchAll(/^\| (?!what is|---)(.+?) +\| (.+?) +\|$/gmu)].map(([, does, by]) => [
    does,
    by,
  ]);
  const wanted = (Object.keys(permissions) as Permission[]).flatMap((permission) => {
    const { does, proof } = permissionRow(permission);
    return proof ? [[does, withProof[proof]]] : [];
  });
  expect(wanted.length).toBeGreaterThan(9);
  expect(listed.toSorted()).toEqual(wanted.toSorted());
});
