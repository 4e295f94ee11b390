import { Document, Page, StyleSheet, Text, View } from "@react-pdf/renderer";
import type { CertificateLine } from "@/lib/lifecycle/rules/certificate";
import type { SignedCertificate } from "@/lib/lifecycle/rules/signed";
import type { CertificateShown } from "../certificate-shown";
import {
  certificateHead,
  lookedUnderOf,
  momentText,
  outcomeText,
  proofsOf,
  proofText,
} from "../certificate-words";
import { mono, registerFonts, sans, serif } from "./fonts";

/** How a certificate looks on paper. */
export const styles = StyleSheet.create({
  page: { fontFamily: sans, padding: "48 48 60", fontSize: 8.5, lineHeight: 1.4, color: "#1c1a16" },
  number: { color: "#57524a", fontSize: 9 },
  title: { fontFamily: serif, fontSize: 24, lineHeight: 1.2, marginBottom: 8 },
  sentence: { fontSize: 10.5, lineHeight: 1.45, marginBottom: 10, maxWidth: 440 },
  heading: { fontWeight: 600, fontSize: 10, marginTop: 14, marginBottom: 4 },
  row: { flexDirection: "row", borderTop: "0.5 solid #cdc7b8", padding: "5 0", gap: 10 },
  what: { width: "34%" },
  who: { width: "26%" },
  proof: { width: "40%" },
  quiet: { color: "#57524a" },
  hash: { fontFamily: mono, fontSize: 6, lineHeight: 1.5, color: "#57524a" },
  id: { fontFamily: mono, fontSize: 8, color: "#57524a" },
  own: { marginTop: 18, borderTop: "1 solid #1c1a16", paddingTop: 8 },
  foot: {
    position: "absolute",
    top: 800,
    left: 48,
    right: 48,
    flexDirection: "row",
    justifyContent: "space-between",
    color: "#57524a",
    fontSize: 7.5,
  },
});

/** The certificate of removal as a document to print and to send. */
export function CertificateDocument({ certificate, sha256, signed }: CertificateShown) {
  registerFonts();
  const { number, person, keys, duties, looks = [] } = certificate;
  const { sentence, issued } = certificateHead(certificate);
  return (
    <Document title={`Certificate of removal ${number}`} author="Keyholder" language="en">
      <Page size="A4" style={styles.page}>
        <View style={styles.foot} fixed>
          <Text>
            Certificate of removal {number}, {person}
          </Text>
          <Text render={({ pageNumber, totalPages }) => `${pageNumber} of ${totalPages}`} />
        </View>
        <Text style={styles.number}>Certificate of removal {number}</Text>
        <Text style={styles.title}>{person}</Text>
        <Text style={styles.sentence}>{sentence}</Text>
        <Text style={styles.quiet}>{issued}</Text>
        <Lines heading={`Keys taken back: ${keys.length}`} lines={keys} />
        <Lines heading={`Duties handed over: ${duties.length}`} lines={duties} />
        <Lines heading={`Looked for what was never in the register: ${looks.length}`} lines={looks} />
        {signed ? (
          <Signature issued={signed} />
        ) : (
          <View style={styles.own} wrap={false}>
            <Text>SHA-256 of this certificate’s content (canonical JSON, RFC 8785)</Text>
            <Text style={{ ...styles.hash, fontSize: 8 }}>{sha256}</Text>
          </View>
        )}
      </Page>
    </Document>
  );
}

type NamedLine = CertificateLine & { holder?: string | null; note?: string | null };

/** The lines of a certificate under their heading; nothing where there are none. */
export function Lines({
  heading,
  lines,
  ofOne = false,
}: {
  heading: string;
  lines: NamedLine[];
  /** All of one client, which stands above. */
  ofOne?: boolean;
}) {
  if (lines.length === 0) return null;
  return (
    <View>
      <Text style={styles.heading} minPresenceAhead={40}>
        {heading}
      </Text>
      {lines.map((line) => (
        <Line key={line.task} line={line} ofOne={ofOne} />
      ))}
    </View>
  );
}

function Line({ line, ofOne }: { line: NamedLine; ofOne: boolean }) {
  const whose = line.client ?? (line.asset ? "the studio’s own" : null);
  const place = [line.platform, ofOne ? null : whose].filter(Boolean).join(", ");
  return (
    <View style={styles.row} wrap={false}>
      <View style={styles.what}>
        <Text>{line.roles.length > 0 ? line.asset : line.title}</Text>
        {line.roles.length > 0 && line.holder ? <Text style={styles.quiet}>{line.holder}</Text> : null}
        {line.roles.length > 0 ? <Text style={styles.quiet}>{line.roles.join(" + ")}</Text> : null}
        {place ? <Text style={styles.quiet}>{place}</Text> : null}
        {line.accountId ? <Text style={styles.id}>{line.accountId}</Text> : null}
      </View>
      <View style={styles.who}>
        <Text>{line.doneBy}</Text>
        <Text style={styles.quiet}>{momentText(line.doneAt)}</Text>
        {line.verifiedBy ? (
          <Text style={styles.quiet}>
            verified by {line.verifiedBy}, {momentText(line.verifiedAt)}
          </Text>
        ) : null}
      </View>
      <View style={styles.proof}>
        <Text>{outcomeText(line)}</Text>
        {lookedUnderOf(line).length > 0 ? (
          <Text style={styles.quiet}>looked under {lookedUnderOf(line).join(", ")}</Text>
        ) : null}
        {line.found?.map((find) => (
          <Text key={find} style={styles.quiet}>
            found {find}
          </Text>
        ))}
        {line.note ? <Text style={styles.quiet}>“{line.note}”</Text> : null}
        {proofsOf(line).map((proof, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a document that is drawn once
          <View key={place}>
            <Text style={styles.quiet}>{proofText(proof)}</Text>
            {/* In two lines: it has no place of its own to break at. */}
            {proof.sha256 ? (
              <Text style={styles.hash}>
                {proof.sha256.slice(0, 32)}
                {"\n"}
                {proof.sha256.slice(32)}
              </Text>
            ) : null}
          </View>
        ))}
      </View>
    </View>
  );
}

/** What a certificate is checked by: its hash, the fingerprint of the key that signed it, and its id. */
export function Signature({ issued }: { issued: SignedCertificate<object> }) {
  return (
    <View style={styles.own} wrap={false}>
      <Text>SHA-256 of this certificate’s content (canonical JSON, RFC 8785)</Text>
      <Text style={{ ...styles.hash, fontSize: 8 }}>{issued.sha256}</Text>
      <Text style={{ marginTop: 5 }}>Signed with Ed25519. Fingerprint of the key</Text>
      <Text style={{ ...styles.hash, fontSize: 8 }}>{issued.fingerprint}</Text>
      <Text style={{ ...styles.quiet, marginTop: 5 }}>
        Certificate id {issued.id}. The JSON beside it carries the signature, and can be checked without
        Keyholder.
      </Text>
    </View>
  );
}
