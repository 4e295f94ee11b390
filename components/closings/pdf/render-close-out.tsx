import { renderToBuffer } from "@react-pdf/renderer";
import type { CloseOut } from "@/lib/closings/rules/certificate";
import type { SignedCertificate } from "@/lib/lifecycle/rules/signed";
import { CloseOutDocument } from "./close-out-document";

/** The bytes of a close-out certificate's PDF. */
export function renderCloseOut(issued: SignedCertificate<CloseOut>): Promise<Buffer> {
  return renderToBuffer(<CloseOutDocument issued={issued} />);
}
