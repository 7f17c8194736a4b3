import { canonical } from "../../base/canonical.ts";
import type { MatchSettings } from "../../movements/matching/settings.ts";
import type { Case } from "../files/case-folder.ts";

/** What a run of the step depends on; kept in its trail entry. */
export interface MatchStepSettings {
  readonly method: string;
  /** What says which reports are left out; none before match/3. */
  readonly tracks?: string;
  readonly scene: string | null;
  readonly sightings: readonly string[];
  readonly settings: MatchSettings;
  readonly positions: string;
  /** Versions of those that were corrected, by name; left out where none was. */
  readonly versions?: Readonly<Record<string, number>>;
  /** Version of the scene where it was corrected; left out where it was not. */
  readonly sceneVersion?: number;
  /** Digest of the fixed objects that stand there then; left out where none does. */
  readonly fixed?: string;
  /** The trail entry of the weighing before, where this one says again what was said before that: it holds anew, as the last one. */
  readonly again?: number;
}

/** What was weighed before, by what it was of, in the order in which it was weighed. */
export type EarlierWeighings = ReadonlyMap<
  string,
  readonly { readonly trail: number; readonly said: string; readonly again?: number }[]
>;

const weighedOf = ({ scene, sightings }: MatchStepSettings): string =>
  scene === null ? `sighting ${sightings.join(" ")}` : `scene ${scene}`;
const saidBy = (step: Omit<MatchStepSettings, "again">): string =>
  canonical({ ...step, settings: { ...step.settings } });

/** What was weighed on record until now. */
export function earlierWeighings({ database }: Case): EarlierWeighings {
  const rows = database
    .prepare("SELECT id, settings FROM trail WHERE step = 'sighting match' ORDER BY id")
    .all()
    .map((row) => {
      const { again, ...step } = JSON.parse(String(row["settings"])) as MatchStepSettings;
      return {
        of: weighedOf(step),
        trail: Number(row["id"]),
        said: saidBy(step),
        ...(again === undefined ? {} : { again }),
      };
    });
  return Map.groupBy(rows, (row) => row.of);
}

/** With another threshold and back again, the last verdict is that of the first threshold: it goes on record once more. */
export function againOf(
  step: MatchStepSettings,
  earlier: EarlierWeighings,
): Pick<MatchStepSettings, "again"> {
  const before = earlier.get(weighedOf(step)) ?? [];
  const said = saidBy(step);
  const last = before.at(-1);
  if (last === undefined || !before.some((w) => w.said === said)) return {};
  const again = last.said === said ? last.again : last.trail;
  return again === undefined ? {} : { again };
}
