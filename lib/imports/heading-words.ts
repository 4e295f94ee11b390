import { foldWords } from "./fold";

export type RegisterField =
  | "client"
  | "platform"
  | "account"
  | "person"
  | "firstName"
  | "lastName"
  | "login"
  | "role"
  | "since"
  | "until"
  | "reason"
  | "addedBy"
  | "notes";

export type PeopleField =
  | "employeeNumber"
  | "firstName"
  | "lastName"
  | "fullName"
  | "email"
  | "title"
  | "department"
  | "manager"
  | "startsOn"
  | "endsOn"
  | "status"
  | "location";

export type HeadingWords<Field extends string> = Record<Field, readonly string[]>;

/** Each list is one line, its words kept apart by strokes. */
function split(words: string): readonly string[] {
  return words.split("|");
}

const FIRST_NAME = split("first name|given name|forename|vorname|prenom|nombre|voornaam");
const LAST_NAME = split(
  "last name|surname|family name|nachname|nom de famille|apellido|apellidos|achternaam",
);

/** Words that head a register's columns in English, German, French, Spanish and Dutch; the likeliest first. */
export const REGISTER_WORDS: HeadingWords<RegisterField> = {
  client: split("client|customer|client name|brand|kunde|kundin|mandant|marque|cliente|klant|opdrachtgever"),
  platform: split(
    "platform|tool|system|service|application|app|channel|plattform|dienst|plateforme|outil|plataforma|herramienta|kanaal|kanal",
  ),
  account: split(
    "account id|account|account number|property|container|portal|asset|id|konto|kontonummer|compte|numero de compte|cuenta|rekening",
  ),
  person: split(
    "who|person|name|full name|user|user name|employee|holder|team member|staff|mitarbeiter|benutzer|wer|utilisateur|personne|qui|usuario|persona|quien|empleado|gebruiker|medewerker|wie",
  ),
  firstName: FIRST_NAME,
  lastName: LAST_NAME,
  login: split(
    "login used|login|email|e mail|mail|user email|identity|username|sign in|anmeldung|zugang|identifiant|courriel|adresse|correo|acceso con|inlog|e mailadres",
  ),
  role: split(
    "access level|role|permission|permissions|access|level|rights|rolle|berechtigung|rechte|zugriff|niveau dacces|droits|acces|nivel|nivel de acceso|permiso|rol|toegang|rechten",
  ),
  since: split(
    "since|from|start|start date|granted|granted on|date added|added on|seit|von|beginn|ab|depuis|debut|desde|inicio|sinds|vanaf",
  ),
  until: split(
    "until|to|end|end date|expires|expiry|valid until|till|bis|ende|ablauf|jusquau|jusqua|fin|hasta|caduca|tot|einde",
  ),
  reason: split(
    "reason|reason project|project|purpose|why|campaign|grund|zweck|projekt|raison|motif|projet|motivo|proyecto|reden|doel",
  ),
  addedBy: split(
    "added by|granted by|created by|given by|set up by|hinzugefugt von|erteilt von|ajoute par|anadido por|toegevoegd door",
  ),
  notes: split(
    "notes|note|comment|comments|remarks|remark|notiz|notizen|bemerkung|kommentar|remarque|remarques|commentaire|notas|observaciones|comentario|opmerking|opmerkingen|notities",
  ),
};

/** The same for the list of people that an HR system exports. */
export const PEOPLE_WORDS: HeadingWords<PeopleField> = {
  employeeNumber: split(
    "employee|employee number|employee id|staff number|personnel number|personalnummer|mitarbeiternummer|matricule|numero de empleado|personeelsnummer|id",
  ),
  firstName: FIRST_NAME,
  lastName: LAST_NAME,
  fullName: split("name|full name|employee name|display name|nom|nombre completo|naam"),
  email: split(
    "work email|email|e mail|email address|work e mail|mail|dienstliche e mail|courriel|correo|correo electronico|e mailadres",
  ),
  title: split("job title|title|position|role|stelle|funktion|poste|fonction|puesto|cargo|functie"),
  department: split("department|team|division|abteilung|service|departement|departamento|afdeling"),
  manager: split(
    "reporting to|manager|reports to|line manager|supervisor|vorgesetzter|vorgesetzte|responsable|jefe|leidinggevende",
  ),
  startsOn: split(
    "hire date|start date|joined|start|date of hire|eintritt|eintrittsdatum|date dembauche|date dentree|fecha de alta|fecha de contratacion|datum in dienst",
  ),
  endsOn: split(
    "termination date|end date|last day|leaving date|leave date|end|austritt|austrittsdatum|date de sortie|date de depart|fecha de baja|datum uit dienst",
  ),
  status: split(
    "employment status|status|employment type|contract type|type|beschaftigungsart|vertragsart|statut|type de contrat|estado|tipo de contrato|dienstverband",
  ),
  location: split("location|office|site|city|standort|ort|lieu|bureau|ubicacion|oficina|locatie|kantoor"),
};

/**
 * How well a heading names a field, 0 to 1: the very words, words within a longer heading, or nothing.
 * Earlier words of the list are worth a little more, so that two columns for one field are told apart.
 */
export function headingScore(heading: string, words: readonly string[]): number {
  const text = foldWords(heading);
  if (text === "") return 0;
  let best = 0;
  words.forEach((word, index) => {
    const order = 0.1 * (index / words.length);
    if (text === word) best = Math.max(best, 1 - order);
    else if (` ${text} `.includes(` ${word} `))
      best = Math.max(best, 0.5 + 0.2 * (word.length / text.length) - order);
  });
  return best;
}

/** Whether a cell could head a column, of a register or of a list of people. */
export function looksLikeHeading(text: string): boolean {
  const all = [...Object.values(REGISTER_WORDS), ...Object.values(PEOPLE_WORDS)];
  return text.length <= 60 && all.some((words) => headingScore(text, words) > 0.5);
}
