import { catalogue } from "@/lib/platforms/catalogue";
import { offerOf } from "@/lib/platforms/role-offer";
import { smallestRole } from "@/lib/platforms/smallest-role";
import { capabilitiesFor, type WorkKey, workFor } from "@/lib/platforms/work";
import { median, timed } from "./measure";
import type { Line } from "./report";

/** The smallest role for every kind of asset and every combination of the work that makes sense there. */
export async function benchSmallestRole(times: number): Promise<Line> {
  const cases = catalogue.flatMap((platform) => {
    const works = combinations(workFor(platform.category).map((work) => work.key));
    const offer = offerOf(platform);
    return platform.assetTypes.map(({ type }) => ({ type, offer, category: platform.category, works }));
  });
  const calls = cases.reduce((sum, each) => sum + each.works.length, 0);
  let fits = 0;
  const once = async () => {
    fits = 0;
    for (const { type, offer, category, works } of cases)
      for (const work of works)
        if (smallestRole(offer, type, capabilitiesFor(work, category)).kind === "fits") fits += 1;
  };
  await once();
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) took.push(await timed(once));
  const ms = median(took);
  return {
    name: "smallest role",
    size: `${cases.length} kinds of asset, ${calls.toLocaleString("en-GB")} calls`,
    ms,
    parts: {
      "µs a call": (ms / calls) * 1_000,
      "calls a second": (calls / ms) * 1_000,
      "with an answer": fits,
    },
  };
}

/** All subsets but the empty one. */
function combinations(keys: readonly WorkKey[]): WorkKey[][] {
  const all: WorkKey[][] = [];
  for (let bits = 1; bits < 1 << keys.length; bits += 1) all.push(keys.filter((_, at) => bits & (1 << at)));
  return all;
}
