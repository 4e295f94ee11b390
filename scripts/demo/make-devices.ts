import { daysBefore } from "./moments";
import type { Draft } from "./rows";

const laptops = ["MacBook 14, blue", "MacBook 13, silver", "ThinkPad X1", "ThinkPad T14", "Surface Laptop"];
const phones = ["iPhone", "Pixel"];

/** Who did not look lately, and whose laptop was never set up to be wiped. Nobody of them works for a client who asks. */
const forgotten: readonly string[] = ["Beatriz Ferreira", "Maja Kowalczyk"];
const unfinished: readonly string[] = ["Tomáš Novák"];

/** Adds what everybody who is here works on: a laptop each, some a phone, attested now and then; a few are behind. */
export function makeDevices({ now, random, rows }: Draft): void {
  for (const person of rows.people) {
    if (person.endedAt) continue;
    const since = daysBefore(now, random.whole(150, 400));
    const add = (kind: "laptop" | "phone", name: string) => {
      const createdAt = person.startsOn && person.startsOn > since ? person.startsOn : since;
      const days = forgotten.includes(person.name) ? random.whole(100, 130) : random.whole(2, 74);
      const attestedAt = new Date(Math.max(daysBefore(now, days).getTime(), createdAt.getTime()));
      rows.devices.push({
        id: random.id(createdAt),
        personId: person.id,
        name,
        kind,
        diskEncryption: true,
        automaticUpdates: true,
        screenLock: true,
        remoteWipe: !(kind === "laptop" && unfinished.includes(person.name)),
        attestedAt,
        attestedById: person.id,
        endedAt: null,
        createdAt,
      });
    };
    add("laptop", random.pick(laptops));
    if (random.chance(0.3)) add("phone", random.pick(phones));
  }
}
