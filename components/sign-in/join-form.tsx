"use client";

import { useEffect, useState } from "react";
import { Button, ButtonLink } from "../ui/button";
import { Field } from "../ui/field";
import { Fold } from "../ui/fold";
import { TextInput } from "../ui/inputs";
import { AboutPasskeys } from "./about-passkeys";
import { ask, Refusal } from "./ask";
import { cannotUsePasskeys, inWords } from "./browser-words";
import { joinWithPasskey } from "./ceremonies";
import { DoorForm } from "./door-form";
import { JoinByPassword } from "./join-by-password";
import { Problem } from "./problem";
import { useSecret } from "./use-secret";

type Link = {
  kind: "setup" | "invite";
  name: string | null;
  email: string | null;
  roles: string;
  /** Why it cannot be used with a password in the place of a passkey; null when it can. */
  noPassword: string | null;
};

/** The holder of a one-time link sets up how they sign in. The link's secret is in the address, behind `#`. */
export function JoinForm({ origin }: { origin: string }) {
  const token = useSecret();
  const [link, setLink] = useState<Link | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (token === null) return;
    setLink(null);
    setProblem(null);
    if (!token) {
      setProblem(
        "The address has no link in it. Open the whole link that you were given, up to its last letter.",
      );
      return;
    }
    ask<Link>("/api/passkeys/link", { token }).then(
      (found) => setLink(found),
      (error) => setProblem(inWords(error, origin)?.message ?? null),
    );
  }, [token, origin]);

  if (problem) {
    return (
      <>
        <Problem>{problem}</Problem>
        <div>
          <ButtonLink href="/sign-in">Go to the sign-in page</ButtonLink>
        </div>
      </>
    );
  }
  if (!link || !token) {
    return (
      <p role="status" className="text-second">
        Looking at the link…
      </p>
    );
  }
  return <Join link={link} token={token} origin={origin} />;
}

function Join({ link, token, origin }: { link: Link; token: string; origin: string }) {
  const [by, setBy] = useState<"passkey" | "password">("passkey");
  return (
    <>
      {link.kind === "invite" ? (
        <p className="text-lead">
          You are <strong className="font-semibold">{link.name}</strong>
          {link.email ? `, ${link.email}` : null}. Your role: {link.roles}.
        </p>
      ) : null}
      {by === "passkey" ? (
        <>
          <PasskeyForm token={token} origin={origin} asksWho={link.kind === "setup"} />
          <AboutPasskeys />
          {link.kind === "invite" ? (
            <NoPasskey why={link.noPassword} onPassword={() => setBy("password")} />
          ) : null}
        </>
      ) : (
        <JoinByPassword token={token} email={link.email} onPasskey={() => setBy("passkey")} />
      )}
    </>
  );
}

function PasskeyForm({ token, origin, asksWho }: { token: string; origin: string; asksWho: boolean }) {
  return (
    <DoorForm
      origin={origin}
      submit="Make my passkey"
      busy="Waiting for your passkey…"
      send={async (who) => {
        const cannot = cannotUsePasskeys(origin);
        if (cannot) throw new Refusal("browser", cannot);
        await joinWithPasskey({ token, ...who });
        window.location.replace("/");
      }}
    >
      {asksWho ? (
        <>
          <Field name="name" label="Your name">
            <TextInput autoComplete="name" />
          </Field>
          <Field name="email" label="Your e-mail address">
            <TextInput type="email" autoComplete="email" />
          </Field>
        </>
      ) : null}
    </DoorForm>
  );
}

/** For whoever has nothing here that makes a passkey: the other way, or why there is none. */
function NoPasskey({ why, onPassword }: { why: string | null; onPassword: () => void }) {
  if (why === null) {
    return (
      <Button className="w-full" onClick={onPassword}>
        I cannot use a passkey here
      </Button>
    );
  }
  return (
    <Fold summary="I cannot use a passkey here">
      <p className="text-second">{why}</p>
    </Fold>
  );
}
