import { Link } from "../ui/link";
import { Section } from "../ui/page";

/** A page on which something is set; `waiting`: how much there needs somebody. */
export type SettingEntry = {
  href: string;
  label: string;
  does: string;
  group: string;
  waiting?: number | undefined;
};

/** The settings in their groups, each with what it is for. */
export function SettingsList({ settings }: { settings: SettingEntry[] }) {
  return (
    <div className="grid max-w-5xl gap-x-9 gap-y-7 md:grid-cols-2">
      {[...Map.groupBy(settings, ({ group }) => group)].map(([group, entries]) => (
        <Section key={group} title={group}>
          <ul className="border-t border-rule">
            {entries.map(({ href, label, does, waiting }) => (
              <li key={href} className="border-b border-rule py-2.5">
                <Link href={href} className="font-medium">
                  {label}
                </Link>
                {waiting ? <span className="ml-2 text-second">{waiting} to help</span> : null}
                <p className="text-second">{does}</p>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </div>
  );
}
