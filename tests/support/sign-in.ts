import { expect, type Page, type Route } from "@playwright/test";
import { inviteMember } from "@/lib/accounts/invite-member";
import type { StudioRole } from "@/lib/accounts/rules";
import { systemActor } from "@/lib/auth/actor";

export type VirtualAuthenticator = {
  /** Whether the person at the device agrees and is verified; when false, every request waits and is refused. */
  setVerified: (verified: boolean) => Promise<void>;
  /** How many passkeys it holds. */
  count: () => Promise<number>;
  remove: () => Promise<void>;
};

/**
 * Gives the page a device with passkeys: built in, discoverable, its user verified. One for each page; a person is
 * a browser context of their own with one page that has this. Such a device accepts at once whatever a field
 * offers, so with `autofill` the sign-in page lets its holder in by itself; without it they press the button.
 */
export async function addAuthenticator(page: Page, autofill = false): Promise<VirtualAuthenticator> {
  if (!autofill) {
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = async () => false;
    });
  }
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    setVerified: async (isUserVerified) => {
      await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    },
    count: async () => {
      const { credentials } = await session.send("WebAuthn.getCredentials", { authenticatorId });
      return credentials.length;
    },
    remove: async () => {
      await session.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
    },
  };
}

/**
 * Plugs a security key in beside what the page has: a PIN for its user, no place for passkeys. Of all devices the browser
 * then asks the one that is wanted.
 */
export async function plugInKey(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable", { enableUI: false });
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "usb",
      hasResidentKey: false,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Becomes the first owner by the setup link; ends signed in. The page gets its authenticator here. */
export async function signUpOwner(
  page: Page,
  setupLink: string,
  who: { name: string; email: string } = { name: "Ola Nordin", email: "ola@studio.example" },
): Promise<VirtualAuthenticator> {
  const authenticator = await addAuthenticator(page);
  await page.goto(setupLink);
  await page.getByLabel("Your name").fill(who.name);
  await page.getByLabel("Your e-mail address").fill(who.email);
  await page.getByRole("button", { name: "Make my passkey" }).click();
  await expectSignedIn(page);
  return authenticator;
}

/**
 * A member of any roles, signed in, whoever else there is: invited by the operator as at the shell. The quickest
 * way in for a journey that is about something else.
 */
export async function signUp(
  page: Page,
  who: { name: string; email: string; roles: StudioRole[] },
): Promise<VirtualAuthenticator> {
  const { link } = await inviteMember(systemActor("operator"), who);
  return signUpByInvite(page, link);
}

/** Accepts an invitation; ends signed in. The page gets its authenticator here. */
export async function signUpByInvite(page: Page, link: string): Promise<VirtualAuthenticator> {
  const authenticator = await addAuthenticator(page);
  await page.goto(link);
  await page.getByRole("button", { name: "Make my passkey" }).click();
  await expectSignedIn(page);
  return authenticator;
}

/** Signs in with the passkey that the page's authenticator holds. */
export async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expectSignedIn(page);
}

/** Confirms a sensitive action in the dialog that asks for it, with the page's passkey; ends when it has closed. */
export async function confirm(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Confirm with a passkey" });
  await button.click();
  await expect(button).toBeHidden();
}

/**
 * As `confirm`, and then takes another device for what follows: so somebody makes their second passkey, on a device
 * that has none yet. Gives the other device.
 */
export async function confirmAndChangeDevice(
  page: Page,
  device: VirtualAuthenticator,
): Promise<VirtualAuthenticator> {
  const changed = new Promise<VirtualAuthenticator>((resolve, reject) => {
    // The first device has answered, and the next ceremony has not begun.
    const change = async (route: Route) => {
      await device.remove();
      const other = await addAuthenticator(page);
      await route.continue();
      return other;
    };
    page
      .route("**/api/step-up/passkey", (route) => change(route).then(resolve, reject), { times: 1 })
      .catch(reject);
  });
  await confirm(page);
  return changed;
}

/** Signs out by the button in the navigation. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /signed in with/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

async function expectSignedIn(page: Page): Promise<void> {
  await page.waitForURL((url) => !/^\/(sign-in|setup|invite)$/.test(url.pathname));
}
