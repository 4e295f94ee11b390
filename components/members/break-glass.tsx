"use client";

import { useState } from "react";
import type { BreakGlassAccount } from "@/lib/accounts/alarm-queries";
import type { FormAction, FormState } from "@/lib/form-state";
import { Badge } from "../ui/badge";
import { CommandForm } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";
import { Body, Cell, CellMain, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";
import { DisableAccount, EnableAccount } from "./able-account";
import { LinkOnce } from "./link-once";

/** The accounts that are sealed for emergencies. With `make` another one can be begun, with `able` they are changed. */
export function BreakGlass({
  accounts,
  make,
  able,
}: {
  accounts: BreakGlassAccount[];
  make: FormAction | null;
  able: { disable: FormAction; enable: FormAction } | null;
}) {
  const [link, setLink] = useState<string | null>(null);

  async function begin(previous: FormState, data: FormData): Promise<FormState> {
    if (!make) return previous;
    const next = await make(previous, data);
    if (next?.status !== "done") return next;
    setLink(next.message);
    return { status: "done", message: "The account is invited. Its link stands below the button." };
  }

  return (
    <div className="flex flex-col gap-4">
      {accounts.length > 0 ? (
        <Table label="Break-glass accounts" rows={accounts.length}>
          <Head>
            <HeadCell>Account</HeadCell>
            <HeadCell align="right" width="w-20">
              Keys
            </HeadCell>
            <HeadCell width="w-40">Last used</HeadCell>
            {able ? (
              <HeadCell width="w-32" hidden>
                Change it
              </HeadCell>
            ) : null}
          </Head>
          <Body>
            {accounts.map((account) => (
              <Row key={account.accountId} muted={account.disabledAt !== null}>
                <Cell heading>
                  <CellMain>{account.name}</CellMain>
                  <Standing account={account} />
                </Cell>
                <Cell label="Keys" align="right">
                  {account.keys}
                </Cell>
                <Cell label="Last used">
                  {account.lastUsedAt ? <Time value={account.lastUsedAt} as="datetime" /> : "Never"}
                </Cell>
                {able ? (
                  <Cell actions>
                    {account.disabledAt ? (
                      <EnableAccount account={account} action={able.enable} />
                    ) : (
                      <DisableAccount
                        account={account}
                        what={account.name}
                        description="Its sessions end at once and its keys open nothing, until somebody enables it again."
                        action={able.disable}
                      />
                    )}
                  </Cell>
                ) : null}
              </Row>
            ))}
          </Body>
        </Table>
      ) : null}
      {make ? (
        <CommandForm action={begin} label="Make a break-glass account">
          <div>
            <SubmitButton tone="plain">Make a break-glass account</SubmitButton>
          </div>
        </CommandForm>
      ) : null}
      {link ? (
        <LinkOnce
          link={link}
          title="Open this link with a new security key at hand. It is shown this once, and works once, for seven days."
        >
          Open it in a window where you are not signed in. Then put the key and its PIN into a sealed
          envelope, and the envelope into a safe that two people can open.
        </LinkOnce>
      ) : null}
    </div>
  );
}

function Standing({ account }: { account: BreakGlassAccount }) {
  if (account.disabledAt) return <Badge tone="attention">Disabled</Badge>;
  if (account.untested) return <Badge tone="attention">Not tested for 90 days</Badge>;
  return <Badge>Sealed</Badge>;
}
