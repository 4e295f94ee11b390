/** Somebody who can manage users on an asset, directly or through an account above it. */
export type Administrator = {
  personId: string;
  /** Granted and not being taken back. An invitation that nobody accepted administers nothing. */
  active: boolean;
  /** Has a departure of their own under way, or has left. */
  leaving: boolean;
};

/** An asset with whoever administers it. */
export type Administered = {
  /** A contact of the client manages it on the platform: then the client has it in hand. */
  clientAdministers: boolean;
  administrators: readonly Administrator[];
};

/**
 * The assets that nobody could administer any more once this person is gone (docs/rules.md: removing the last
 * administrator asks for a successor first, or for the client to take it back). A robot or a shared login is no
 * successor; nor is somebody who is leaving too.
 */
export function withoutSuccessor<Asset extends Administered>(
  personId: string,
  assets: readonly Asset[],
): Asset[] {
  return assets.filter(
    (asset) =>
      asset.administrators.some((each) => each.personId === personId) &&
      !asset.clientAdministers &&
      !asset.administrators.some((each) => each.personId !== personId && each.active && !each.leaving),
  );
}
