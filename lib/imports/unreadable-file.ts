/** A file that cannot be read at all; the message is a whole sentence for the person who brought it. */
export class UnreadableFile extends Error {
  override name = "UnreadableFile";
}
