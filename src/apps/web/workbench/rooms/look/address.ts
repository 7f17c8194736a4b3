import type { Camera } from "../../../picture/camera.ts";
import type { PictureFrame } from "../../../picture/frame.ts";

/** How two looks are shown together. */
export const compareModes = ["swipe", "side", "fade", "blink"] as const;
export type CompareMode = (typeof compareModes)[number];

/** How a picture is made visible, as far as it is not the usual. */
export interface Tones {
  /** null: those that are usual for the picture's samples. */
  readonly percent: readonly [low: number, high: number] | null;
  /** null: as is usual for the picture's samples. */
  readonly linked: boolean | null;
  readonly gamma: number;
  readonly smooth: boolean;
  /** Name of a choice of bands; null: the usual one. */
  readonly bands: string | null;
}

export const usualTones: Tones = { percent: null, linked: null, gamma: 1, smooth: true, bands: null };

/** What is drawn over the picture. */
export interface DrawnOver {
  readonly areas: boolean;
  readonly tracks: boolean;
  readonly names: boolean;
}

/** "130.600012,42.413400,0.5,0": the middle of the view, metres a pixel, rotation. A column and a row where the picture has no place. */
export function viewText({ centre, metresPerPixel, rotationDegrees }: Camera, frame: PictureFrame): string {
  const [a, b] = frame.toPosition(centre);
  const digits = frame.kind === "ground" ? 7 : 1;
  return [
    a.toFixed(digits),
    b.toFixed(digits),
    String(Number(metresPerPixel.toPrecision(6))),
    String(Number(rotationDegrees.toFixed(2))),
  ].join(",");
}

/** The camera of a `view`; null where it is not one, so that the usual view is shown. */
export function cameraOfText(text: string | null, frame: PictureFrame): Camera | null {
  const numbers = text?.split(",").map((n) => (n.trim() === "" ? Number.NaN : Number(n))) ?? [];
  const [a, b, metresPerPixel, rotationDegrees] = numbers;
  if (
    numbers.length !== 4 ||
    a === undefined ||
    b === undefined ||
    metresPerPixel === undefined ||
    rotationDegrees === undefined ||
    !numbers.every(Number.isFinite) ||
    !(metresPerPixel > 0) ||
    (frame.kind === "ground" && Math.abs(b) > 90)
  )
    return null;
  return { centre: frame.toPlane([a, b]), metresPerPixel, rotationDegrees };
}

/** "3,97,linked,gamma1.2,blocks": percentiles (",," for the usual ones), then what is not the usual. Empty for the usual. */
export function tonesText({ percent, linked, gamma, smooth }: Tones): string {
  const parts = [
    ...(linked === null ? [] : [linked ? "linked" : "bands"]),
    ...(gamma === 1 ? [] : [`gamma${gamma}`]),
    ...(smooth ? [] : ["blocks"]),
  ];
  return percent === null && parts.length === 0 ? "" : [...(percent ?? ["", ""]), ...parts].join(",");
}

export function tonesOfText(stretch: string | null, bands: string | null): Tones {
  const [low, high, ...rest] = (stretch ?? "").split(",");
  const percent = [Number(low), Number(high)] as const;
  const isRange =
    low !== undefined &&
    low !== "" &&
    high !== undefined &&
    percent[0] >= 0 &&
    percent[0] < percent[1] &&
    percent[1] <= 100;
  const gamma = Number(rest.find((r) => r.startsWith("gamma"))?.slice(5));
  return {
    percent: isRange ? percent : null,
    linked: rest.includes("linked") ? true : rest.includes("bands") ? false : null,
    gamma: gamma >= 0.2 && gamma <= 5 ? gamma : 1,
    smooth: !rest.includes("blocks"),
    bands: bands === null || bands === "" ? null : bands,
  };
}

export const modeOfText = (text: string | null): CompareMode =>
  compareModes.find((m) => m === text) ?? "swipe";

/** "areas,tracks": what is drawn; the usual (areas and tracks, no names) is empty, nothing at all is "none". */
export function drawnText({ areas, tracks, names }: DrawnOver): string {
  if (areas && tracks && !names) return "";
  const drawn = [areas ? "areas" : "", tracks ? "tracks" : "", names ? "names" : ""].filter((w) => w !== "");
  return drawn.length === 0 ? "none" : drawn.join(",");
}

export function drawnOfText(text: string | null): DrawnOver {
  if (text === null || text === "") return { areas: true, tracks: true, names: false };
  const words = text.split(",");
  return {
    areas: words.includes("areas"),
    tracks: words.includes("tracks"),
    names: words.includes("names"),
  };
}
