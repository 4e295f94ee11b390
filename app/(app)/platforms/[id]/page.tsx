import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ObjectHistory } from "@/components/audit/object-history";
import { PlatformAbout, PlatformSteps } from "@/components/platforms/platform-facts";
import { RoleFields } from "@/components/platforms/role-fields";
import { RoleLadder } from "@/components/platforms/role-ladder";
import { countedInWords, numberInWords } from "@/components/ui/counted";
import { DialogForm } from "@/components/ui/dialog-form";
import { Link } from "@/components/ui/link";
import { Page, Section, Split } from "@/components/ui/page";
import { historyOf } from "@/lib/audit/queries";
import { requireActor } from "@/lib/auth/session";
import { getPlatform, type PlatformDetail } from "@/lib/platforms/queries";
import { addRoleAction, confirmFactAction, confirmRoleAction, correctRoleAction } from "../actions";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const platform = await getPlatform(await requireActor(), (await params).id);
  return { title: platform?.name ?? "No platform" };
}

export default async function PlatformPage({ params }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const [platform, history] = await Promise.all([getPlatform(actor, id), historyOf("platform", id)]);
  if (!platform) notFound();
  const { write } = platform.can;
  const confirm = write ? confirmFactAction : undefined;
  return (
    <Page
      title={titleOf(platform)}
      crumbs={[{ label: "Platforms", href: "/platforms" }, { label: platform.name }]}
      lead="What Keyholder knows of it. Requests, tasks and checks are worked out from this."
    >
      <Section
        title="Roles, from the smallest up"
        link={
          write ? (
            <DialogForm
              label="Add a role…"
              size="small"
              title={`Add a role of ${platform.name}`}
              description="One that the catalogue lacks, as a role that an account has made itself."
              action={addRoleAction}
              submit="Add"
            >
              <input type="hidden" name="platformId" value={id} />
              <RoleFields platform={platform} />
            </DialogForm>
          ) : null
        }
      >
        <RoleLadder
          platform={platform}
          actions={write ? { correct: correctRoleAction, confirm: confirmRoleAction } : undefined}
        />
      </Section>
      <Split
        aside={
          <>
            <PlatformAbout platform={platform} confirm={confirm} />
            {write ? (
              <Section title="History" link={<Link href={`/assets?platform=${id}`}>Its accounts</Link>}>
                <ObjectHistory events={history} />
              </Section>
            ) : null}
          </>
        }
      >
        <PlatformSteps platform={platform} confirm={confirm} />
      </Split>
    </Page>
  );
}

function titleOf({ name, roles, retiredAt }: PlatformDetail): string {
  if (retiredAt) return `${name} is no longer in the catalogue`;
  const live = roles.filter((role) => !role.retired);
  const open = live.filter((role) => role.standing === "unverified").length;
  const held = countedInWords(live.length, "role");
  return `${name}: ${held}${open > 0 ? `, ${numberInWords(open)} of them unverified` : ""}`;
}
