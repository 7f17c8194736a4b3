import type { SampleType } from "../../src/sites/pictures/raster.ts";

/** One way of writing a picture with GDAL. */
export interface Encoding {
  readonly group: string;
  readonly name: string;
  readonly type: SampleType;
  readonly bands: number;
  /** Arguments of gdal_translate. */
  readonly args: readonly string[];
  /** Overviews to add, by factor. */
  readonly overviews: readonly number[];
  /** Largest difference of a sample that the codec may make; 0 for lossless ones. */
  readonly tolerance: number;
  /** Whether GDAL's mask of the first band is held against ours. */
  readonly masked: boolean;
}

const types = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64"] as const;
const lossless = ["NONE", "DEFLATE", "LZW", "PACKBITS", "ZSTD"] as const;
const co = (...options: readonly string[]): string[] => options.flatMap((o) => ["-co", o]);

/** Tiles and strips of sizes that do not divide the picture. */
const shapes: readonly (readonly string[])[] = [
  co("TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=32"),
  co("BLOCKYSIZE=7"),
  co("TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"),
  co("BLOCKYSIZE=1"),
  co("TILED=YES"),
  co("BLOCKYSIZE=130"),
  co("TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=112"),
];
const shape = (i: number): readonly string[] => shapes[i % shapes.length] ?? [];

/** All encodings of the corpus, more than 200. */
export function encodings(): Encoding[] {
  const all: Encoding[] = [];
  const add = (
    group: string,
    type: SampleType,
    bands: number,
    args: readonly string[],
    more: Partial<Pick<Encoding, "overviews" | "tolerance" | "masked">> = {},
  ): void => {
    const signed = type === "int8" ? co("PIXELTYPE=SIGNEDBYTE") : [];
    all.push({
      group,
      name: `${group} ${all.length} ${type} x${bands} ${args.filter((a) => a !== "-co").join(" ")}`,
      type,
      bands,
      args: [...args, ...signed],
      overviews: more.overviews ?? [],
      tolerance: more.tolerance ?? 0,
      masked: more.masked ?? false,
    });
  };
  const order = (i: number): string[] => co(`INTERLEAVE=${i % 2 === 0 ? "PIXEL" : "BAND"}`);
  let n = 0;

  for (const compression of lossless)
    for (const type of types) {
      add(`plain ${compression}`, type, 1 + (n % 8), [
        ...co(`COMPRESS=${compression}`),
        ...shape(n),
        ...order(n),
      ]);
      n++;
      add(`plain ${compression}`, type, 1 + ((n * 3) % 5), [
        ...co(`COMPRESS=${compression}`),
        ...shape(n + 2),
        ...order(n),
      ]);
      n++;
    }
  for (const compression of ["DEFLATE", "LZW", "ZSTD"])
    for (const type of types) {
      n++;
      add(`predictor ${compression}`, type, [4, 3, 1, 2, 5][n % 5] ?? 1, [
        ...co(`COMPRESS=${compression}`, "PREDICTOR=2"),
        ...shape(n),
        ...order(n >> 1),
      ]);
      if (n % 2 === 0)
        add(`predictor ${compression}`, type, [4, 3, 1][n % 3] ?? 1, [
          ...co(`COMPRESS=${compression}`, "PREDICTOR=2", "ENDIANNESS=BIG"),
          ...shape(n + 1),
        ]);
    }
  for (const compression of ["DEFLATE", "LZW", "ZSTD"])
    for (const type of ["float32", "float64"] as const)
      for (const end of ["LITTLE", "BIG"]) {
        n++;
        add(`predictor ${compression}`, type, 1 + (n % 4), [
          ...co(`COMPRESS=${compression}`, "PREDICTOR=3", `ENDIANNESS=${end}`),
          ...shape(n),
          ...order(n >> 2),
        ]);
      }
  for (let bands = 1; bands <= 8; bands++)
    for (const interleave of ["PIXEL", "BAND"]) {
      n++;
      const compress = co(`COMPRESS=${lossless[n % 5] ?? "NONE"}`, `INTERLEAVE=${interleave}`);
      add("bands", "uint16", bands, [...compress, ...shape(n)]);
      add("bands", "uint8", bands, [...compress, ...shape(n + 3)]);
    }
  for (const type of types) {
    n++;
    add("byte-order", type, 1 + (n % 4), [...co("ENDIANNESS=BIG"), ...shape(n), ...order(n)]);
    add("byte-order", type, 2, [...co("ENDIANNESS=BIG", "BIGTIFF=YES", "COMPRESS=DEFLATE"), ...shape(n + 1)]);
    add("byte-order", type, 3, [...co("BIGTIFF=YES", "COMPRESS=LZW"), ...shape(n + 2), ...order(n)]);
  }
  for (const type of ["uint8", "uint16", "int16", "float32", "uint32", "float64"] as const) {
    n++;
    add("overviews", type, 1 + (n % 4), [...co("COMPRESS=DEFLATE"), ...shape(n), ...order(n)], {
      overviews: [2, 4],
    });
  }
  for (const compression of ["NONE", "LZW", "DEFLATE", "ZSTD"])
    for (const [type, bands] of [
      ["uint8", 3],
      ["uint16", 4],
      ["float32", 1],
    ] as const)
      add("cog", type, bands, [
        "-of",
        "COG",
        ...co(`COMPRESS=${compression}`, "BLOCKSIZE=128", "RESAMPLING=NEAREST"),
        ...(compression === "NONE" ? [] : co("PREDICTOR=YES")),
        ...(type === "uint16" ? co("BIGTIFF=YES") : []),
        "-outsize",
        "600",
        "500",
      ]);
  // The last band is written as the internal mask: not 0 is data.
  const mask = ["--config", "GDAL_TIFF_INTERNAL_MASK", "YES"];
  for (const args of [
    co("COMPRESS=DEFLATE"),
    co("COMPRESS=LZW", "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"),
    co("ENDIANNESS=BIG", "TILED=YES"),
    co("INTERLEAVE=BAND", "BLOCKYSIZE=9"),
  ])
    for (const overviews of [[], [2]])
      add("masks", "uint8", 3, [...mask, "-mask", "4", ...args], { masked: true, overviews });
  add(
    "masks",
    "uint8",
    3,
    [...mask, "-mask", "4", "-of", "COG", ...co("COMPRESS=DEFLATE", "BLOCKSIZE=128")],
    {
      masked: true,
    },
  );
  for (const [type, value] of [
    ["uint8", "0"],
    ["uint8", "64"],
    ["int16", "-32768"],
    ["uint16", "65535"],
    ["float32", "-1000000"],
    ["float64", "1000000000000"],
    ["uint8", "-9999"],
    ["int32", "-2147483648"],
    ["float32", "nan"],
  ] as const)
    add("nodata", type, 1, [...co("COMPRESS=DEFLATE"), "-a_nodata", value], { masked: true });
  for (const [type, bands] of [
    ["uint8", 2],
    ["uint8", 4],
    ["uint16", 4],
  ] as const)
    // GDAL's mask of a 16-bit alpha band is rounded to 8 bits, ours is not.
    add("alpha", type, bands, [...co("ALPHA=YES", "COMPRESS=LZW"), ...shape(n++)], {
      masked: type === "uint8",
    });

  for (const mode of ["0", "1", "2", "3"])
    add(
      "jpeg",
      "uint8",
      3,
      [
        ...co("COMPRESS=JPEG", "PHOTOMETRIC=YCBCR", `JPEGTABLESMODE=${mode}`, "JPEG_QUALITY=90"),
        ...(mode === "2" ? co("BLOCKYSIZE=16") : co("TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=32")),
      ],
      { tolerance: 3 },
    );
  for (const [bands, more] of [
    [1, []],
    [1, co("TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64")],
    [3, co("PHOTOMETRIC=RGB")],
    [3, co("PHOTOMETRIC=RGB", "TILED=YES")],
    [3, co("INTERLEAVE=BAND")],
    [4, co("TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64")],
    [4, co("PHOTOMETRIC=MINISBLACK")],
    [4, co("INTERLEAVE=BAND")],
    [5, co("INTERLEAVE=BAND", "TILED=YES")],
    [3, co("PHOTOMETRIC=MINISBLACK")],
  ] as const)
    add("jpeg", "uint8", bands, [...co("COMPRESS=JPEG", "JPEG_QUALITY=85"), ...more], { tolerance: 2 });
  for (const bands of [3, 4]) {
    add("webp", "uint8", bands, [
      ...co("COMPRESS=WEBP", "WEBP_LOSSLESS=YES", "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"),
    ]);
    add("webp", "uint8", bands, [...co("COMPRESS=WEBP", "WEBP_LEVEL=80"), ...shape(1)], { tolerance: 2 });
  }
  for (const type of ["uint8", "uint16", "int16", "uint32", "int32", "float32", "float64"] as const)
    for (const packing of ["LERC", "LERC_DEFLATE", "LERC_ZSTD"]) {
      n++;
      add("lerc", type, 1 + (n % 4), [
        ...co(`COMPRESS=${packing}`, "MAX_Z_ERROR=0"),
        ...shape(n),
        ...order(n),
      ]);
    }
  add("lerc", "float32", 1, [...co("COMPRESS=LERC", "MAX_Z_ERROR=500"), ...shape(0)]);
  for (const bits of [1, 2, 4, 7])
    add("bits", "uint8", 1 + (bits % 3), [
      "-scale",
      "0",
      "255",
      "0",
      `${2 ** bits - 1}`,
      ...co(`NBITS=${bits}`),
      ...shape(bits),
    ]);
  for (const bits of [9, 12, 15])
    add("bits", "uint16", 1 + (bits % 3), [
      "-scale",
      "0",
      "65535",
      "0",
      `${2 ** bits - 1}`,
      ...co(`NBITS=${bits}`, "COMPRESS=DEFLATE"),
      ...shape(bits),
    ]);
  add("bits", "float32", 2, [
    ...co("NBITS=16", "COMPRESS=DEFLATE"),
    "-scale",
    "-1000000",
    "1000000",
    "-9",
    "9",
  ]);
  return all;
}
