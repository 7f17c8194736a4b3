import { writeFileSync } from "node:fs";
import { uniform } from "../../src/base/random.ts";
import { samplesOf, type Samples, type SampleType } from "../../src/sites/pictures/raster.ts";

/** ENVI's numbers of sample types. GDAL 3.6 has no signed bytes there: those are told to it when it writes. */
const enviTypes: Readonly<Record<SampleType, number>> = {
  uint8: 1,
  int8: 1,
  int16: 2,
  int32: 3,
  float32: 4,
  float64: 5,
  uint16: 12,
  uint32: 13,
};

/** The GDAL name of a type. */
export const gdalTypes: Readonly<Record<SampleType, string>> = {
  uint8: "Byte",
  int8: "Byte",
  int16: "Int16",
  uint16: "UInt16",
  int32: "Int32",
  uint32: "UInt32",
  float32: "Float32",
  float64: "Float64",
};

const spans: Readonly<Record<SampleType, readonly [low: number, high: number]>> = {
  uint8: [0, 255],
  int8: [-128, 127],
  int16: [-32_768, 32_767],
  uint16: [0, 65_535],
  int32: [-2_147_483_648, 2_147_483_647],
  uint32: [0, 4_294_967_295],
  float32: [-1e6, 1e6],
  float64: [-1e12, 1e12],
};

/**
 * A band of a made picture: hills of different widths, noise, hard edges, flat fields and single pixels with the ends of the type's range, so that every
 * codec meets runs, repeats and surprises.
 */
export function madeBand(type: SampleType, width: number, height: number, seed: number): Samples {
  const next = uniform(seed);
  const [low, high] = spans[type];
  const whole = !type.startsWith("float");
  const out = samplesOf(type, width * height);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const hills =
        Math.sin(column / (7 + (seed % 5))) + Math.cos(row / 11 + seed) + Math.sin((column + row) / 31);
      let share = 0.5 + hills / 8 + (next() - 0.5) / 16;
      if ((column >> 4) % 5 === 2 && (row >> 3) % 4 === 1) share = 0.25;
      const spike = next();
      if (spike < 0.002) share = 0;
      else if (spike > 0.998) share = 1;
      const value = low + share * (high - low);
      out[row * width + column] = whole ? Math.round(Math.min(Math.max(value, low), high)) : value;
    }
  return out;
}

/** Writes bands one after another as an ENVI file, which GDAL reads as it is. */
export function writeRaw(
  path: string,
  type: SampleType,
  width: number,
  height: number,
  bands: readonly Samples[],
): void {
  writeFileSync(path, Buffer.concat(bands.map((b) => Buffer.from(b.buffer, b.byteOffset, b.byteLength))));
  writeFileSync(
    `${path}.hdr`,
    `ENVI\nsamples = ${width}\nlines = ${height}\nbands = ${bands.length}\nheader offset = 0\nfile type = ENVI Standard\ndata type = ${enviTypes[type]}\ninterleave = bsq\nbyte order = 0\n`,
  );
}
