import type { Metadata } from "next";
import { PermissionTable } from "@/components/policy/permission-table";
import { SystemActorList } from "@/components/policy/system-actor-list";
import { Link } from "@/components/ui/link";
import { Page, Section } from "@/components/ui/page";
import { listPermissions } from "@/lib/accounts/policy-queries";
import { roleNames, roleOrder } from "@/lib/accounts/rules";
import { requireActor } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Roles" };

const roles = [...roleOrder, "client_contact" as const].map((role) => ({ role, name: roleNames[role].name }));

export default async function RolesPage() {
  const { groups, systemActors } = await listPermissions(await requireActor());
  return (
    <Page
      crumbs={[{ label: "Settings", href: "/settings" }]}
      title="What each role may do"
      lead="This is the table that Keyholder itself asks at every page, action and download. Who has several roles may do what any of them may; the rules about oneself hold whatever roles one has."
      actions={<Link href="/settings/sign-in">How each role signs in</Link>}
    >
      {groups.map(({ name, rows }) => (
        <Section key={name} title={name}>
          <PermissionTable label={name} rows={rows} roles={roles} />
        </Section>
      ))}
      <Section
        title="What Keyholder does by itself"
        lead="Each part of the system acts under a name of its own, and has what it needs and nothing else. It stands in the audit log under that name."
      >
        <SystemActorList actors={systemActors} />
      </Section>
    </Page>
  );
}
