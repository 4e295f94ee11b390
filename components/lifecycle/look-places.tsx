import { grantWords } from "@/components/register/words";
import { AccountId } from "@/components/ui/account-id";
import { CopyButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/page";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { Look } from "@/lib/register/read-looks";
import type { LookName } from "@/lib/register/rules/look-names";

const kindWords: Record<LookName["kind"], string> = {
  work: "the studio’s address",
  client_issued: "issued by a client",
  personal: "private",
  service: "a service account",
  name: "their name: no address is known",
};

/** Where a look looks and under which names, and what it has found so far. */
export function LookPlaces({ look }: { look: Look }) {
  return (
    <>
      <Section
        title="Where to look"
        lead={
          look.accounts.length > 0
            ? "In the list of people of each of these accounts, pending invitations too."
            : undefined
        }
      >
        {look.accounts.length === 0 ? (
          <p className="text-second">The client has no account left on this platform.</p>
        ) : (
          <Table label="Where to look">
            <Head>
              <HeadCell>Account</HeadCell>
              <HeadCell>Id</HeadCell>
            </Head>
            <Body>
              {look.accounts.map((account) => (
                <Row key={account.assetId}>
                  <Cell heading>
                    <CellMain href={`/assets/${account.assetId}`}>{account.name}</CellMain>
                    {account.above ? (
                      <CellSub>
                        {account.clientName ? `of ${account.clientName}` : "the studio’s own"}, and opens what
                        is below
                      </CellSub>
                    ) : null}
                  </Cell>
                  <Cell label="Id">
                    <AccountId id={account.accountId} full />
                  </Cell>
                </Row>
              ))}
            </Body>
          </Table>
        )}
      </Section>
      <Section
        title="Under which addresses"
        lead="Look for the name, too: they may stand there under an address that nobody knows."
      >
        <ul className="border-t border-strong">
          {look.names.map(({ address, kind }) => (
            <li key={address} className="flex flex-wrap items-center gap-x-4 border-b border-rule py-1.5">
              <span className="flex min-w-0 items-center gap-1 font-mono text-[0.8125rem]/5">
                <span className="wrap-anywhere">{address}</span>
                <CopyButton text={address} what="address" />
              </span>
              <span className="text-third">{kindWords[kind]}</span>
            </li>
          ))}
        </ul>
      </Section>
      {look.found.length > 0 ? (
        <Section title="Found so far">
          <ul className="border-t border-strong">
            {look.found.map((find) => (
              <li key={find.grantId} className="border-b border-rule py-1.5">
                <Link href={`/register/${find.grantId}`} className="underline">
                  {find.roleName} on {find.assetName}
                </Link>
                <span className="text-second">
                  {find.identity ? `, under ${find.identity}` : ""}: {grantWords[find.state]}
                  {find.taskId ? (
                    <>
                      {" "}
                      by <Link href={`/work/${find.taskId}`}>T-{find.taskNumber}</Link>
                    </>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
