import type { FormAction } from "@/lib/form-state";
import type { SourceDetail } from "@/lib/sources/queries";
import { Badge } from "../ui/badge";
import { ConfirmButton } from "../ui/confirm-button";
import { CommandForm } from "../ui/form";
import { Body, Cell, CellMain, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** The secrets with which a connection signs, those that count first. With `revoke` they can be revoked. */
export function SecretTable({
  secrets,
  revoke,
}: {
  secrets: SourceDetail["secrets"];
  revoke: FormAction | null;
}) {
  return (
    <Table label="Secrets" rows={secrets.length}>
      <Head>
        <HeadCell>Secret</HeadCell>
        <HeadCell width="w-44">Made</HeadCell>
        <HeadCell width="w-32" hidden>
          Revoke
        </HeadCell>
      </Head>
      <Body>
        {secrets.map((secret) => (
          <Row key={secret.id} muted={secret.revokedAt !== null}>
            <Cell heading>
              <CellMain>
                <code className="font-mono text-sm">whsec_…{secret.ending}</code>
              </CellMain>
            </Cell>
            <Cell label="Made">
              <Time value={secret.createdAt} as="datetime" />
            </Cell>
            <Cell actions>
              {secret.revokedAt ? <Badge>Revoked</Badge> : null}
              {revoke && !secret.revokedAt ? (
                <CommandForm action={revoke} label={`Revoke ${secret.ending}`} className="inline-flex">
                  <input type="hidden" name="secretId" value={secret.id} />
                  <ConfirmButton
                    size="small"
                    title={`Revoke the secret …${secret.ending}?`}
                    description="What is signed with it is refused from then on."
                    confirm="Revoke it"
                  >
                    Revoke…
                  </ConfirmButton>
                </CommandForm>
              ) : null}
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
