import { dataAtEndText } from "@/components/clients/data-at-end";
import { momentText } from "@/components/lifecycle/certificate-words";
import type { CloseOut } from "@/lib/closings/rules/certificate";

/** The sentence of a close-out certificate: what ended, when, what was done. */
export function closeOutSentence(certificate: CloseOut): string {
  const { client, engagement, lastMoment, keys, links, data } = certificate;
  const what = engagement ? `The engagement “${engagement}” for ${client}` : `All work for ${client}`;
  const taken =
    keys.length === 0
      ? "No key had to be taken back"
      : keys.length === 1
        ? "The one key that was held was taken back"
        : `All ${keys.length} keys that were held were taken back`;
  const links_ =
    links.length > 0
      ? `, ${links.length === 1 ? "one link" : `${links.length} links`} from the studio’s own accounts removed`
      : "";
  const held =
    data.length > 0
      ? `Client data was ${dataAtEndText(certificate)}, as agreed.`
      : "No client data was on the studio’s list.";
  return `${what} ended on ${momentText(lastMoment)}. ${taken}${links_}, with the proof named below. ${held}`;
}

/** The parts of a close-out certificate, in the order in which it shows them. */
export const partsOf = ({ keys, links, data, duties }: CloseOut) => [
  { title: `Keys taken back: ${keys.length}`, lines: keys },
  { title: `Links removed: ${links.length}`, lines: links },
  { title: `Client data: ${data.length}`, lines: data },
  { title: `Handed back: ${duties.length}`, lines: duties },
];
