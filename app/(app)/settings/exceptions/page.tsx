import type { Metadata } from "next";
import { ExceptionTable } from "@/components/preconditions/exception-table";
import { MakeException, RaiseWall } from "@/components/preconditions/forms";
import { WallTable } from "@/components/preconditions/wall-table";
import { countedInWords, sentence } from "@/components/ui/counted";
import { Page, Section } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { getPreconditions } from "@/lib/preconditions/queries";
import { preconditionWords } from "@/lib/preconditions/rules/words";
import { endExceptionAction, lowerWallAction, makeExceptionAction, raiseWallAction } from "./actions";

export const metadata: Metadata = { title: "Walls and exceptions" };

export default async function ExceptionsPage() {
  const { walls, exceptions, people, clients, pairs, can } = await getPreconditions(await requireActor());
  const live = exceptions.filter((exception) => !exception.over).length;
  const options = (list: { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Page
      crumbs={[{ label: "Settings", href: "/settings" }]}
      title={
        live === 0
          ? "No exception counts at the moment"
          : `${sentence(countedInWords(live, "exception counts", "exceptions count"))} at the moment`
      }
      lead="Before access is decided and given, it is checked that the agreement and the DPA are on file, that the holder has a second factor there and, where the engagement asks for it, a compliant device, that no ethical wall is crossed, and that no conflicting duties come into one hand. An exception lets one person at one client through, with a reason, an approver and an end; what stands on it alone ends with it."
    >
      <Section
        title="Exceptions"
        link={
          can.approve ? (
            <MakeException
              action={makeExceptionAction}
              people={options(people)}
              clients={options(clients)}
              pairs={options(pairs)}
              preconditions={Object.entries(preconditionWords).map(([value, label]) => ({ value, label }))}
            />
          ) : null
        }
      >
        <ExceptionTable exceptions={exceptions} end={can.end ? endExceptionAction : null} />
      </Section>
      <Section
        title="Ethical walls"
        lead="Who holds access at one of the two clients gets none at the other."
        link={can.walls ? <RaiseWall action={raiseWallAction} clients={options(clients)} /> : null}
      >
        <WallTable walls={walls} lower={can.walls ? lowerWallAction : null} />
      </Section>
    </Page>
  );
}
