const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/**
 * The three characters that Salesforce puts after a 15-character id so that it survives tools which lose upper
 * and lower case: each stands for five characters, with a bit for every capital among them.
 */
export function salesforceSuffix(id15: string): string {
  return [0, 5, 10]
    .map((start) => {
      const bits = [...id15.slice(start, start + 5)].map((letter) =>
        letter >= "A" && letter <= "Z" ? 1 : 0,
      );
      return LETTERS[bits.reduce<number>((sum, bit, index) => sum + (bit << index), 0)];
    })
    .join("");
}

/** True for an 18-character id whose last three characters belong to the first fifteen. */
export function hasRightSuffix(id18: string): boolean {
  return id18.length === 18 && id18.slice(15) === salesforceSuffix(id18.slice(0, 15));
}
