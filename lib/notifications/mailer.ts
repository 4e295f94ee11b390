import { createTransport } from "nodemailer";
import { env } from "@/lib/env";
import { letterHtml } from "./letter";

export type Letter = { id: string; to: string; subject: string; text: string };

/**
 * In plain text and as HTML. Hands one mail to the server of SMTP_URL, verified by TLS where it offers it. Throws what the server says. The
 * Message-ID is the mail's own, so that a repeated delivery is the same letter.
 */
export async function sendLetter(smtpUrl: string, letter: Letter): Promise<void> {
  const transport = createTransport(smtpUrl, { disableFileAccess: true, disableUrlAccess: true });
  const host = new URL(env().KEYHOLDER_URL).hostname;
  try {
    await transport.sendMail({
      from: env().MAIL_FROM,
      to: { name: "", address: letter.to },
      subject: letter.subject,
      text: letter.text,
      html: await letterHtml(letter),
      messageId: `<${letter.id}@${host}>`,
      headers: { "Auto-Submitted": "auto-generated" },
    });
  } finally {
    transport.close();
  }
}
