import type { ReactNode } from "react";
import { deviceStateWords } from "@/components/devices/words";
import { Badge } from "@/components/ui/badge";
import { countedInWords } from "@/components/ui/counted";
import { Link } from "@/components/ui/link";
import type { Tone } from "@/components/ui/shape";
import { Time } from "@/components/ui/time";
import type { Arrival, Invited } from "@/lib/moves/queries/get-arrival";

/** The sentence of a joiner's page: what is left to ask for. */
export function arrivalSentence({ person, seats, lines, waiting }: Arrival): string {
  if (seats.length === 0) return `${person.name} has no work yet`;
  if (lines.length > 0) return `${person.name} lacks ${countedInWords(lines.length, "account")}`;
  return waiting > 0
    ? `${countedInWords(waiting, "account")} of ${person.name} ${waiting === 1 ? "waits" : "wait"} for a decision`
    : `${person.name} has what their work needs`;
}

const invitedWords: Record<Invited, { word: string; tone: Tone; more: string }> = {
  signs_in: {
    word: "signs in",
    tone: "fine",
    more: "They have accepted, with the factors that their role asks for.",
  },
  waits: { word: "waits for them", tone: "attention", more: "Nothing is given before they have accepted." },
  ran_out: { word: "ran out", tone: "high", more: "Invite them again." },
  not_invited: { word: "not invited", tone: "plain", more: "Only who shall sign in to Keyholder needs it." },
};

/** What has to be so before a joiner is given anything: the first day, the way in, the device. */
export function BeforeAccess({ arrival }: { arrival: Arrival }) {
  const { person, begun, invited, device, deviceFor, can } = arrival;
  const invitation = invitedWords[invited];
  return (
    <ol className="border-t border-strong">
      <Step
        name="First day"
        badge={
          <Badge tone={begun ? "fine" : "attention"}>
            {person.startsOn ? (begun ? "has come" : "to come") : "not on record"}
          </Badge>
        }
      >
        {person.startsOn ? (
          <Time value={person.startsOn} as="long" />
        ) : (
          "Without one, access is given at once."
        )}
      </Step>
      <Step name="Invitation to Keyholder" badge={<Badge tone={invitation.tone}>{invitation.word}</Badge>}>
        {invitation.more}
        {can.invite && (invited === "ran_out" || invited === "not_invited") ? (
          <>
            {" "}
            <Link href="/members" className="underline">
              Invite
            </Link>
          </>
        ) : null}
      </Step>
      <Step
        name="Device"
        badge={
          deviceFor.length > 0 ? (
            <Badge tone={deviceStateWords[device].tone}>{deviceStateWords[device].word}</Badge>
          ) : (
            <Badge tone="plain">not asked for</Badge>
          )
        }
      >
        {deviceFor.length > 0
          ? `A compliant device is asked for on ${new Intl.ListFormat("en-GB").format(deviceFor)}.`
          : "No engagement of theirs asks for a compliant device."}
      </Step>
    </ol>
  );
}

function Step({ name, badge, children }: { name: string; badge: ReactNode; children: ReactNode }) {
  return (
    <li className="flex flex-col gap-0.5 border-b border-rule py-2">
      <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="font-medium">{name}</span>
        {badge}
      </span>
      <span className="text-sm text-second">{children}</span>
    </li>
  );
}
