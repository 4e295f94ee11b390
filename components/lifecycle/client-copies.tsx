import { buttonClass } from "@/components/ui/button";
import { Section } from "@/components/ui/page";
import { Body, Cell, CellMain, Head, HeadCell, Row, Table } from "@/components/ui/table";

/** What each client can be given of a certificate: its own keys alone, signed by itself. */
export function ClientCopies({
  departureId,
  clients,
}: {
  departureId: string;
  clients: { id: string; name: string }[];
}) {
  if (clients.length === 0) return null;
  const path = `/departures/${departureId}/certificate`;
  return (
    <div className="max-w-4xl print:hidden">
      <Section
        title="For each client"
        lead="The keys to its own accounts alone, and nothing of why somebody left. Signed by itself."
      >
        <Table label="Certificates for each client">
          <Head>
            <HeadCell>Client</HeadCell>
            <HeadCell hidden>Files</HeadCell>
          </Head>
          <Body>
            {clients.map((client) => (
              <Row key={client.id}>
                <Cell heading>
                  <CellMain>{client.name}</CellMain>
                </Cell>
                <Cell actions>
                  {/* Downloads, not pages of the app. */}
                  <a
                    className={buttonClass("plain", "small")}
                    href={`${path}.pdf?client=${client.id}`}
                    aria-label={`PDF for ${client.name}`}
                  >
                    PDF
                  </a>
                  <a
                    className={buttonClass("plain", "small")}
                    href={`${path}.json?client=${client.id}`}
                    aria-label={`Signed JSON for ${client.name}`}
                  >
                    Signed JSON
                  </a>
                </Cell>
              </Row>
            ))}
          </Body>
        </Table>
      </Section>
    </div>
  );
}
