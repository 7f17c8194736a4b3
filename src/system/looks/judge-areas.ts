import type { Box } from "../../base/geometry/box.ts";
import { cornersOf } from "../../base/geometry/box.ts";
import type { LonLat } from "../../base/geometry/ring.ts";
import type { Area } from "../../sites/counting/site.ts";
import { areaMask, type PixelOutline, type PixelPlace } from "../../sites/pictures/clarity/area-mask.ts";
import { clarityOf } from "../../sites/pictures/clarity/clarity.ts";
import { judgePixels } from "../../sites/pictures/clarity/judge-pixels.ts";
import { codeOf, type PixelClasses } from "../../sites/pictures/clarity/pixel-class.ts";
import { maskForms, type SupplierMask } from "../../sites/pictures/clarity/supplier-mask.ts";
import { onGrid } from "../../sites/pictures/grid/site-grid.ts";
import { asItLies } from "../../sites/pictures/shift/as-it-lies.ts";
import type { ClarityRecord } from "../../sites/pictures/picture-look.ts";
import type { Raster } from "../../sites/pictures/raster.ts";
import type { StatedFacts } from "../../sites/pictures/stated-facts.ts";
import { withoutClasses } from "../../sites/pictures/without-classes.ts";
import type { EarlierLooks } from "./earlier-looks.ts";
import { isRadar, type Measured } from "./line-up.ts";
import { boxWithin, reducedView, sharedBox, type SiteView } from "./site-view.ts";

/** Metres to each side of a track's centre line that are watched: half a car's width and the clearance beside it. */
const besideLineMetres = 2.5;
const metresOfDegree = 111_320;

export interface AreasToJudge {
  readonly view: SiteView;
  readonly box: Box;
  readonly areas: readonly Area[];
  readonly maskForm: string | null;
  readonly stated: StatedFacts;
  readonly lineUp: Measured | null;
  readonly earlier: EarlierLooks;
}

/** Pixels that clarity is judged on at most: cloud, shadow and haze are large, and their shares do not need every pixel. */
const mostJudgedPixels = 800_000;

/** Clarity of each area, or of the whole window where the site has none. */
export async function judgeAreas(lookId: string, given: AreasToJudge): Promise<ClarityRecord[]> {
  const { width: wide, height: high } = given.view.raster;
  const view = reducedView(given.view, Math.ceil(Math.sqrt((wide * high) / mostJudgedPixels)));
  const asked = { ...given, view };
  const { areas, box, lineUp } = asked;
  const classes = await classesOf(asked);
  const { width, height } = view.raster;
  const toPixel = (position: LonLat): PixelPlace =>
    view.pixelAt(asItLies(position, lineUp)) ?? [Number.NaN, Number.NaN];
  return outlinesOf(areas, within(box, view), toPixel, view.sampleDistanceMetres).map(
    ({ area, outline }): ClarityRecord => ({
      lookId,
      area,
      ...clarityOf(classes, areaMask(outline, width, height)),
    }),
  );
}

/** Clarity of areas that a picture does not reach. */
export const notReached = (lookId: string, areas: readonly Area[]): ClarityRecord[] =>
  (areas.length === 0 ? ["site"] : areas.map((a) => a.id)).map((area) => ({
    lookId,
    area,
    covered: 0,
    clear: 0,
    cloud: 0,
    shadow: 0,
    snow: 0,
    haze: 0,
    saturated: 0,
    dark: 0,
    unknown: 0,
    method: "not reached",
    uncertainty: 0,
  }));

/** Without areas only what the picture shows of the window can be judged: nobody said what should be seen. */
function within(box: Box, view: SiteView): Box {
  const shown = boxWithin(view);
  return (shown === null ? null : sharedBox(box, shown)) ?? box;
}

function outlinesOf(
  areas: readonly Area[],
  box: Box,
  toPixel: (position: LonLat) => PixelPlace,
  sampleDistanceMetres: number,
): { readonly area: string; readonly outline: PixelOutline }[] {
  if (areas.length === 0)
    return [{ area: "site", outline: { type: "polygons", polygons: [[cornersOf(box).map(toPixel)]] } }];
  return areas.map(({ id, outline }) => ({
    area: id,
    outline:
      outline.type === "polygons"
        ? {
            type: "polygons",
            polygons: outline.polygons.map((rings) => rings.map((ring) => ring.map(toPixel))),
          }
        : {
            type: "lines",
            lines: outline.lines.map((line) => line.map(toPixel)),
            halfWidthPixels: Math.max(besideLineMetres / sampleDistanceMetres, 0.5),
          },
  }));
}

async function classesOf(asked: AreasToJudge): Promise<PixelClasses> {
  const { view, maskForm, stated } = asked;
  const { raster, meanings } = withoutClasses(view);
  if (isRadar(view.meanings)) return radarClasses(raster);
  return judgePixels({ raster, bands: meanings, white: whiteOf(stated) }, view.sampleDistanceMetres, {
    mask: supplierMask(view, maskForm),
    reference: await referenceOn(asked),
    sun: {
      azimuthDegrees:
        stated.sunAzimuthDegrees === null ? null : stated.sunAzimuthDegrees - bearingOfTop(view),
      elevationDegrees: stated.sunElevationDegrees,
    },
  });
}

/** Sentinel-2 scales reflectance by ten thousand; for others the brightest values tell. */
const whiteOf = ({ platform }: StatedFacts): number | null =>
  /^sentinel-?2/i.test(platform) ? 10_000 : null;

/** The site's reference in grey on the pixels of the view; null where there is none that was lined up. */
async function referenceOn({ view, box, lineUp, earlier }: AreasToJudge) {
  if (lineUp === null || !lineUp.matched || earlier.reference === null) return null;
  const other = await earlier.greyOver(earlier.reference, box);
  if (other === null) return null;
  const laid = onGrid(other.grey, other.view.pixelAt, {
    width: view.raster.width,
    height: view.raster.height,
    positionAt: (column, row) => {
      const position = view.positionAt(column, row);
      return position === null ? null : asItTrulyLies(position, lineUp);
    },
  });
  const raster: Raster = { width: laid.width, height: laid.height, bands: [laid.values], valid: laid.valid };
  return { raster, bands: ["grey"] as const, white: null };
}

/** The inverse of `asItLies`: a place by the picture's own coordinates, put where it stands on the reference. */
function asItTrulyLies([longitude, latitude]: LonLat, lineUp: Measured): LonLat {
  const shrunk = Math.max(0.01, Math.cos((latitude * Math.PI) / 180));
  return [
    longitude + lineUp.eastMetres / (metresOfDegree * shrunk),
    latitude + lineUp.northMetres / metresOfDegree,
  ];
}

function supplierMask(view: SiteView, maskForm: string | null): SupplierMask | null {
  const form = maskForms.find((f) => f === maskForm);
  const bands = view.raster.bands.filter((_, i) => view.meanings[i] === "classes");
  if (form === undefined || bands.length === 0) return null;
  return { form, raster: { ...view.raster, bands } };
}

/** Radar sees through cloud, haze and night: what has data is clear. */
function radarClasses({ width, height, valid }: Raster): PixelClasses {
  const codes = new Uint8Array(width * height).fill(codeOf.clear);
  if (valid !== null) for (let i = 0; i < codes.length; i++) if (valid[i] === 0) codes[i] = codeOf["no-data"];
  return { width, height, codes, method: "radar/1", uncertainty: 0.02 };
}

/** Degrees clockwise from north to the top of the view. */
function bearingOfTop(view: SiteView): number {
  const [column, row] = [view.raster.width / 2, view.raster.height / 2];
  const [here, above] = [view.positionAt(column, row), view.positionAt(column, row - 1)];
  if (here === null || above === null) return 0;
  const east = (above[0] - here[0]) * Math.cos((here[1] * Math.PI) / 180);
  return (Math.atan2(east, above[1] - here[1]) * 180) / Math.PI;
}
