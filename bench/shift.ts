import { uniform } from "../src/base/random.ts";
import { measureShift, type Shift } from "../src/sites/pictures/shift/measure-shift.ts";
import type { ShiftPicture } from "../src/sites/pictures/shift/shift-picture.ts";
import { median, type Bench, type Figure } from "./figure.ts";
import { madeScene } from "./made-scene.ts";
import { haveNaip, naipChip, naipPlaces, naipYears } from "./naip-chips.ts";
import { simulatedPair } from "./simulated-look.ts";

/** Shifts between pictures: error where the truth is known, closure where it is not, false matches, time. */
export async function benchShift({ quick, note }: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  const kinds = [
    ["simulated", simulated],
    ["made", made],
  ] as const;
  const references: ShiftPicture[] = [];
  for (const [name, pairOf] of kinds) {
    const random = uniform(20231005);
    const errors: number[] = [];
    let matched = 0;
    const pairs = quick ? 6 : 40;
    for (let i = 0; i < pairs; i++) {
      const offset = [Math.round((random() - 0.5) * 80) / 4, Math.round((random() - 0.5) * 80) / 4] as const;
      const [reference, moved] = pairOf(i, offset, random());
      references.push(reference);
      const shift = measureShift(reference, moved);
      const error = Math.hypot(shift.columns + offset[0], shift.rows + offset[1]);
      note(`${name} ${i}: error ${error.toFixed(3)} px, ${shift.outcome}: ${shift.reason}`);
      if (shift.outcome !== "matched") continue;
      matched++;
      errors.push(error);
    }
    const sorted = errors.toSorted((a, b) => a - b);
    figures.push(
      { name: `shift-error-${name}-median`, value: median(errors), unit: "px", goal: "<=0.1" },
      {
        name: `shift-error-${name}-p90`,
        value: sorted[Math.floor(0.9 * sorted.length)] ?? Number.NaN,
        unit: "px",
        goal: null,
      },
      { name: `shift-matched-${name}`, value: (100 * matched) / pairs, unit: "%", goal: null },
    );
  }
  figures.push(...(await onNaip(references, quick, note)), timed(quick));
  return figures;
}

const simulated = (
  place: number,
  offset: readonly [number, number],
  turn: number,
): readonly [ShiftPicture, ShiftPicture] => simulatedPair(place, 384, offset, turn);

function made(
  place: number,
  [columns, rows]: readonly [number, number],
  turn: number,
  side = 256,
): readonly [ShiftPicture, ShiftPicture] {
  const look = { seed: place, sunAzimuth: 0.7, shadowLength: 0.8, season: 0, cloud: 0, columns: 0, rows: 0 };
  const other = { seed: place + 99, sunAzimuth: 0.7 + 3 * (turn - 0.5), shadowLength: 0.5 + 1.2 * turn };
  return [
    madeScene(place, side, look),
    madeScene(place, side, { ...other, season: 1, cloud: 0.3, columns, rows }),
  ];
}

/** Seven places in three years: shifts around the triangle add up to nothing where they are right. Chips of other places must not match. */
async function onNaip(
  others: readonly ShiftPicture[],
  quick: boolean,
  note: Bench["note"],
): Promise<Figure[]> {
  if (!haveNaip) {
    note("figure shift-naip-closure-median skipped: ../shared/data/optical/naip is absent");
    return [];
  }
  const chips = await Promise.all(
    naipPlaces.map((place) => Promise.all(naipYears.map((year) => naipChip(place, year)))),
  );
  const closures: number[] = [];
  let matched = 0;
  for (const [i, [a, b, c]] of chips.entries()) {
    if (a === undefined || b === undefined || c === undefined) continue;
    const legs = [measureShift(a, b), measureShift(b, c), measureShift(a, c)] as const;
    matched += legs.filter((leg) => leg.outcome === "matched").length;
    const closure = Math.hypot(
      legs[0].columns + legs[1].columns - legs[2].columns,
      legs[0].rows + legs[1].rows - legs[2].rows,
    );
    if (legs.every((leg) => leg.outcome === "matched")) closures.push(closure);
    const text = (s: Shift): string =>
      `(${s.columns.toFixed(2)}, ${s.rows.toFixed(2)}) ${(100 * s.quality).toFixed(0)} %`;
    note(`naip ${naipPlaces[i]?.join(" ")}: ${legs.map(text).join(", ")}, closure ${closure.toFixed(2)} px`);
  }
  const all = [...chips.flat(), ...others.filter((p) => p.width === 256)];
  let [unrelated, wrong] = [0, 0];
  const every = quick ? 40 : 3;
  for (let i = 0; i < all.length; i++)
    for (let j = 0; j < all.length; j++) {
      const [one, two] = [all[i], all[j]];
      const sameChip = i < 21 && j < 21 && Math.floor(i / 3) === Math.floor(j / 3);
      if (sameChip || i === j || (i * all.length + j) % every !== 0 || !one || !two) continue;
      unrelated++;
      const shift = measureShift(one, two);
      if (shift.outcome !== "matched") continue;
      wrong++;
      note(`unrelated ${i} and ${j}: matched at (${shift.columns}, ${shift.rows}): ${shift.reason}`);
    }
  return [
    { name: "shift-naip-closure-median", value: median(closures), unit: "px", goal: null },
    { name: "shift-naip-matched", value: (100 * matched) / 21, unit: "%", goal: null },
    { name: "shift-unrelated-pairs", value: unrelated, unit: "pairs", goal: null },
    { name: "shift-false-matches", value: wrong, unit: "pairs", goal: "<=0" },
  ];
}

function timed(quick: boolean): Figure {
  const [reference, moved] = made(1, [30.25, -12.5], 0.4, 1024);
  const times: number[] = [];
  for (let round = 0; round < (quick ? 5 : 11); round++) {
    const began = performance.now();
    measureShift(reference, moved);
    times.push(performance.now() - began);
  }
  return { name: "shift-1024", value: median(times), unit: "ms", goal: "<200" };
}
