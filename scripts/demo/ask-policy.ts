import { deviceStateOf } from "@/lib/people/device-rules";
import { isPersonalData, roleRisk } from "@/lib/platforms/role-risk";
import { decide } from "@/lib/policy/rules/decide";
import type { PolicyRule } from "@/lib/policy/rules/rule";
import { identityOn } from "./access";
import type { Choice } from "./role-choice";
import type { AssetRow, Draft } from "./rows";

/** The first version of the access policy, as the migration makes it. */
const rules: readonly PolicyRule[] = [
  { name: "The smallest role", when: { size: "smallest" }, outcome: "one_approver" },
];

/** What the access policy said when this was asked, as the product itself would have kept it. */
export function askPolicy(
  { rows }: Draft,
  asked: { clientId: string; until: Date; at: Date },
  item: { personId: string; asset: AssetRow; choice: Choice; above: boolean },
) {
  const person = rows.people.find((row) => row.id === item.personId);
  const identityId = identityOn({ rows } as Draft, item.personId, item.asset.platformId);
  const can = item.choice.roles.flatMap((role) => role.capabilities);
  const engagement = rows.engagements.find(
    (row) => row.clientId === asked.clientId && row.endsOn >= asked.until,
  );
  const { outcome, grounds } = decide(
    {
      risk: roleRisk(can),
      data: [
        ...(isPersonalData(can) ? (["personal_data"] as const) : []),
        ...(can.includes("spend") ? (["spend"] as const) : []),
      ],
      size: item.above ? "above" : "smallest",
      clientId: asked.clientId,
      clientName: rows.clients.find((row) => row.id === asked.clientId)?.name ?? "",
      commitments: [
        ...(engagement?.clientApprovesGrants ? (["client_approves"] as const) : []),
        ...(engagement?.clientMfaRequired ? (["client_mfa"] as const) : []),
        ...(engagement?.compliantDeviceRequired ? (["compliant_device"] as const) : []),
      ],
      personKind: person?.kind ?? "employee",
      mfa: rows.identities.find((row) => row.id === identityId)?.mfa ?? "unknown",
      device: deviceStateOf(
        rows.devices.filter((row) => row.personId === item.personId && row.createdAt <= asked.at),
        asked.at,
      ),
      days: Math.max(1, Math.ceil((asked.until.getTime() - asked.at.getTime()) / 86_400_000)),
      justInTime: false,
      duties: "apart",
    },
    rules,
  );
  return { policyVersion: 1, policyOutcome: outcome, policyGrounds: grounds };
}
