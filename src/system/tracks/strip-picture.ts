import sharp from "sharp";
import type { StopSignal } from "../../base/abort.ts";
import type { Picture } from "../../sites/pictures/picture.ts";
import { tonedPixels, type Tones } from "../../sites/pictures/tones.ts";
import { stripRows, stripStepMetres, type Strip, type StripPlan } from "../../sites/tracks/strip.ts";
import { readStrips } from "../../sites/tracks/strips/read-strips.ts";
import { placeOnWay, type TrackWay } from "../../sites/tracks/strips/track-way.ts";

/** A stretch of a track to be unrolled, at so many metres a pixel. */
export interface StripPiece {
  readonly fromMetres: number;
  readonly columns: number;
  /** Even: half of them to each side of the line, the first to its left. */
  readonly rows: number;
  readonly stepMetres: number;
}

/**
 * Unrolls a piece of a track from the picture by the reader's own sampling, with steps of the picture's own pixels instead of the reader's: the rows of one strip
 * are 64, so a wider piece is read as several strips side by side.
 */
export async function unrolledPiece(
  picture: Picture,
  way: TrackWay,
  piece: StripPiece,
  signal?: StopSignal,
): Promise<{ readonly bands: readonly Float32Array[]; readonly valid: Uint8Array }> {
  const { columns, rows } = piece;
  const beside = Math.ceil(rows / stripRows);
  const plans = Array.from({ length: beside }, (_, n) =>
    planOf(way, piece, (n - (beside - 1) / 2) * stripRows),
  );
  const { strips } = await readStrips(picture, plans, signal === undefined ? {} : { signal });
  const isGrey = strips[0]?.bands[0] === strips[0]?.bands[1];
  const bands = Array.from({ length: isGrey ? 1 : 3 }, () => new Float32Array(rows * columns));
  const valid = new Uint8Array(rows * columns);
  const above = (beside * stripRows - rows) / 2;
  for (let row = 0; row < rows; row++) {
    const from = strips[Math.floor((row + above) / stripRows)];
    if (from === undefined) continue;
    const at = ((row + above) % stripRows) * from.plan.columns;
    for (const [band, into] of bands.entries())
      into.set(bandOf(from, band).subarray(at, at + columns), row * columns);
    valid.set(from.valid.subarray(at, at + columns), row * columns);
  }
  return { bands, valid };
}

const bandOf = ({ bands }: Strip, band: number): Float32Array => bands[band] ?? bands[0];

/** A plan whose metres across are so many of its steps: the sampler walks rows of `stripStepMetres`. */
function planOf(
  way: TrackWay,
  { fromMetres, columns, stepMetres }: StripPiece,
  rowsAside: number,
): StripPlan {
  const even = columns + (columns % 2);
  const centres = new Float64Array(2 * even);
  const across = new Float64Array(2 * even);
  const aside = rowsAside * stepMetres;
  const stretch = stepMetres / stripStepMetres;
  for (let c = 0; c < even; c++) {
    const metres = fromMetres + (c + 0.5) * stepMetres;
    const [x, y] = placeOnWay(way, metres, aside);
    const [rx, ry] = placeOnWay(way, metres, aside + 1);
    centres[2 * c] = x;
    centres[2 * c + 1] = y;
    across[2 * c] = (rx - x) * stretch;
    across[2 * c + 1] = (ry - y) * stretch;
  }
  return {
    trackId: "",
    areaId: null,
    columns: even,
    centres,
    across,
    along: new Float64Array(2 * even),
    elsewhere: [],
  };
}

/** The samples as a PNG: each band from its black to its white; what has no data is transparent. */
export async function piecePng(
  { bands, valid }: Awaited<ReturnType<typeof unrolledPiece>>,
  { columns, rows }: Pick<StripPiece, "columns" | "rows">,
  tones: Tones,
): Promise<Uint8Array> {
  return sharp(tonedPixels(bands, valid, tones), {
    raw: { width: columns, height: rows, channels: bands.length === 3 ? 4 : 2 },
  })
    .png({ compressionLevel: 4 })
    .toBuffer();
}
