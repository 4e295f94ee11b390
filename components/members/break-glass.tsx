"use client";

import { useState } from "react";
import type { BreakGlassAccount } from "@/lib/accounts/alarm-queries";
import type { FormAction, FormState } from "@/lib/form-state";
import { Badge } from "../ui/badge";
import { CopyButton } from "../ui/copy-button";
import { CommandForm } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";
import { Body, Cell, CellMain, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** The accounts that are sealed for emergencies. With `make` another one can be begun. */
export function BreakGlass({ accounts, make }: { accounts: BreakGlassAccount[]; make: FormAction | null }) {
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
      {link ? <LinkOnce link={link} /> : null}
    </div>
  );
}

function Standing({ account }: { account: BreakGlassAccount }) {
  if (account.disabledAt) return <Badge tone="attention">Disabled</Badge>;
  if (account.untested) return <Badge tone="attention">Not tested for 90 days</Badge>;
  return <Badge>Sealed</Badge>;
}

function LinkOnce({ link }: { link: string }) {
  return (
    <div role="status" className="border-l-2 border-accent py-0.5 pl-3.5">
      <p className="font-semibold">
        Open this link with a new security key at hand. It is shown this once, and works once, for seven days.
      </p>
      <p className="mt-1 flex items-start gap-1.5">
        <code className="min-w-0 font-mono text-sm break-all" data-testid="break-glass-link">
          {link}
        </code>
        <CopyButton text={link} what="the link" />
      </p>
      <p className="mt-1 text-second">
        Open it in a window where you are not signed in. Then put the key and its PIN into a sealed envelope,
        and the envelope into a safe that two people can open.
      </p>
    </div>
  );
}
