import { existsSync, statSync } from "node:fs";
import { InputError, quoted } from "../../../../base/errors.ts";
import type { SunAngles } from "../../../../sites/tracks/strips/network-input.ts";
import { trackGauges, type TrackGauge } from "../../../../sites/tracks/track-line.ts";
import type { Call, ExitCode } from "../../definition.ts";

/** What the options of a count say, checked. */
export interface CountWishes {
  readonly pictures: readonly string[];
  readonly site: string | null;
  readonly all: boolean;
  readonly tracks: string | null;
  readonly sampleDistanceMetres: number | null;
  readonly gauge: TrackGauge | null;
  readonly sun: SunAngles | null;
  readonly takenAt: string | undefined;
  readonly licence: string | undefined;
  readonly proof: string | null;
  readonly marks: string | null;
  readonly workers: number | null;
}

export async function run(call: Call): Promise<ExitCode> {
  const wishes = wishesOf(call);
  // Loaded late: help and wrong options need no network.
  if (wishes.tracks !== null) return (await import("./count-file.ts")).countFile(call, wishes, wishes.tracks);
  return (await import("./count-site.ts")).countSite(call, wishes);
}

function wishesOf({ args, options }: Call): CountWishes {
  const text = (name: string): string | null => (typeof options[name] === "string" ? options[name] : null);
  const pictures = args.filter((a) => a !== undefined);
  const [site, tracks, all] = [text("site"), text("tracks"), options["all"] === true];
  const wrong = (field: string, found: string, allowed: string): never => {
    throw InputError.of("count", field, found, allowed);
  };
  if (site !== null && tracks !== null)
    wrong("--tracks", "with --site", "one of the two: a site has tracks of its own");
  if (site === null && tracks === null)
    wrong("--site", "none", "--site of the case, or --tracks with a file of centre lines");
  if (all && pictures.length > 0)
    wrong("--all", `with ${quoted(pictures[0] ?? "")}`, "--all by itself, or pictures by name");
  if (all && site === null) wrong("--all", "without --site", "--site with it");
  if (!all && pictures.length === 0) wrong("picture", "none", "a picture file, the id of a look, or --all");
  if (tracks !== null && pictures.length > 1)
    wrong("--tracks", `${pictures.length} pictures`, "one picture with its lines");
  if (tracks !== null) mustBeFile("--tracks", tracks);
  const gauge = text("gauge");
  const known = trackGauges.find((g) => g === gauge) ?? null;
  if (gauge !== null && known === null) wrong("--gauge", quoted(gauge), trackGauges.join(", "));
  return {
    pictures,
    site,
    all,
    tracks,
    sampleDistanceMetres: numberOf("--sample-distance", text("sampleDistance"), 0.02, 100),
    gauge: known,
    sun: sunOf(text("sun")),
    takenAt: text("takenAt") ?? undefined,
    licence: text("licence") ?? undefined,
    proof: text("proof"),
    marks: text("marks"),
    workers: numberOf("--workers", text("workers"), 1, 64, true),
  };
}

export function mustBeFile(field: string, path: string): void {
  if (!existsSync(path)) throw InputError.of("count", field, quoted(path), "a file that exists");
  if (!statSync(path).isFile()) throw InputError.of("count", field, `${quoted(path)}, no file`, "a file");
}

function numberOf(
  field: string,
  text: string | null,
  least: number,
  most: number,
  whole = false,
): number | null {
  if (text === null) return null;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!(value >= least && value <= most) || (whole && !Number.isInteger(value)))
    throw InputError.of(
      "count",
      field,
      quoted(text),
      `a ${whole ? "whole " : ""}number from ${least} to ${most}`,
    );
  return value;
}

function sunOf(text: string | null): SunAngles | null {
  if (text === null) return null;
  const [azimuthDegrees = Number.NaN, elevationDegrees = Number.NaN, ...rest] = text
    .split(",")
    .map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (
    rest.length > 0 ||
    !(azimuthDegrees >= 0 && azimuthDegrees <= 360) ||
    !(elevationDegrees >= 3 && elevationDegrees <= 90)
  )
    throw InputError.of(
      "count",
      "--sun",
      quoted(text),
      "azimuth from 0 to 360 and elevation from 3 to 90 degrees, as 165,43",
    );
  return { azimuthDegrees, elevationDegrees };
}
