/** Longer than any of these answers takes, so that a clock tells nothing about who has an account. */
const STEADY_MS = 600;

/** Answers after the same time, whatever was found and however it ended. */
export async function steadyAnswer<Result>(work: Promise<Result>): Promise<Result> {
  const waited = new Promise((resolve) => setTimeout(resolve, STEADY_MS));
  const [outcome] = await Promise.allSettled([work, waited]);
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}
