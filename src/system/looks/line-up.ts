import type { Box } from "../../base/geometry/box.ts";
import type { BandMeaning } from "../../sites/pictures/picture.ts";
import type { ClarityRecord, LineUp } from "../../sites/pictures/picture-look.ts";
import { greyOf } from "../../sites/pictures/shift/grey.ts";
import { measureShift } from "../../sites/pictures/shift/measure-shift.ts";
import { commonGrid, laidOnGrid, type EarlierLooks } from "./earlier-looks.ts";
import type { SiteView } from "./site-view.ts";

/** Share of what it covers of each area that a picture must show clearly to become the reference by itself. */
const clearEnough = 0.9;
/** It must cover at least this share of some area. */
const coveredEnough = 0.9;
/** A clear picture that is so many times as fine as the reference takes its place. */
const finerBy = 2;

const radar: ReadonlySet<BandMeaning> = new Set(["vv", "vh", "hh", "hv"]);
export const isRadar = (meanings: readonly BandMeaning[]): boolean =>
  meanings.some((m) => radar.has(m)) &&
  meanings.every((m) => radar.has(m) || m === "alpha" || m === "classes");

/** A line-up before the clarity of the picture is known. */
export interface Measured {
  /** Metres to add to the picture's own coordinates; 0 unless it was matched. */
  readonly eastMetres: number;
  readonly northMetres: number;
  readonly matched: boolean;
  /** The record, once it is known how clear the picture is: the first clear one becomes the reference. */
  readonly settled: (clarity: readonly ClarityRecord[]) => LineUp;
}

/**
 * Measures how a picture lies against the site's reference. A poor match moves nothing.
 * @param asReference the analyst makes this picture the reference
 */
export async function lineUp(
  lookId: string,
  view: SiteView,
  box: Box,
  earlier: EarlierLooks,
  asReference: boolean,
): Promise<Measured> {
  const record = (outcome: LineUp["outcome"], reason: string, rest: Partial<LineUp> = {}): LineUp => ({
    lookId,
    reference: "",
    eastMetres: 0,
    northMetres: 0,
    quality: 0,
    outcome,
    reason,
    ...rest,
  });
  const unmoved = (settled: Measured["settled"]): Measured => ({
    eastMetres: 0,
    northMetres: 0,
    matched: false,
    settled,
  });
  if (asReference) return unmoved(() => record("reference", "chosen by the analyst", { quality: 1 }));
  const { reference } = earlier;
  const couldBe = (clarity: readonly ClarityRecord[]): boolean =>
    !isRadar(view.meanings) &&
    clarity.some((c) => c.covered >= coveredEnough) &&
    clarity.every((c) => c.clear >= clearEnough * c.covered);
  if (reference === null)
    return unmoved((clarity) =>
      couldBe(clarity)
        ? record("reference", "the first picture that shows the site clearly", { quality: 1 })
        : record("none", "no reference yet, and this picture is not clear enough to be one"),
    );
  const before = reference.picture?.sampleDistanceMetres ?? 0;
  const finer = before >= finerBy * view.fullSampleDistanceMetres;
  const to = { reference: reference.look.id };
  if (isRadar(view.meanings))
    return unmoved(() => record("none", "a radar picture is not lined up with an optical one", to));
  const other = await earlier.greyOver(reference, box);
  if (other === null) return unmoved(() => record("none", "the reference does not show this window", to));
  const grid = commonGrid(box, view, other.view);
  if (grid === null)
    return unmoved(() =>
      record("none", "the reference and this picture show different parts of the site", to),
    );
  const shift = measureShift(
    laidOnGrid(other, grid),
    laidOnGrid({ grey: greyOf(view.raster, view.meanings), view }, grid),
  );
  if (finer)
    // It keeps its own coordinates: those of a coarser picture are no better known.
    return unmoved((clarity) =>
      couldBe(clarity)
        ? record(
            "reference",
            `clear, and ${Math.floor(before / view.fullSampleDistanceMetres)} times as fine as the reference before`,
            { quality: 1 },
          )
        : record(shift.outcome === "poor" ? "poor" : "none", shift.reason, { ...to, quality: shift.quality }),
    );
  if (shift.outcome === "poor")
    return unmoved(() => record("poor", shift.reason, { ...to, quality: shift.quality }));
  const east = shift.columns * grid.sampleDistanceMetres;
  const north = -shift.rows * grid.sampleDistanceMetres;
  return {
    eastMetres: east,
    northMetres: north,
    matched: true,
    settled: () =>
      record("matched", shift.reason, {
        ...to,
        eastMetres: east,
        northMetres: north,
        quality: shift.quality,
      }),
  };
}
