import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Samples, SampleType } from "../../src/sites/pictures/raster.ts";
import { gdalTypes } from "./made-pictures.ts";

const run = promisify(execFile);

/** Whether GDAL's commands are on this machine. */
export const hasGdal = spawnSync("gdal_translate", ["--version"]).status === 0;
if (!hasGdal) console.log("GDAL is not on this machine: pictures are not held against it.");

/** Pictures that others made; absent on most machines. */
export const sharedOptical = "../shared/data/optical";
export const hasShared = existsSync(sharedOptical);
if (!hasShared) console.log("../shared/data/optical is absent: its pictures are not read.");

const quotedArgument = (argument: string): string => `'${argument.replaceAll("'", `'\\''`)}'`;

/** Runs commands one after another in one shell. */
export async function runAll(commands: readonly (readonly string[])[]): Promise<string> {
  const script = commands.map((c) => c.map(quotedArgument).join(" ")).join(" &&\n");
  const { stdout } = await run("sh", ["-c", script], { maxBuffer: 1 << 26 });
  return stdout;
}

/** A band of a file, as GDAL shall decode it. */
export interface Wanted {
  readonly path: string;
  /** From 1, or a mask: "mask,1". */
  readonly band: number | string;
  /** From 0; null for the full picture. */
  readonly overview: number | null;
}

/** Lets GDAL decode many bands of one type and size in one call, by a virtual file that holds them all. */
export async function decodedByGdal(
  folder: string,
  type: SampleType,
  width: number,
  height: number,
  wanted: readonly Wanted[],
): Promise<Samples[]> {
  const vrt = `${folder}/truth-${type}-${width}x${height}.vrt`;
  const out = `${folder}/truth-${type}-${width}x${height}.dat`;
  const bands = wanted.map(
    ({ path, band, overview }, i) =>
      `<VRTRasterBand dataType="${gdalTypes[type]}" band="${i + 1}"><SimpleSource>
<SourceFilename relativeToVRT="0">${path}</SourceFilename>${
        overview === null ? "" : `<OpenOptions><OOI key="OVERVIEW_LEVEL">${overview}</OOI></OpenOptions>`
      }<SourceBand>${band}</SourceBand></SimpleSource></VRTRasterBand>`,
  );
  await writeFile(
    vrt,
    `<VRTDataset rasterXSize="${width}" rasterYSize="${height}">${bands.join("\n")}</VRTDataset>`,
  );
  await run("gdal_translate", ["-q", "-of", "ENVI", vrt, out]);
  const bytes = await readFile(out);
  const size = bytes.length / wanted.length;
  return wanted.map((_, i) =>
    samplesOfBytes(type, new Uint8Array(bytes.subarray(i * size, (i + 1) * size)).buffer),
  );
}

export function samplesOfBytes(type: SampleType, buffer: ArrayBuffer): Samples {
  switch (type) {
    case "uint8":
      return new Uint8Array(buffer);
    case "int8":
      return new Int8Array(buffer);
    case "uint16":
      return new Uint16Array(buffer);
    case "int16":
      return new Int16Array(buffer);
    case "uint32":
      return new Uint32Array(buffer);
    case "int32":
      return new Int32Array(buffer);
    case "float32":
      return new Float32Array(buffer);
    case "float64":
      return new Float64Array(buffer);
  }
}
