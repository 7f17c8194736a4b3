import { InputError, quoted } from "../../../base/errors.ts";
import { checkShiftPicture, type ShiftPicture } from "../shift/shift-picture.ts";
import { keyPoints, type KeyPoint } from "./key-points.ts";

export const fingerprintMethod = "fingerprint/1";

/** Points that a fingerprint keeps at most: 16 characters each. */
export const mostPoints = 96;

/** What is kept of a picture to find it again: plain data, under 2 KB as JSON. */
export interface Fingerprint {
  readonly method: typeof fingerprintMethod;
  /** Of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Its strongest points, 16 characters each: place, size and 60 bits of what lies around. Empty for a picture without features. */
  readonly points: string;
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const valueOf = Uint8Array.from({ length: 128 }, (_, code) =>
  Math.max(0, digits.indexOf(String.fromCharCode(code))),
);
/** Digits of each part of a point: column, row, size, and the signs across and down. */
const lengths = [2, 2, 2, 5, 5] as const;

/** Makes the fingerprint of a picture's grey band. */
export function fingerprintOf(grey: ShiftPicture): Fingerprint {
  checkShiftPicture("fingerprintOf", grey);
  const { width, height } = grey;
  const unit = 4095 / Math.max(width, height);
  const points = keyPoints(grey, mostPoints).map((point) =>
    written([
      Math.round(point.column * unit),
      Math.round(point.row * unit),
      Math.min(255, Math.max(0, Math.round(16 * Math.log2(point.size)))),
      point.across,
      point.down,
    ]),
  );
  return { method: fingerprintMethod, width, height, points: points.join("") };
}

/** The points of a fingerprint, strongest first, in pixels of its picture. */
export function pointsOf({ width, height, points }: Fingerprint): KeyPoint[] {
  const unit = Math.max(width, height) / 4095;
  const count = points.length / 16;
  return Array.from({ length: count }, (_, i) => {
    const [column, row, size, across, down] = read(points.slice(16 * i, 16 * i + 16));
    return {
      column: column * unit,
      row: row * unit,
      size: 2 ** (size / 16),
      across,
      down,
      strength: count - i,
    };
  });
}

type Parts = readonly [column: number, row: number, size: number, across: number, down: number];

function written(parts: Parts): string {
  return parts
    .map((part, i) =>
      Array.from(
        { length: lengths[i] ?? 0 },
        (_, k) => digits[(part >>> (6 * ((lengths[i] ?? 0) - 1 - k))) & 63] ?? "",
      ).join(""),
    )
    .join("");
}

function read(text: string): Parts {
  let from = 0;
  const next = (length: number): number => {
    let value = 0;
    for (const end = from + length; from < end; from++)
      value = value * 64 + (valueOf[text.charCodeAt(from)] ?? 0);
    return value;
  };
  return [next(lengths[0]), next(lengths[1]), next(lengths[2]), next(lengths[3]), next(lengths[4])];
}

/** A fingerprint in one line. */
export const fingerprintText = ({ method, width, height, points }: Fingerprint): string =>
  `${method} ${width}x${height} ${points}`;

/**
 * Reads what `fingerprintText` wrote.
 * @throws InputError when it is something else
 */
export function parseFingerprint(text: string): Fingerprint {
  const match = /^fingerprint\/1 ([1-9]\d{0,6})x([1-9]\d{0,6}) ((?:[\w-]{16}){0,96})$/.exec(text);
  if (match === null)
    throw InputError.of(
      "fingerprint",
      "text",
      quoted(text),
      `"${fingerprintMethod} WIDTHxHEIGHT POINTS", 16 characters a point`,
    );
  return {
    method: fingerprintMethod,
    width: Number(match[1]),
    height: Number(match[2]),
    points: match[3] ?? "",
  };
}
