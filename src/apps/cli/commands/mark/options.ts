import { InputError, quoted } from "../../../../base/errors.ts";
import { isKind, kinds, type Kind } from "../../../../sites/counting/kind.ts";
import type { Mark } from "../../../../sites/counting/mark.ts";
import {
  combineLook,
  type CombinedLook,
  type CounterOfLook,
} from "../../../../sites/counting/marks/combined-look.ts";
import type { Position } from "../../../../sites/counting/site.ts";
import type { Case } from "../../../../system/files/case-folder.ts";
import { readMarks, readPasses, readReadings } from "../../../../system/store/reading-marks.ts";
import type { Call } from "../../definition.ts";

/** An option as text; null when it was not given. */
export const textOption = ({ options }: Call, name: string): string | null =>
  options[name] === undefined ? null : String(options[name]);

export function kindOption(call: Call): Kind {
  const kind = textOption(call, "kind") ?? "railcar";
  if (!isKind(kind)) throw InputError.of("mark", "--kind", quoted(kind), kinds.join(", "));
  return kind;
}

/** A number that was typed; null when none was. */
export function numberOption(call: Call, name: string): number | null {
  const text = textOption(call, name);
  if (text === null) return null;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw InputError.of("mark", `--${name}`, quoted(text), "a number");
  return value;
}

/** "x,y x,y x,y": a ring, closed when it is not; null when none was typed. */
export function outlineOption(call: Call): readonly Position[] | null {
  const text = textOption(call, "outline");
  if (text === null) return null;
  const ring = text
    .trim()
    .split(/\s+/)
    .map((pair): Position => {
      const [x = Number.NaN, y = Number.NaN, ...more] = pair
        .split(",")
        .map((n) => (n === "" ? Number.NaN : Number(n)));
      if (!Number.isFinite(x) || !Number.isFinite(y) || more.length > 0)
        throw InputError.of("mark", "--outline", quoted(pair), "two numbers parted by a comma: 130.64,42.41");
      return [x, y];
    });
  const [first, last] = [ring[0], ring.at(-1)];
  return first === undefined || (first[0] === last?.[0] && first[1] === last[1]) ? ring : [...ring, first];
}

export interface CountedLook extends CombinedLook {
  readonly all: readonly Mark[];
}

/** All counts of a look of the case. */
export function countedLook(opened: Case, lookId: string, kind: Kind): CountedLook {
  const all = readMarks(opened.database, { lookId });
  const part = {
    readings: readReadings(opened.database, { lookId }),
    passes: readPasses(opened.database, { lookId }),
  };
  return { all, ...combineLook(all, part, kind) };
}

/** The counters that --by and --pass leave. */
export const chosenCounters = (call: Call, counters: readonly CounterOfLook[]): CounterOfLook[] => {
  const [by, pass] = [textOption(call, "by"), textOption(call, "pass")];
  return counters.filter(
    ({ counter }) => (by === null || counter.marker.name === by) && (pass === null || counter.pass === pass),
  );
};

/** The one counter that --by and --pass name. @throws InputError when they name none, or several */
export function oneCounter(call: Call, { counters }: CombinedLook): CounterOfLook {
  const [chosen, ...more] = chosenCounters(call, counters);
  if (chosen === undefined || more.length > 0)
    throw InputError.of(
      "mark",
      "--by, --pass",
      chosen === undefined ? "no count by this name" : `${more.length + 1} counts`,
      `one of: ${counters.map((c) => `--by ${quoted(c.counter.marker.name)} --pass ${quoted(c.counter.pass)}`).join(", ") || "none yet"}`,
    );
  return chosen;
}
