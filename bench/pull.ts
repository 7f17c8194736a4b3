import { killedPull } from "../test/catalogue/killed-pull.ts";
import type { Bench, Figure } from "./figure.ts";

/** A pull of 500 items that is killed at ten random moments: the same records, and no byte sent twice beyond those under way. */
export async function benchPull({ folder, quick, note }: Bench): Promise<Figure[]> {
  const count = quick ? 100 : 500;
  const kills = quick ? 4 : 10;
  const pull = await killedPull(folder, { count, kills, seed: 20231005 });
  note(JSON.stringify(pull));
  return [
    {
      name: "pull-killed-items-equal",
      value: (100 * pull.equal) / pull.items,
      unit: "%",
      goal: ">=100",
    },
    { name: "pull-kills", value: pull.kills, unit: "kills", goal: `>=${kills}` },
    {
      name: "pull-bytes-twice-beyond-under-way",
      value: Math.max(0, pull.twice - pull.allowedTwice),
      unit: "B",
      goal: "<=0",
    },
    {
      name: "pull-bytes-twice-each-kill",
      value: pull.twice / Math.max(1, pull.kills),
      unit: "B",
      goal: null,
    },
  ];
}
