import { AppError } from "@/lib/errors";

/** A file that cannot be read at all; the message is a whole sentence for the person who brought it. */
export class UnreadableFile extends AppError {
  constructor(message: string) {
    super("invalid_input", message);
    this.name = "UnreadableFile";
  }
}
