import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { applyImport } from "@/lib/imports/apply-import";
import { readImport } from "@/lib/imports/read-import";
import { reviewImport } from "@/lib/imports/review-import";
import { loadCatalogue } from "@/lib/platforms/load-catalogue";
import type { Compared } from "./compare";
import { timed } from "./measure";

const given =
  "Ada Bruno Cleo Dario Edda Felix Greta Hugo Irma Jonas Klara Leo Mila Nils Olga Pavel Rosa Sven Tilda Uwe".split(
    " ",
  );
const family = "Abbot Berger Castell Dvorak Eklund Fabre Galli Hansen Ivanov Jansen".split(" ");
const colours = "Amber Birch Coral Denim Ebony Flint Garnet Hazel Indigo Jasper".split(" ");
const trades = "Bakery Clinics Dental Energy Fabrics Gardens Hotels Insurance Jewellers Kitchens".split(" ");

const people = given.flatMap((first) =>
  family.map((last) => ({ first, last, email: `${first}.${last}@studio.example`.toLowerCase() })),
);
const clients = colours.flatMap((colour) => trades.map((trade) => `${colour} ${trade}`));
const ROWS = people.length * clients.length;

/** A spreadsheet with 20,000 new grants: 200 people, known already, on one account of each of 100 new clients. */
export const importing: Compared = {
  name: "import",
  size: `${ROWS.toLocaleString("en-GB")} rows`,
  async prepare() {
    await loadCatalogue(systemActor("catalogue"), {});
    await db.person.createMany({
      data: people.map(({ first, last, email }) => ({
        name: `${first} ${last}`,
        givenName: first,
        familyName: last,
        email,
      })),
    });
  },
  async work() {
    const actor = systemActor("operator");
    const file = new TextEncoder().encode(spreadsheet());
    let id = "";
    const read = await timed(async () => {
      ({ id } = await readImport(actor, { file, fileName: "register.csv" }));
    });
    const review = await timed(() => reviewImport(actor, { id }));
    const apply = await timed(() => applyImport(actor, { id }));
    return { read, review, apply };
  },
  async check() {
    const grants = await db.grant.count();
    if (grants !== ROWS) throw new Error(`${grants} grants were recorded, not ${ROWS}.`);
  },
};

function spreadsheet(): string {
  const lines = clients.flatMap((client, at) =>
    people.map(({ first, last, email }) =>
      [
        client,
        "Google Ads",
        account(at),
        `${first} ${last}`,
        email,
        "Read only",
        "2026-02-01",
        "2030-01-31",
        "Reporting",
      ].join(","),
    ),
  );
  return ["Client,Platform,Account ID,Who,Login,Access level,Since,Until,Reason", ...lines].join("\n");
}

const account = (at: number) => `311-4${String(at).padStart(2, "0")}-2718`;
