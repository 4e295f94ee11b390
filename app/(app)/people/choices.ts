import type { Option } from "@/components/ui/inputs";
import type { PersonOption } from "@/lib/people/queries/list-people";

/** People as a choice. */
export function personChoices(people: readonly PersonOption[], without: readonly string[] = []): Option[] {
  return people
    .filter((person) => !without.includes(person.id))
    .map((person) => ({ value: person.id, label: person.name, sub: person.title ?? undefined }));
}
