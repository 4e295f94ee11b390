const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** What still runs, in counts. */
export type Running = {
  engagements?: number;
  keys?: number;
  tasks?: number;
  requests?: number;
  data?: number;
};

/**
 * Why a client, an engagement or an asset cannot be ended yet: what has to end first, as a sentence; null when
 * nothing runs. A grant never outlives its engagement, and nothing is forgotten by ending what it hangs on.
 */
export function whyNotEnded(name: string, running: Running): string | null {
  const parts = [
    counted(running.engagements, "engagement"),
    counted(running.keys, "key"),
    counted(running.tasks, "open task"),
    counted(running.requests, "waiting request"),
    counted(running.data, "entry of data that is kept", "entries of data that are kept"),
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return `${name} still has ${list.format(parts)}. End ${parts.length === 1 && parts[0]?.startsWith("1 ") ? "it" : "them"} first: keys by having them removed, engagements on their own page.`;
}

function counted(n: number | undefined, noun: string, several = `${noun}s`): string | null {
  if (!n) return null;
  return `${n} ${n === 1 ? noun : several}`;
}
