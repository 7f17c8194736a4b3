import type { Bench, Figure } from "./figure.ts";
import { killedPull } from "./killed-pull.ts";

/** A pull of 500 items that is killed at ten random moments: the same records, and no byte sent twice beyond those under way. */
export async function benchPull({ folder, quick, note }: Bench): Promise<Figure[]> {
  const count = quick ? 60 : 500;
  const kills = quick ? 3 : 10;
  const pull = await killedPull(folder, count, kills, 20231005);
  note(JSON.stringify(pull));
  return [
    {
      name: `pull-of-${count}-killed-${kills}-times-same-records`,
      value: (100 * pull.equal) / pull.records,
      unit: "%",
      goal: ">=100",
    },
    { name: "pull-kills", value: pull.kills, unit: "kills", goal: `>=${kills}` },
    {
      name: "pull-bytes-twice-beyond-under-way",
      value: Math.max(0, pull.twice - pull.underWay),
      unit: "B",
      goal: "<=0",
    },
    { name: "pull-bytes-twice", value: (100 * pull.twice) / pull.bytes, unit: "%", goal: null },
    { name: "pull-each-item", value: (1000 * pull.seconds) / pull.items, unit: "ms", goal: null },
  ];
}
