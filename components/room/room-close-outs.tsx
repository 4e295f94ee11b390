import type { RoomCloseOut } from "@/lib/closings/queries/get-close-out";
import { buttonClass } from "../ui/button";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** What the studio has closed out for this client, each with its certificate. */
export function RoomCloseOuts({ closeOuts }: { closeOuts: RoomCloseOut[] }) {
  return (
    <Table label="Close-out certificates" rows={closeOuts.length}>
      <Head>
        <HeadCell>What ended</HeadCell>
        <HeadCell>Certified</HeadCell>
        <HeadCell hidden>Files</HeadCell>
      </Head>
      <Body>
        {closeOuts.map((each) => (
          <Row key={each.closingId}>
            <Cell heading>
              <CellMain href={`/closings/${each.closingId}/certificate`}>
                {each.engagementName ?? "All work for you"}
              </CellMain>
              <CellSub>
                Certificate C-{each.number}
                {each.roomUntil ? (
                  <>
                    . This room stays open until <Time value={each.roomUntil} />: keep a copy.
                  </>
                ) : null}
              </CellSub>
            </Cell>
            <Cell label="Certified">
              <Time value={each.certifiedAt} as="datetime" zone />
            </Cell>
            <Cell actions>
              {/* Downloads, not pages of the app. */}
              <a
                className={buttonClass("plain", "small")}
                href={`/closings/${each.closingId}/certificate.pdf`}
              >
                PDF
              </a>
              <a
                className={buttonClass("plain", "small")}
                href={`/closings/${each.closingId}/certificate.json`}
              >
                Signed JSON
              </a>
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}
