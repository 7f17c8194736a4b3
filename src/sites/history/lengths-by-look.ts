import { carsInLength } from "../counting/car-pitch.ts";
import { intervalOf, type Interval } from "../counting/error-model.ts";
import type { Sample } from "./sample.ts";
import { isTestable, type TestableSample } from "./testable.ts";

/** The lengths of train, or of cargo lines, of one look, read as cars. */
export interface LengthOfLook {
  readonly first: TestableSample;
  readonly samples: readonly TestableSample[];
  readonly metres: number;
  readonly cars: Interval;
  /** Lines of cargo, which need not stand on cars. */
  readonly cargo: boolean;
}

/** Lengths of train, and of cargo lines, summed over each look: one train or line may stand on several tracks, and the error of the pitch is shared. */
export function lengthsByLook(samples: readonly Sample[]): LengthOfLook[] {
  const groups = new Map<string, TestableSample[]>();
  for (const s of samples) {
    if (s.measure !== "length" || !isTestable(s)) continue;
    if (s.kind !== "train" && s.kind !== "rail-cargo" && s.kind !== "railcar") continue;
    const key = `${s.look.id} ${s.kind === "rail-cargo" ? "cargo" : "train"}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [s]);
    else group.push(s);
  }
  return [...groups.values()].flatMap((group): LengthOfLook[] => {
    const [first] = group;
    if (first === undefined) return [];
    const metres = group.reduce((sum, s) => sum + s.value.best, 0);
    return [
      {
        first,
        samples: group,
        metres,
        cars: intervalOf(carsInLength(metres)),
        cargo: first.kind === "rail-cargo",
      },
    ];
  });
}
