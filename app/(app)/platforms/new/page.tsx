import type { Metadata } from "next";
import { PlatformForm } from "@/components/platforms/platform-form";
import { Page } from "@/components/ui/page";
import { requirePermission } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { CAPABILITY_CHOICES } from "@/lib/platforms/capabilities";
import { addPlatformAction } from "../actions";

export const metadata: Metadata = { title: "Add a platform" };

export default async function NewPlatformPage() {
  requirePermission(await requireActor(), "platforms.write");
  return (
    <Page
      title="Add a platform"
      crumbs={[{ label: "Platforms", href: "/platforms" }]}
      lead="For what the catalogue does not know. It is asked for, granted and taken back as any other."
    >
      <PlatformForm action={addPlatformAction} capabilities={CAPABILITY_CHOICES} />
    </Page>
  );
}
