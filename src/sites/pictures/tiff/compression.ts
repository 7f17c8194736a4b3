/** Names of TIFF's Compression numbers, those that are refused among them, so that a refusal can say what it found. */
export const compressionNames: Readonly<Record<number, string>> = {
  1: "uncompressed",
  2: "CCITT run lengths",
  3: "CCITT fax 3",
  4: "CCITT fax 4",
  5: "LZW",
  6: "JPEG of the old kind",
  7: "JPEG",
  8: "deflate",
  32_773: "PackBits",
  32_946: "deflate",
  34_712: "JPEG 2000",
  34_887: "LERC",
  34_925: "LZMA",
  50_000: "ZSTD",
  50_001: "WebP",
  50_002: "JPEG XL",
};

/** Compressions that a predictor goes before. */
export const takesPredictor: ReadonlySet<number> = new Set([5, 8, 32_946, 50_000]);
/** JPEG, LERC and WebP come out as samples. */
export const givesSamples: ReadonlySet<number> = new Set([7, 34_887, 50_001]);
