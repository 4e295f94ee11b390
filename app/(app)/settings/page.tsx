import type { Metadata } from "next";
import { SettingsList } from "@/components/settings/settings-list";
import { Page } from "@/components/ui/page";
import { countRecoveryCases } from "@/lib/accounts/recovery-queries";
import { may } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { forbidden } from "@/lib/errors";
import { settingsFor } from "./settings";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const actor = await requireActor();
  const settings = settingsFor(actor);
  if (settings.length === 0) throw forbidden();
  const recoveries = may(actor, "recovery.help") ? await countRecoveryCases(actor) : 0;
  return (
    <Page title="Settings" lead="How the studio decides, signs in and is told, and what runs by itself.">
      <SettingsList
        settings={settings.map((setting) =>
          setting.href === "/recovery" ? { ...setting, waiting: recoveries } : setting,
        )}
      />
    </Page>
  );
}
