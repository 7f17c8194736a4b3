import type { Cell } from "../../base/table/column.ts";
import { selfCrossing } from "../../base/geometry/crossing.ts";
import { rightHanded, signedSquareDegrees } from "../../base/geometry/ring.ts";
import type { Polygon, Position } from "../../sites/counting/site.ts";

export const footprintForms =
  "west,south,east,north in degrees, or POLYGON((longitude latitude, ...)) of well-known text, closed and cut at the 180th meridian";

const polygonForm = /^POLYGON\s*\(\s*\((.*)\)\s*\)$/is;
/** Most corners of a footprint that is written in a cell. */
const mostCorners = 2_000;

const refused = (allowed: string): Cell<never> => ({ ok: false, allowed });

/** Reads the outline of a picture: a box, or a polygon of well-known text with holes. */
export function parseFootprint(text: string): Cell<Polygon> {
  const inner = polygonForm.exec(text.trim());
  if (inner === null) return boxFrom(text);
  const rings: Position[][] = [];
  for (const part of (inner[1] ?? "").split(/\)\s*,\s*\(/)) {
    const ring = part.split(",").map((pair): Position => {
      const [x = "", y = "", ...more] = pair.trim().split(/\s+/);
      return more.length > 0 || x === "" || y === "" ? [Number.NaN, Number.NaN] : [Number(x), Number(y)];
    });
    const fault = faultOf(ring);
    if (fault !== null) return refused(`${footprintForms}; ${fault}`);
    rings.push([...rightHanded(ring, rings.length === 0)]);
  }
  return { ok: true, value: rings };
}

function boxFrom(text: string): Cell<Polygon> {
  const numbers = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const [west = Number.NaN, south = Number.NaN, east = Number.NaN, north = Number.NaN] = numbers;
  if (numbers.length !== 4 || numbers.some((n) => !Number.isFinite(n))) return refused(footprintForms);
  if (Math.abs(south) > 90 || Math.abs(north) > 90 || Math.abs(west) > 180 || Math.abs(east) > 180)
    return refused(
      "longitudes from -180 to 180 and latitudes from -90 to 90, in the order west,south,east,north",
    );
  if (!(west < east) || !(south < north))
    return refused("west below east and south below north; a box over the 180th meridian is two scenes");
  return {
    ok: true,
    value: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}

/** What is wrong with a ring; null for nothing. */
function faultOf(ring: readonly Position[]): string | null {
  const [first, last] = [ring[0], ring.at(-1)];
  if (ring.length < 4 || first === undefined || last === undefined)
    return "a ring has four positions or more";
  if (ring.length > mostCorners) return `a ring has at most ${mostCorners} positions`;
  const wrong = ring.find(([x, y]) => !(Math.abs(x) <= 180) || !(Math.abs(y) <= 90));
  if (wrong !== undefined)
    return Math.abs(wrong[1]) > 90 && Math.abs(wrong[1]) <= 180
      ? "longitude comes before latitude"
      : "every position is a longitude and a latitude parted by a blank";
  if (first[0] !== last[0] || first[1] !== last[1]) return "a ring ends where it begins";
  if (ring.some(([x], i) => Math.abs(x - (ring[i - 1]?.[0] ?? x)) > 180))
    return "no step is longer than 180 degrees";
  if (Math.abs(signedSquareDegrees(ring)) < 1e-13) return "a ring encloses an area";
  return selfCrossing(ring).kind === "none" ? null : "a ring does not cross or touch itself";
}

/** Reads several polygons, parted by semicolons. */
export function parseFootprints(text: string): Cell<readonly Polygon[]> {
  if (text.trim() === "") return { ok: true, value: [] };
  const polygons: Polygon[] = [];
  for (const part of text.split(";")) {
    const one = parseFootprint(part.trim());
    if (!one.ok) return one;
    polygons.push(one.value);
  }
  return { ok: true, value: polygons };
}

/** The same polygon as well-known text. */
export const footprintText = (polygon: Polygon): string =>
  `POLYGON(${polygon.map((ring) => `(${ring.map(([x, y]) => `${x} ${y}`).join(", ")})`).join(", ")})`;
