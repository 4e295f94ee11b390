import { z } from "zod";
import { beginLinkPassword } from "@/lib/accounts/begin-link-password";
import { tryLink } from "@/lib/accounts/try-link";
import { systemActor } from "@/lib/auth/actor";
import { typedPassword } from "@/lib/auth/password-input";
import { drawQr } from "@/lib/auth/qr-code";
import { requestIp } from "@/lib/auth/request";
import { line } from "@/lib/input";
import { jsonRoute } from "@/lib/route";
import { countTry } from "@/lib/throttle";

/** Takes the password of an invitation's holder; gives the secret of their app, in this answer and never again. */
export const POST = jsonRoute(
  z.strictObject({ token: line(200), password: typedPassword() }),
  async (input) => {
    const actor = systemActor("sign-in", await requestIp());
    const link = await tryLink(actor, input.token);
    await countTry("enrolment.link", link.id);
    const { uri, typed } = await beginLinkPassword(actor, input);
    return { typed, qr: drawQr(uri) };
  },
);
