import { Fold } from "../ui/fold";
import { RedirectAddress } from "./redirect-address";

/** What to enter where at the usual issuers, in the words that stand on their own pages. */
const guides = [
  {
    name: "Google Workspace",
    issuer: "https://accounts.google.com",
    steps: [
      "Open console.cloud.google.com, choose a project of your company, and set the audience of its consent screen to “Internal”.",
      "Under “Clients” create a client of the type “Web application”. Paste the redirect address under “Authorized redirect URIs”.",
      "Copy the client ID and the client secret.",
    ],
    believed:
      "Leave both fields of what is believed empty: Google does not say how somebody has signed in, so Keyholder’s own second factor follows.",
  },
  {
    name: "Microsoft Entra ID",
    issuer: "https://login.microsoftonline.com/‹your tenant’s id›/v2.0",
    steps: [
      "Open entra.microsoft.com, “App registrations”, “New registration”, for accounts of this organisational directory only. The redirect URI is of the kind “Web”: paste the redirect address.",
      "Under “Certificates & secrets” make a client secret and copy its value. The client ID and the tenant’s id stand on the overview.",
      "Under “Enterprise applications” demand assignment, and assign who may use Keyholder.",
    ],
    believed:
      "Leave both fields of what is believed empty: identity tokens of this address do not say how somebody has signed in. The address with “common” or “organizations” is not taken: every company’s accounts would come in by it.",
  },
  {
    name: "Okta",
    issuer: "https://‹your company›.okta.com",
    steps: [
      "In the admin console open “Applications”, “Create App Integration”, “OIDC”, “Web Application”, with the grant “Authorization Code”. Paste the redirect address under “Sign-in redirect URIs”.",
      "Assign the groups that may use Keyholder. Copy the client ID and the client secret.",
    ],
    believed:
      "If your policy for this app asks for two factors, enter “mfa” as a believed method. Otherwise leave it empty.",
  },
] as const;

/** The redirect address, and how to make a client with it at the usual issuers. */
export function IssuerSetUp({ redirectAddress }: { redirectAddress: string }) {
  return (
    <div className="flex flex-col gap-3">
      <RedirectAddress address={redirectAddress} />
      <div className="border-y border-rule [&>*+*]:border-t [&>*+*]:border-rule">
        {guides.map(({ name, issuer, steps, believed }) => (
          <Fold key={name} summary={`What to enter at ${name}`}>
            <ol className="flex list-decimal flex-col gap-1 pl-5">
              {steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
              <li>
                Below, enter as the issuer <code className="font-mono text-sm break-all">{issuer}</code>
              </li>
              <li>{believed}</li>
            </ol>
          </Fold>
        ))}
      </div>
    </div>
  );
}
