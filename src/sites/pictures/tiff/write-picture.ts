import { InputError } from "../../../base/errors.ts";
import type { Affine, Crs } from "../georeference/georeference.ts";
import type { BandMeaning } from "../picture.ts";
import { bytesOf, samplesOf, type Raster, type SampleType } from "../raster.ts";

/** A picture with everything that goes into its file. */
export interface PictureToWrite {
  readonly raster: Raster;
  readonly sampleType: SampleType;
  /** One for each band of the raster, in order. */
  readonly bands: readonly { readonly name: string; readonly meaning: BandMeaning }[];
  /** The value that pixels without data get; null: an internal mask says where they are. */
  readonly nodata: number | null;
  readonly transform: Affine;
  /** With an EPSG code in its name. */
  readonly crs: Crs;
  /**
   * Texts to carry, by name. ImageDescription, DocumentName, Software, DateTime, Artist, Copyright and HostComputer become the tags of
   * that name, all others items of GDAL's metadata. Default: none.
   */
  readonly texts?: Readonly<Record<string, string>>;
}

/** Most bytes of unpacked samples that are written as one file: what stays far below the 4 GiB that classic TIFF can address. */
export const mostBytesWritten = 2 ** 31;
const mostBandsWritten = 64;
const mostTextCharacters = 1 << 20;

const range: Readonly<Record<SampleType, readonly [number, number] | null>> = {
  uint8: [0, 255],
  int8: [-128, 127],
  uint16: [0, 65_535],
  int16: [-32_768, 32_767],
  uint32: [0, 4_294_967_295],
  int32: [-2_147_483_648, 2_147_483_647],
  float32: null,
  float64: null,
};

/** True when a sample of that type can be exactly this number. */
export function isSampleOf(type: SampleType, value: number): boolean {
  const bounds = range[type];
  if (bounds !== null) return Number.isInteger(value) && value >= bounds[0] && value <= bounds[1];
  return type === "float64" || Number.isNaN(value) || Math.fround(value) === value;
}

/**
 * Holds a picture against what can be written.
 * @throws TypeError when the raster is not what its own numbers say (wrong use);
 * InputError on a size, nodata value, transform or text that cannot be written
 */
export function checkPicture(picture: PictureToWrite): void {
  const { raster, sampleType, bands, nodata, transform, texts } = picture;
  const { width, height } = raster;
  const pixels = width * height;
  if (!Number.isInteger(width) || !Number.isInteger(height) || pixels < 1)
    throw new TypeError(`checkPicture: ${width} x ${height} is not a picture`);
  if (raster.bands.length !== bands.length)
    throw new TypeError(`checkPicture: ${raster.bands.length} bands, ${bands.length} names`);
  const kind = samplesOf(sampleType, 0).constructor;
  for (const samples of raster.bands)
    if (samples.length !== pixels || samples.constructor !== kind)
      throw new TypeError(
        `checkPicture: a band of ${samples.length} ${samples.constructor.name} in a picture of ${pixels} pixels of ${sampleType}`,
      );
  if (raster.valid !== null && raster.valid.length !== pixels)
    throw new TypeError(
      `checkPicture: ${raster.valid.length} of ${pixels} pixels say whether they are valid`,
    );
  const fault = (field: string, found: string, allowed: string): InputError =>
    InputError.of("picture to write", field, found, allowed);
  if (bands.length < 1 || bands.length > mostBandsWritten)
    throw fault("bands", String(bands.length), `1 to ${mostBandsWritten}`);
  const bytes = pixels * bands.length * bytesOf[sampleType];
  if (bytes > mostBytesWritten)
    throw fault("size", `${bytes} bytes of samples`, `at most ${mostBytesWritten} in one file`);
  if (nodata !== null && !isSampleOf(sampleType, nodata))
    throw fault("nodata", String(nodata), `a value that ${sampleType} can hold`);
  const determinant = transform[1] * transform[5] - transform[2] * transform[4];
  if (!transform.every(Number.isFinite) || determinant === 0 || !Number.isFinite(determinant))
    throw fault("transform", transform.join(", "), "six finite numbers that do not fold the picture");
  for (const [name, text] of [
    ...Object.entries(texts ?? {}),
    ...bands.map(({ name }, i) => [`name of band ${i + 1}`, name] as const),
  ])
    if (text.length > mostTextCharacters || hasControlCharacters(text) || hasControlCharacters(name))
      throw fault(
        "text",
        `${name.slice(0, 60)}: ${text.length} characters`,
        `at most ${mostTextCharacters} characters, of which none controls`,
      );
}

const hasControlCharacters = (text: string): boolean =>
  // A text with a lone half of a surrogate pair has no UTF-8.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text) || !text.isWellFormed();
