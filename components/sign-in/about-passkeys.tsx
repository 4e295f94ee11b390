/** What a passkey is, in two sentences. */
export function AboutPasskeys() {
  return (
    <p className="border-t border-rule pt-4 text-second">
      A passkey is a key that your device keeps for you and uses only after your fingerprint, face or PIN.
      There is no password to remember, and nothing that a false page could take from you.
    </p>
  );
}
