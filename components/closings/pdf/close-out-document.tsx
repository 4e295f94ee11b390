import { Document, Page, Text, View } from "@react-pdf/renderer";
import { momentText } from "@/components/lifecycle/certificate-words";
import { Lines, Signature, styles } from "@/components/lifecycle/pdf/certificate-document";
import { registerFonts } from "@/components/lifecycle/pdf/fonts";
import type { CloseOut } from "@/lib/closings/rules/certificate";
import type { SignedCertificate } from "@/lib/lifecycle/rules/signed";
import { closeOutSentence, partsOf } from "../close-out-words";

/** The close-out certificate as a document to print and to send. */
export function CloseOutDocument({ issued }: { issued: SignedCertificate<CloseOut> }) {
  registerFonts();
  const { certificate } = issued;
  const { number, client, engagement, issuedAt, issuedBy, agreement, dpa } = certificate;
  return (
    <Document title={`Close-out certificate ${number}`} author="Keyholder" language="en">
      <Page size="A4" style={styles.page}>
        <View style={styles.foot} fixed>
          <Text>
            Close-out certificate {number}, {client}
          </Text>
          <Text render={({ pageNumber, totalPages }) => `${pageNumber} of ${totalPages}`} />
        </View>
        <Text style={styles.number}>Close-out certificate {number}</Text>
        <Text style={styles.title}>{client}</Text>
        {engagement ? <Text style={styles.number}>{engagement}</Text> : null}
        <Text style={styles.sentence}>{closeOutSentence(certificate)}</Text>
        <Text style={styles.quiet}>
          Issued on {momentText(issuedAt)} by {issuedBy}.{agreement ? ` Agreement: ${agreement}.` : ""}
          {dpa ? ` Data processing addendum: ${dpa}.` : ""}
        </Text>
        {partsOf(certificate).map(({ title, lines }) => (
          <Lines key={title} heading={title} lines={lines} ofOne />
        ))}
        <Signature issued={issued} />
      </Page>
    </Document>
  );
}
