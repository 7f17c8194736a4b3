import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { InputError, quoted } from "../../../../base/errors.ts";
import { mappingOf } from "../../../../sites/pictures/georeference/mapping.ts";
import type { Affine } from "../../../../sites/pictures/georeference/georeference.ts";
import type { Picture, PictureDescription } from "../../../../sites/pictures/picture.ts";
import type { PixelWindow } from "../../../../sites/pictures/raster.ts";
import { writeWhole } from "../../../../system/files/atomic.ts";
import { thumbnailPng } from "../../../../system/pictures/thumbnail.ts";
import { writeCog } from "../../../../system/pictures/write-cog.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { openNamed } from "./source.ts";

export async function run({ args: [file = "", out = ""], options, output, signal }: Call): Promise<ExitCode> {
  if (!/\.(?:tiff?|png)$/i.test(out))
    throw InputError.of("picture window", "out", quoted(out), "a name that ends in .tif or .png");
  if (existsSync(out))
    throw InputError.of("picture window", "out", `${quoted(out)}, which exists`, "a name that is not taken");
  if (!existsSync(dirname(resolve(out))))
    throw InputError.of("picture window", "out", quoted(out), "a name in a folder that exists");
  const word = (name: string): string | undefined =>
    typeof options[name] === "string" ? options[name] : undefined;
  const named = await openNamed(file, word("crs"), signal);
  try {
    const { picture } = named;
    const { description } = picture;
    const level = numberOption(word("level"), "--level", 0, description.levels.length - 1) ?? 0;
    const window = windowOf(description, level, word("pixels"), word("bounds"));
    const bands = bandsOption(word("bands"), description.bands.length);
    const raster = await picture.readWindow(window, { level, bands, signal });
    const meanings = bands.map((b) => description.bands[b]?.meaning ?? "unknown");
    const wrote = /\.png$/i.test(out)
      ? await writePng(
          out,
          await thumbnailPng(raster, meanings, {
            sampleType: description.sampleType,
            longestSide: Math.min(4096, Math.max(16, window.width, window.height)),
          }),
        )
      : await writeCog(out, {
          raster,
          sampleType: description.sampleType,
          bands: bands.map((b) => description.bands[b] ?? { name: "", meaning: "unknown" }),
          nodata: description.nodata,
          ...placeOfWindow(picture, level, window),
          texts: description.texts,
        });
    output.result({ file, out, level, window, ...wrote }, () => [
      `${out}: ${window.width} x ${window.height} pixels of level ${level}, from column ${window.column}, row ${window.row}; ${wrote.bytes} bytes`,
    ]);
    return 0;
  } finally {
    await named.close();
  }
}

async function writePng(path: string, png: Uint8Array): Promise<{ readonly bytes: number }> {
  writeWhole(path, png);
  return { bytes: png.length };
}

function numberOption(
  text: string | undefined,
  option: string,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw InputError.of("picture window", option, quoted(text), `a whole number from ${least} to ${most}`);
  return value;
}

function bandsOption(text: string | undefined, count: number): number[] {
  if (text === undefined) return Array.from({ length: count }, (_, i) => i);
  return text.split(",").map((part) => (numberOption(part, "--bands", 1, count) ?? 1) - 1);
}

function windowOf(
  description: PictureDescription,
  level: number,
  pixels: string | undefined,
  bounds: string | undefined,
): PixelWindow {
  const { width, height } = description.levels[level] ?? description;
  if ((pixels === undefined) === (bounds === undefined))
    throw InputError.of(
      "picture window",
      "--pixels and --bounds",
      pixels === undefined ? "neither" : "both",
      "one of the two",
    );
  const four = (text: string, option: string, form: string): [number, number, number, number] => {
    const [a, b, c, d, ...rest] = text.split(",").map(Number);
    if (
      a === undefined ||
      b === undefined ||
      c === undefined ||
      d === undefined ||
      rest.length > 0 ||
      ![a, b, c, d].every(Number.isFinite)
    )
      throw InputError.of("picture window", option, quoted(text), form);
    return [a, b, c, d];
  };
  if (pixels !== undefined) {
    const [column, row, wide, high] = four(pixels, "--pixels", "column,row,width,height");
    if (
      ![column, row, wide, high].every(Number.isInteger) ||
      wide < 1 ||
      high < 1 ||
      column < 0 ||
      row < 0 ||
      column + wide > width ||
      row + high > height
    )
      throw InputError.of(
        "picture window",
        "--pixels",
        quoted(pixels),
        `whole pixels within ${width} x ${height}`,
      );
    return { column, row, width: wide, height: high };
  }
  const [west, south, east, north] = four(bounds ?? "", "--bounds", "west,south,east,north in degrees");
  if (!(west < east && south < north && Math.abs(south) <= 90 && Math.abs(north) <= 90))
    throw InputError.of(
      "picture window",
      "--bounds",
      quoted(bounds ?? ""),
      "west before east, south before north, in degrees",
    );
  if (description.georeference === null)
    throw InputError.of(
      "picture window",
      "--bounds",
      "a picture without a place on the ground",
      "--pixels, or a picture that has one",
    );
  const mapping = mappingOf(description.georeference);
  const found = mapping.windowOf({ west, south, east, north }, description.width, description.height);
  if (found === null)
    throw InputError.of(
      "picture window",
      "--bounds",
      quoted(bounds ?? ""),
      "bounds that the picture touches",
    );
  const [across, along] = [width / description.width, height / description.height];
  const column = Math.floor(found.column * across);
  const row = Math.floor(found.row * along);
  return {
    column,
    row,
    width: Math.max(1, Math.min(width, Math.ceil((found.column + found.width) * across)) - column),
    height: Math.max(1, Math.min(height, Math.ceil((found.row + found.height) * along)) - row),
  };
}

/** The place of a window as six numbers; control points and pictures without a place have none that a GeoTIFF could carry. */
function placeOfWindow({ description }: Picture, level: number, window: PixelWindow) {
  const { georeference, levels, width, height } = description;
  if (georeference?.type !== "transform")
    throw InputError.of(
      "picture window",
      "place",
      georeference === null ? "none" : "control points",
      "a picture with a transform, for a .tif; write a .png instead",
    );
  const [x, xc, xr, y, yc, yr] = georeference.transform;
  const scale = levels[level] ?? { width, height };
  const [across, along] = [width / scale.width, height / scale.height];
  const [column, row] = [window.column * across, window.row * along];
  const transform: Affine = [
    x + column * xc + row * xr,
    xc * across,
    xr * along,
    y + column * yc + row * yr,
    yc * across,
    yr * along,
  ];
  return { transform, crs: georeference.crs };
}
