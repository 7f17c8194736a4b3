import type { Season, SeasonedPaint } from "./brush.ts";
import { blended, dimmed, ground } from "./paints.ts";
import type { Colour, Paint, Surface } from "./shapes.ts";

export const seasons = ["spring", "summer", "autumn", "winter"] as const;
export type SeasonName = (typeof seasons)[number];

/** How much of the snow that lies on open ground stays on a surface. */
const snowKept: Readonly<Record<Surface, number>> = {
  soil: 1,
  grass: 1,
  leaves: 0.12,
  needles: 0.3,
  stone: 0.95,
  road: 0.45,
  roof: 0.97,
  vehicle: 0.55,
  track: 0.8,
  water: 0,
  ice: 0.95,
  load: 0.75,
};

function foliage(surface: Surface, colour: Colour, season: SeasonName): Colour {
  if (surface === "needles") return season === "winter" ? blended(colour, [58, 56, 46, 104], 0.3) : colour;
  if (surface === "leaves") {
    if (season === "spring") return blended(colour, [90, 92, 62, 140], 0.5);
    if (season === "autumn") return blended(colour, [128, 94, 52, 138], 0.65);
    if (season === "winter") return [88, 80, 72, 102];
  }
  if (surface === "grass") {
    if (season === "spring") return blended(colour, ground.grassDry, 0.35);
    if (season === "autumn") return blended(colour, [132, 114, 76, 142], 0.65);
    if (season === "winter") return blended(colour, [136, 122, 98, 140], 0.9);
  }
  return colour;
}

/**
 * What season, wetness (0 to 1) and snow (share of open ground that it covers, 0 to 1) make of a paint.
 * Wet ground is darker because water lowers the contrast of refraction at its grains.
 */
export function seasonOf(name: SeasonName, wetness: number, snow: number): Season {
  const seen = new Map<Paint, SeasonedPaint>();
  const make = (paint: Paint): SeasonedPaint => {
    const { surface } = paint;
    const porous = surface === "soil" || surface === "stone" || surface === "track" || surface === "road";
    const dark = 1 - wetness * (porous ? 0.24 : surface === "roof" ? 0.1 : 0.05);
    const first = dimmed(foliage(surface, paint.colour, name), dark);
    const second = dimmed(foliage(surface, paint.second?.colour ?? paint.colour, name), dark);
    const share = paint.second?.share ?? 0;
    const waves = paint.waves ?? null;
    const lies = Math.min(1, snow * snowKept[surface]);
    if (lies <= 0)
      return {
        colour: first,
        second,
        share,
        sharpness: 0.05,
        snow: false,
        grain: paint.grain,
        patch: paint.patch,
        waves,
      };
    return {
      colour: blended(first, second, share),
      second: surface === "road" ? dimmed(ground.snow, 0.85) : ground.snow,
      share: lies,
      sharpness: 0.06,
      snow: true,
      grain: paint.grain * 0.6,
      patch: paint.patch * (1 - 0.7 * lies),
      waves,
    };
  };
  return (paint) => {
    const known = seen.get(paint);
    if (known !== undefined) return known;
    const made = make(paint);
    seen.set(paint, made);
    return made;
  };
}
