import { AttestDevice } from "@/components/devices/attest-device";
import { DeviceTable } from "@/components/devices/device-table";
import { Section } from "@/components/ui/page";
import type { Actor } from "@/lib/auth/actor";
import { ownDevices } from "@/lib/people/queries/list-devices";
import { attestDeviceAction, endDeviceAction } from "./actions";

/** What one works on, and when one last looked what protects it; nothing for whom Keyholder keeps no devices. */
export async function DevicesSection({ actor }: { actor: Actor }) {
  const own = await ownDevices(actor);
  if (!own) return null;
  return (
    <Section
      title="Devices"
      id="devices"
      lead="What you work on. Some clients ask for a compliant device: there you are given access while each of yours has all four measures and was attested within 90 days."
      link={<AttestDevice action={attestDeviceAction} personId={own.personId} />}
    >
      <DeviceTable
        of={own}
        empty="Add what you work on: your laptop, and your phone if you open a client’s accounts on it."
        actions={{ attest: attestDeviceAction, end: endDeviceAction }}
      />
    </Section>
  );
}
