import type { Metadata } from "next";
import { ChooseLeaver } from "@/components/lifecycle/choose-leaver";
import { PreviewFigures } from "@/components/lifecycle/preview-figures";
import { PreviewKeys, PreviewSides } from "@/components/lifecycle/preview-lists";
import { StartForm } from "@/components/lifecycle/start-form";
import type { Params } from "@/components/ui/href";
import { Page, Section, Split } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import {
  listPeopleToLeave,
  listPeopleWhoStay,
  previewDeparture,
} from "@/lib/lifecycle/queries/preview-departure";
import { startDepartureAction } from "../actions";
import { readAsked } from "./asked";

export const metadata: Metadata = { title: "Start a departure" };

export default async function NewDeparturePage({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requireActor();
  const asked = readAsked(await searchParams, new Date());
  const [people, preview, staying] = await Promise.all([
    listPeopleToLeave(actor),
    previewDeparture(actor, asked),
    listPeopleWhoStay(actor),
  ]);
  const crumbs = [{ label: "Departures", href: "/departures" }, { label: "New" }];
  const choose = (
    <ChooseLeaver
      key={`${asked.personId} ${asked.kind} ${asked.day} ${asked.time}`}
      asked={asked}
      people={people.map(optionOf)}
    />
  );
  if (!preview)
    return (
      <Page
        title="Who leaves, and when?"
        crumbs={crumbs}
        lead="You then see what will be taken back. Nothing happens before you say start."
      >
        <div className="max-w-prose">{choose}</div>
      </Page>
    );
  return (
    <Page
      title={`What is taken back when ${preview.person.name} goes`}
      crumbs={crumbs}
      lead={preview.person.title ?? undefined}
    >
      <PreviewFigures preview={preview} />
      <Split
        asideFirst
        aside={
          <>
            <StartForm
              action={startDepartureAction}
              preview={preview}
              kind={asked.kind}
              people={staying.filter(({ id }) => id !== preview.person.id).map(optionOf)}
            />
            <Section title="Change who, how or when">{choose}</Section>
          </>
        }
      >
        <PreviewKeys keys={preview.keys} />
        <div className="grid gap-x-9 gap-y-7 sm:grid-cols-2">
          <PreviewSides preview={preview} />
        </div>
      </Split>
    </Page>
  );
}

const optionOf = ({ id, name, title }: { id: string; name: string; title: string | null }) => ({
  value: id,
  label: name,
  sub: title ?? undefined,
});
