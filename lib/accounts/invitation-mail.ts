import type { Mail } from "@/lib/outbox";

/** The mail that carries an invitation's link. */
export function invitationMail(of: {
  id: string;
  to: string;
  person: string;
  by: string;
  link: string;
}): Mail {
  return {
    cause: `invitation ${of.id}`,
    to: of.to,
    subject: "You are invited to Keyholder",
    text: [
      `Hello ${of.person},`,
      "",
      `${of.by} has invited you to Keyholder, where we keep who holds a key to which client's accounts.`,
      "",
      "Open this link and make your passkey. It works once, and for seven days:",
      of.link,
      "",
      "If you did not expect this, leave the link alone and ask in the studio.",
    ].join("\n"),
  };
}
