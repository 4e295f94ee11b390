import { describe, expect, test } from "vitest";
import { columnLetters, findTable } from "@/lib/imports/find-table";
import { guessPeopleColumns, guessRegisterColumns, mappingKey } from "@/lib/imports/guess-columns";
import { readSpreadsheet } from "@/lib/imports/read-sheet";
import type { Sheet } from "@/lib/imports/sheet";

async function sheetOf(text: string): Promise<Sheet> {
  const [sheet] = (await readSpreadsheet(text)).sheets;
  if (!sheet) throw new Error("no sheet");
  return sheet;
}
const tableOf = async (text: string) => findTable(await sheetOf(text));

describe("the table in a sheet", () => {
  test("a title above, empty rows, repeated headings and totals are set aside, each with why", async () => {
    const table = await tableOf(
      "Access list (do not sort);;\n\nClient;Platform;Who\nAcme;GA4;Tom\n;;\nclient;PLATFORM;Who\n;GTM;Zoë\n\nTotal;2;\n",
    );
    expect(table).toMatchObject({ headingRow: 3, headings: ["Client", "Platform", "Who"] });
    expect(table.title).toEqual(["Access list (do not sort)"]);
    expect(table.rows.map((row) => row.number)).toEqual([4, 7]);
    expect(table.skipped.map((row) => [row.number, row.why])).toEqual([
      [5, "empty"],
      [6, "heading-again"],
      [8, "empty"],
      [9, "total"],
    ]);
  });

  test("a client whose name begins like a total is a row", async () => {
    const table = await tableOf("Client;Platform;Who\nTotal Energies;GA4;Tom\nTotal;1;\n");
    expect(table.rows.map((row) => row.number)).toEqual([2]);
  });

  test("without headings the columns are lettered and nothing is lost", async () => {
    const table = await tableOf("Acme;7;tom@a.example\nAcme;8;zoe@a.example\n");
    expect(table.headings).toEqual(["Column A", "Column B", "Column C"]);
    expect(table.rows).toHaveLength(2);
    expect(columnLetters(27)).toBe("AB");
  });
});

describe("guessing the columns", () => {
  test.each([
    ["Client;Platform;Account / ID;Who;Login used;Access level;Since;Until;Reason / project;Added by;Notes"],
    ["Kunde;Plattform;Konto;Mitarbeiter;E-Mail;Berechtigung;Seit;Bis;Zweck;Erteilt von;Bemerkung"],
    ["Client;Plateforme;Compte;Utilisateur;Courriel;Droits;Depuis;Jusqu’au;Motif;Ajouté par;Remarques"],
    ["Cliente;Plataforma;Cuenta;Usuario;Correo;Permiso;Desde;Hasta;Motivo;Añadido por;Observaciones"],
    ["Klant;Platform;Account;Medewerker;E-mailadres;Rol;Sinds;Tot;Reden;Toegevoegd door;Opmerkingen"],
  ])("%s", async (headings) => {
    const { mapping } = guessRegisterColumns(await tableOf(`${headings}\nAcme;GA4;1;Tom;;Viewer;;;;;\n`));
    const fields = [
      "client",
      "platform",
      "account",
      "person",
      "login",
      "role",
      "since",
      "until",
      "reason",
      "addedBy",
      "notes",
    ];
    expect(mapping).toEqual(Object.fromEntries(fields.map((field, column) => [field, column])));
  });

  test("what stands in a column speaks when the heading does not", async () => {
    const table = await tableOf("Client;Xyz;Who\nAcme;GA4;Tom\nBeta;GTM;Zoë\n");
    expect(guessRegisterColumns(table, (text) => /^(GA4|GTM)$/.test(text)).mapping.platform).toBe(1);
  });

  test("the people file", async () => {
    const headings =
      "Employee #,First Name,Last Name,Work Email,Job Title,Department,Reporting To,Hire Date,Termination Date,Employment Status,Location";
    const { mapping, unmapped } = guessPeopleColumns(
      await tableOf(`${headings}\n1,A,B,a@b.example,,,,2020-01-01,,,\n`),
    );
    expect(mapping).toEqual({
      employeeNumber: 0,
      firstName: 1,
      lastName: 2,
      email: 3,
      title: 4,
      department: 5,
      manager: 6,
      startsOn: 7,
      endsOn: 8,
      status: 9,
      location: 10,
    });
    expect(unmapped).toEqual([]);
  });

  test("the key of a mapping survives case and spacing, not other columns", () => {
    expect(mappingKey(["Client", "Account / ID"])).toBe(mappingKey([" CLIENT", "account/id "]));
    expect(mappingKey(["Client", "Account"])).not.toBe(mappingKey(["Account", "Client"]));
  });
});
