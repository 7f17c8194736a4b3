import type { Dice } from "./dice.ts";
import type { Colour, Paint, Surface } from "./shapes.ts";

export const paint = (
  surface: Surface,
  colour: Colour,
  grain = 0.1,
  patch = 0.1,
  second?: { readonly colour: Colour; readonly share: number },
): Paint =>
  second === undefined ? { surface, colour, grain, patch } : { surface, colour, grain, patch, second };

const held = (code: number): number => Math.max(8, Math.min(250, Math.round(code)));

/** A colour made lighter or darker, and each of its bands moved a little by chance. */
export function varied(dice: Dice, colour: Colour, light = 0.12, tint = 0.03): Colour {
  const factor = 1 + light * (2 * dice.next() - 1);
  const band = (code: number): number => held(code * factor * (1 + tint * (2 * dice.next() - 1)));
  return [band(colour[0]), band(colour[1]), band(colour[2]), band(colour[3])];
}

export const blended = (a: Colour, b: Colour, share: number): Colour => [
  held(a[0] + (b[0] - a[0]) * share),
  held(a[1] + (b[1] - a[1]) * share),
  held(a[2] + (b[2] - a[2]) * share),
  held(a[3] + (b[3] - a[3]) * share),
];

export const dimmed = (colour: Colour, factor: number): Colour => [
  held(colour[0] * factor),
  held(colour[1] * factor),
  held(colour[2] * factor),
  held(colour[3] * factor),
];

/** Codes of ground as they look in pictures of 0.1 to 1 m. */
export const ground = {
  ballastGrey: [128, 126, 122, 130],
  ballastBrown: [112, 103, 93, 116],
  ballastDark: [86, 80, 74, 88],
  soil: [140, 128, 112, 150],
  soilPale: [168, 156, 138, 176],
  soilDark: [96, 84, 70, 112],
  gravel: [152, 147, 138, 158],
  grass: [92, 100, 72, 158],
  grassDry: [136, 126, 98, 158],
  weeds: [100, 104, 78, 150],
  leaves: [64, 76, 52, 150],
  needles: [42, 54, 38, 122],
  concrete: [168, 164, 155, 172],
  asphalt: [96, 96, 97, 98],
  asphaltOld: [126, 124, 120, 130],
  cropGreen: [80, 94, 64, 172],
  cropYellow: [152, 142, 108, 176],
  paddy: [80, 90, 72, 138],
  snow: [208, 212, 219, 200],
  water: [48, 60, 62, 26],
  coal: [46, 45, 46, 48],
  rust: [98, 70, 56, 108],
  sleeperWood: [82, 72, 62, 88],
  sleeperConcrete: [146, 141, 132, 150],
  rail: [118, 106, 96, 118],
  railShiny: [172, 170, 168, 172],
} as const satisfies Record<string, Colour>;

/** Paint of rolling stock, most of it dull: what weather leaves of it. */
export const stockColours = {
  freight: [
    [104, 62, 50, 112],
    [92, 58, 48, 104],
    [118, 76, 60, 122],
    [84, 66, 58, 92],
    [72, 72, 72, 78],
    [98, 98, 96, 102],
    [66, 80, 72, 92],
    [58, 74, 98, 84],
    [124, 112, 96, 128],
    [50, 52, 54, 56],
  ],
  roof: [
    [112, 104, 96, 116],
    [132, 128, 122, 136],
    [100, 76, 64, 110],
    [156, 154, 150, 158],
    [84, 82, 80, 88],
    [180, 178, 172, 180],
    [78, 92, 84, 100],
  ],
  tank: [
    [44, 43, 42, 46],
    [62, 58, 54, 66],
    [150, 148, 144, 152],
    [120, 116, 110, 122],
    [78, 92, 120, 104],
    [176, 172, 164, 176],
    [124, 84, 56, 128],
    [92, 88, 84, 94],
  ],
  smoothRoof: [
    [226, 226, 222, 224],
    [206, 206, 204, 206],
    [188, 190, 190, 190],
    [170, 170, 168, 172],
    [150, 152, 154, 154],
    [198, 192, 178, 198],
    [118, 120, 122, 122],
  ],
  electric: [
    [168, 56, 46, 170],
    [186, 70, 56, 186],
    [128, 130, 132, 132],
    [90, 92, 96, 96],
    [46, 46, 50, 52],
    [60, 62, 96, 84],
    [78, 118, 96, 128],
  ],
  unit: [
    [176, 176, 174, 178],
    [208, 208, 204, 206],
    [140, 142, 144, 144],
    [168, 60, 50, 170],
    [104, 106, 110, 110],
    [78, 90, 118, 100],
    [196, 172, 70, 196],
  ],
  machine: [
    [208, 168, 50, 206],
    [192, 152, 56, 192],
    [180, 128, 44, 182],
    [200, 178, 92, 200],
    [176, 92, 48, 178],
    [150, 142, 112, 154],
  ],
  locomotive: [
    [72, 92, 76, 110],
    [120, 62, 52, 124],
    [70, 78, 92, 92],
    [128, 116, 72, 132],
    [86, 84, 82, 90],
    [148, 60, 50, 150],
  ],
  passenger: [
    [70, 92, 78, 104],
    [136, 134, 130, 138],
    [112, 110, 108, 114],
    [80, 90, 110, 100],
    [150, 148, 146, 150],
  ],
  tarp: [
    [62, 82, 60, 112],
    [70, 96, 126, 120],
    [112, 108, 100, 122],
    [88, 92, 72, 118],
    [146, 112, 76, 160],
    [176, 176, 172, 182],
    [54, 58, 58, 70],
    [104, 98, 78, 120],
    [60, 90, 88, 118],
    [58, 92, 70, 116],
    [58, 82, 134, 118],
    [206, 206, 202, 208],
    [140, 142, 140, 150],
    [40, 42, 46, 54],
    [122, 84, 68, 136],
  ],
  container: [
    [128, 58, 46, 132],
    [142, 74, 52, 146],
    [56, 78, 120, 92],
    [70, 96, 132, 106],
    [150, 148, 144, 152],
    [204, 202, 196, 202],
    [66, 104, 84, 118],
    [182, 112, 52, 178],
    [96, 62, 54, 104],
    [168, 152, 74, 172],
    [88, 88, 92, 94],
    [114, 40, 44, 126],
  ],
  vehicle: [
    [210, 210, 208, 208],
    [168, 168, 170, 168],
    [44, 44, 48, 50],
    [120, 122, 126, 122],
    [146, 48, 44, 152],
    [54, 70, 112, 84],
    [190, 188, 176, 188],
    [96, 110, 96, 120],
  ],
} as const satisfies Record<string, readonly Colour[]>;

/** Roofs of houses, sheds and halls. */
export const roofColours: readonly Colour[] = [
  [132, 122, 114, 136],
  [150, 92, 70, 154],
  [118, 76, 62, 126],
  [96, 96, 98, 100],
  [170, 168, 162, 170],
  [190, 188, 182, 188],
  [76, 98, 130, 112],
  [80, 106, 94, 118],
  [126, 126, 128, 130],
  [208, 206, 200, 204],
];

export const loadColours = {
  coal: [44, 43, 44, 46],
  gravel: [142, 136, 126, 148],
  ore: [104, 74, 60, 116],
  sand: [172, 152, 118, 178],
  timber: [164, 134, 98, 174],
  scrap: [92, 80, 72, 100],
  steel: [112, 110, 112, 114],
  grain: [170, 146, 94, 178],
} as const satisfies Record<string, Colour>;
