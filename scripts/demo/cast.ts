import type { PersonKind } from "@/prisma/generated/enums";

/** What somebody works on: decides which clients' accounts they have keys to. */
export type Discipline = "search" | "social" | "data" | "crm" | "content" | "accounts" | "none";

/** A person of the demo studio as its list has them. */
export type CastPerson = {
  name: string;
  title: string;
  department: string;
  discipline: Discipline;
  location: string;
  /** How many months ago they came. */
  months: number;
  manager: string | null;
  kind?: PersonKind;
  /** Days until their contract ends. */
  endsInDays?: number;
  /** Days since they left. */
  leftDaysAgo?: number;
};

type Line = readonly [name: string, title: string, location: string, months: number];

function department(
  department: string,
  discipline: Discipline,
  lead: string | null,
  lines: readonly Line[],
): CastPerson[] {
  return lines.map(([name, title, location, months]) => ({
    name,
    title,
    department,
    discipline,
    location,
    months,
    manager: name === lead ? "Aoife Raman" : lead,
  }));
}

const staff: CastPerson[] = [
  ...department("Management", "none", "Aoife Raman", [
    ["Aoife Raman", "Managing Director", "Dublin", 96],
    ["Ruairí O’Sullivan", "Finance Director", "Dublin", 71],
  ]),
  ...department("People", "none", "Sara Rossi", [
    ["Sara Rossi", "Head of People", "Milan", 58],
    ["Maja Kowalczyk", "People Partner", "Kraków", 22],
  ]),
  ...department("IT", "none", "Ingrid Dahl", [
    ["Ingrid Dahl", "IT & Security Lead", "Oslo", 49],
    ["Tomáš Novák", "IT Support", "Brno", 17],
  ]),
  ...department("Finance", "none", "Ruairí O’Sullivan", [
    ["Julia Chen", "Auditor", "London", 33],
    ["Beatriz Ferreira", "Finance Assistant", "Lisbon", 14],
  ]),
  ...department("Client Services", "accounts", "Clémence Dubois", [
    ["Clémence Dubois", "Client Services Director", "Paris", 80],
    ["Hannah Stone", "Account Manager", "London", 37],
    ["Priya Santos", "Account Manager", "Lisbon", 31],
    ["Matteo Conti", "Account Manager", "Milan", 28],
    ["Anneke de Vries", "Account Manager", "Utrecht", 41],
    ["Siobhán Kelly", "Account Manager", "Dublin", 19],
    ["Daniel Kovács", "Junior Account Manager", "Budapest", 9],
  ]),
  ...department("Paid Search", "search", "Erik Levy", [
    ["Erik Levy", "PPC Manager", "London", 62],
    ["Omar Rahman", "Media Buyer", "London", 30],
    ["Tariq Haddad", "Media Buyer", "Berlin", 27],
    ["Ben Nowak", "Media Buyer", "Kraków", 26],
    ["Agnieszka Wójcik", "PPC Specialist", "Kraków", 35],
    ["Søren Kjær", "PPC Specialist", "Copenhagen", 44],
    ["Nora Petrov", "PPC Specialist", "Sofia", 13],
    ["Luca Ferrante", "PPC Specialist", "Turin", 8],
  ]),
  ...department("Paid Social", "social", "Chloé Weber", [
    ["Chloé Weber", "Paid Social Lead", "Berlin", 55],
    ["Zoë Müller", "Paid Social Specialist", "Berlin", 24],
    ["Elif Brown", "Paid Social Specialist", "London", 39],
    ["João Carvalho", "Paid Social Specialist", "Porto", 21],
    ["Mateus Vieira", "Paid Social Specialist", "Lisbon", 32],
    ["Leïla Benali", "Community Manager", "Marseille", 16],
  ]),
  ...department("Data", "data", "Jonas Weber", [
    ["Jonas Weber", "Analytics Lead", "Hamburg", 52],
    ["Freya Lindgren", "Web Analyst", "Stockholm", 29],
    ["Andrei Popescu", "Web Analyst", "Cluj", 25],
    ["Mei Tanaka", "Data Engineer", "London", 18],
    ["Ngozi Eze", "Web Analyst", "London", 11],
    ["Theo Papadopoulos", "Intern, Analytics", "Athens", 3],
  ]),
  ...department("CRM", "crm", "Katarína Horváthová", [
    ["Katarína Horváthová", "CRM Lead", "Bratislava", 47],
    ["Diego Fernández", "Email Specialist", "Valencia", 26],
    ["Grace Adeyemi", "Email Specialist", "London", 20],
    ["Oisín Byrne", "CRM Developer", "Galway", 34],
    ["Linnéa Åkesson", "Email Specialist", "Malmö", 7],
  ]),
  ...department("Content", "content", "Marek Zieliński", [
    ["Marek Zieliński", "SEO Lead", "Warsaw", 50],
    ["Camille Lefèvre", "Content Editor", "Lyon", 23],
    ["Hugo Martins", "SEO Specialist", "Porto", 15],
    ["Aylin Demir", "Shop Manager", "Rotterdam", 28],
    ["Owen Hughes", "Content Editor", "Cardiff", 6],
  ]),
  ...department("Paid Social", "social", "Chloé Weber", [
    ["Emma Silva", "Paid Social Specialist", "Lisbon", 36],
  ]),
  ...department("Data", "data", "Jonas Weber", [["Viktor Sokolov", "Web Analyst", "Riga", 43]]),
  ...department("Paid Search", "search", "Erik Levy", [["Pelle Nyström", "Media Buyer", "Uppsala", 40]]),
];

const particulars: Readonly<Record<string, Partial<CastPerson>>> = {
  "Nora Petrov": { kind: "contractor", endsInDays: -3 },
  "Luca Ferrante": { kind: "contractor", endsInDays: 12 },
  "Owen Hughes": { kind: "freelancer", endsInDays: 150 },
  "Theo Papadopoulos": { kind: "intern", endsInDays: 95 },
  "Mateus Vieira": { endsInDays: 10 },
  "Emma Silva": { leftDaysAgo: 20 },
  "Viktor Sokolov": { leftDaysAgo: 240 },
  "Pelle Nyström": { leftDaysAgo: 455 },
};

/** Those with a departure under way: the clients of each are named, not drawn. */
export const leaving: readonly string[] = ["Tariq Haddad", "Nora Petrov", "Mateus Vieira", "Emma Silva"];

/** Those who left lately, with their certificates; in no list of who works here. */
export const goneLately: readonly (CastPerson & { leftDaysAgo: number })[] = [
  {
    ...{ name: "Nia Williams", title: "Email Specialist", department: "CRM", discipline: "crm" },
    ...{ location: "Cardiff", months: 38, manager: "Katarína Horváthová", leftDaysAgo: 71 },
  },
  {
    ...{ name: "Pavel Dvořák", title: "PPC Specialist", department: "Paid Search", discipline: "search" },
    ...{ location: "Brno", months: 27, manager: "Erik Levy", kind: "contractor", leftDaysAgo: 47 },
  },
  {
    ...{ name: "Rosa Marchetti", title: "Paid Social Specialist", department: "Paid Social" },
    ...{ discipline: "social", location: "Bologna", months: 33, manager: "Chloé Weber", leftDaysAgo: 26 },
  },
];

/** What somebody of the studio works on, here or gone; none where the demo does not know them. */
export const disciplineOf = (name: string | undefined): Discipline =>
  [...cast, ...goneLately].find((person) => person.name === name)?.discipline ?? "none";

/** Those who stay, of one discipline or of all. */
export const staying = (discipline?: Discipline): CastPerson[] =>
  cast.filter(
    (person) =>
      person.leftDaysAgo === undefined &&
      !leaving.includes(person.name) &&
      (discipline ? person.discipline === discipline : person.discipline !== "none"),
  );

/** The 48 people, three of whom have left. Names of tests/support/world.ts have the same jobs here. */
export const cast: readonly CastPerson[] = staff.map((person) => ({
  ...person,
  ...particulars[person.name],
  manager: person.manager === person.name ? null : person.manager,
}));
