import { expect, it } from "vitest";
import { personOf } from "@/lib/sources/scim/person-of";
import { ENTERPRISE } from "@/lib/sources/scim/schema";

it("says of a person what a user says, in the register's own words", () => {
  const user = {
    userName: "mia@studio.example",
    name: { givenName: "Mia", familyName: "Berg" },
    userType: "Contractor",
    title: " Media buyer ",
    emails: [
      { value: "private@home.example", type: "home" },
      { value: "mia@work.example", type: "Work" },
    ],
    addresses: [
      { locality: "Oslo", type: "home" },
      { locality: "Utrecht", type: "work", primary: true },
    ],
    [ENTERPRISE]: { employeeNumber: "E-7", department: "Paid media", manager: { value: "u-1" } },
  };
  expect(personOf(user)).toEqual({
    name: "Mia Berg",
    givenName: "Mia",
    familyName: "Berg",
    email: "mia@work.example",
    employeeNumber: "E-7",
    kind: "contractor",
    title: "Media buyer",
    department: "Paid media",
    location: "Utrecht",
    manager: "u-1",
  });
});

it("knows no kind of person that the register does not have", () => {
  for (const userType of ["Vendor", "constructor", "__proto__", "toString", " "])
    expect(personOf({ userName: "mia", userType })).toMatchObject({ name: "mia", kind: null, email: null });
});

it("takes the user name for the address only where it is one, and no empty address", () => {
  expect(personOf({ userName: "mia@studio.example", emails: [{ value: " " }] }).email).toBe(
    "mia@studio.example",
  );
  expect(
    personOf({
      userName: "mia",
      emails: [{ value: "first@a.example" }, { value: "b@b.example", primary: true }],
    }).email,
  ).toBe("b@b.example");
});
