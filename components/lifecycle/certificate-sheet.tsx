import { Hash } from "@/components/ui/hash";
import { Section } from "@/components/ui/page";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { CertificateLine } from "@/lib/lifecycle/rules/certificate";
import type { SignedCertificate } from "@/lib/lifecycle/rules/signed";
import type { CertificateShown } from "./certificate-shown";
import {
  certificateHead,
  lookedUnderOf,
  momentText,
  outcomeText,
  proofsOf,
  proofText,
} from "./certificate-words";

/** The certificate as a sheet of paper, on screen and printed. */
export function CertificateSheet({ certificate, sha256, signed }: CertificateShown) {
  const { number, person, keys, duties, looks = [] } = certificate;
  const { sentence, issued } = certificateHead(certificate);
  return (
    <article className="flex max-w-4xl flex-col gap-6 border border-rule bg-sheet p-10 max-md:p-4 print:border-0 print:p-0">
      <header>
        <p className="text-second">Certificate of removal {number}</p>
        <p className="font-serif text-[2.25rem]/11 font-semibold">{person}</p>
        <p className="mt-3 max-w-prose text-lead">{sentence}</p>
        <p className="mt-3 text-second">{issued}</p>
      </header>
      <CertificateLines
        title={`Keys taken back: ${keys.length}`}
        lines={keys}
        ofOne={"client" in certificate}
      />
      <CertificateLines
        title={`Duties handed over: ${duties.length}`}
        lines={duties}
        ofOne={"client" in certificate}
      />
      <CertificateLines
        title={`Looked for what was never in the register: ${looks.length}`}
        lines={looks}
        ofOne={"client" in certificate}
      />
      {signed ? (
        <SignatureFoot issued={signed} />
      ) : (
        <footer className="border-t border-ink pt-3">
          <p>SHA-256 of this certificate’s content (canonical JSON, RFC 8785)</p>
          <Hash value={sha256} full />
        </footer>
      )}
    </article>
  );
}

/** The lines of a certificate: what, by whom and when, with what proof. Those of several people's keys name each. */
export function CertificateLines({
  title,
  lines,
  ofOne = false,
}: {
  title: string;
  /** All of one client, which stands above. */
  ofOne?: boolean;
  lines: (CertificateLine & { holder?: string | null; note?: string | null })[];
}) {
  if (lines.length === 0) return null;
  return (
    <Section title={title}>
      <Table label={title}>
        <Head>
          <HeadCell width="md:w-[36%]">What</HeadCell>
          <HeadCell width="md:w-[26%]">By whom, when</HeadCell>
          <HeadCell>Proof</HeadCell>
        </Head>
        <Body>
          {lines.map((line) => (
            <Row key={line.task}>
              <Cell heading>
                <CellMain>{line.roles.length > 0 ? line.asset : line.title}</CellMain>
                {line.roles.length > 0 && line.holder ? <CellSub>{line.holder}</CellSub> : null}
                {line.roles.length > 0 ? <CellSub>{line.roles.join(" + ")}</CellSub> : null}
                <CellSub>
                  {[line.platform, ofOne ? null : line.client].filter(Boolean).join(", ")}
                  {line.accountId ? (
                    <>
                      {line.platform || !ofOne ? " · " : null}
                      <span className="font-mono whitespace-nowrap">{line.accountId}</span>
                    </>
                  ) : null}
                </CellSub>
              </Cell>
              <Cell label="By whom">
                {line.doneBy}
                <CellSub>{momentText(line.doneAt)}</CellSub>
                {line.verifiedBy ? (
                  <CellSub>
                    verified by {line.verifiedBy}, {momentText(line.verifiedAt)}
                  </CellSub>
                ) : null}
              </Cell>
              <Cell label="Proof">
                {outcomeText(line)}
                {lookedUnderOf(line).length > 0 ? (
                  <CellSub>looked under {lookedUnderOf(line).join(", ")}</CellSub>
                ) : null}
                {line.found?.map((find) => (
                  <CellSub key={find}>found {find}</CellSub>
                ))}
                {line.note ? <CellSub>“{line.note}”</CellSub> : null}
                {proofsOf(line).map((proof, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: what is issued never changes its order
                  <CellSub key={place}>
                    {proofText(proof)} {proof.sha256 ? <Hash value={proof.sha256} /> : null}
                  </CellSub>
                ))}
              </Cell>
            </Row>
          ))}
        </Body>
      </Table>
    </Section>
  );
}

/** What a certificate is checked by: its hash, its signature, and the fingerprint of the key. */
export function SignatureFoot({ issued }: { issued: SignedCertificate<object> }) {
  return (
    <footer className="flex flex-col gap-2 border-t border-ink pt-3">
      <div>
        <p>SHA-256 of this certificate’s content (canonical JSON, RFC 8785)</p>
        <Hash value={issued.sha256} full />
      </div>
      <div>
        <p>Signed with Ed25519. Fingerprint of the key</p>
        <Hash value={issued.fingerprint} full />
      </div>
      <p className="text-sm text-third">
        Certificate id <span className="font-mono">{issued.id}</span>. The JSON beside it carries the
        signature, and can be checked without Keyholder.
      </p>
    </footer>
  );
}
