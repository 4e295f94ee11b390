import { AppError, forbidden, type Refused } from "@/lib/errors";

/** Names what a refused check was about, and which check it was, for the audit log. Other errors pass. */
export function refusedAs(about: Refused) {
  return (error: unknown): never => {
    if (!(error instanceof AppError)) throw error;
    const why = error.cause instanceof Error ? error.cause.message.slice(0, 200) : null;
    const detail = [about.detail, why].filter(Boolean).join(": ") || undefined;
    throw forbidden(error.message, { ...about, detail });
  };
}
