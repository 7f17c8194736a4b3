import { counted, nounFor } from "../../../../base/counted.ts";
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { InputError, quoted } from "../../../../base/errors.ts";
import { spanInWords } from "../../../../base/time/words.ts";
import { exposuresOf } from "../../../../sites/pictures/exposures.ts";
import { lookUsability, type LookUsability } from "../../../../sites/pictures/look-usability.ts";
import type { DatedBy, PictureLook } from "../../../../sites/pictures/picture-look.ts";
import { writeWhole } from "../../../../system/files/atomic.ts";
import { inHalfBlocks } from "../../../../system/pictures/outlined-thumbnail.ts";
import { lookThumbnail } from "../../../../system/steps/look-thumbnail.ts";
import { readPictureLooks } from "../../../../system/store/reading-pictures.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { kindOption, usualKind } from "./list.ts";

const thumbnailSide = 768;

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [id = ""],
    options,
    output,
  } = call;
  const kind = kindOption(options["kind"], "look show") ?? usualKind;
  const file = options["thumbnail"];
  if (file !== undefined && !/\.png$/i.test(String(file)))
    throw InputError.of("look show", "--thumbnail", quoted(String(file)), "a name that ends in .png");
  if (typeof file === "string" && !existsSync(dirname(resolve(file))))
    throw InputError.of("look show", "--thumbnail", quoted(file), "a name in a folder that exists");
  return withCase(call, "read", async (opened): Promise<ExitCode> => {
    const [look] = readPictureLooks(opened.database, { lookId: id });
    if (look === undefined)
      throw InputError.of(
        "look show",
        "look",
        quoted(id),
        "a look of the case that rests on a picture; look list prints them",
      );
    const judged = lookUsability(look, kind);
    const all = readPictureLooks(opened.database, { siteId: look.look.siteId });
    const exposure = exposuresOf(all, kind).find((e) =>
      [e.counted, ...e.repeats].some((l) => l.look.id === id),
    );
    const among: Among = {
      isReference: all.findLast((l) => l.lineUp?.outcome === "reference")?.look.id === id,
      counted: exposure?.counted.look.id ?? id,
      contradiction: exposure?.contradiction ?? null,
    };
    const drawn = process.stdout.isTTY && options["json"] !== true;
    const png =
      typeof file === "string" || drawn
        ? await lookThumbnail(opened, look, { longestSide: thumbnailSide, outlines: true })
        : null;
    if (typeof file === "string") {
      if (png === null)
        throw InputError.of(
          "look show",
          "--thumbnail",
          `${id}, which has no pixels over the site`,
          "a look with a picture",
        );
      writeWhole(file, png);
    }
    const shown = drawn && png !== null ? await inHalfBlocks(png, Math.min(72, output.width)) : [];
    if (shown.length > 0) output.draw(shown);
    output.result({ ...look, ...among, usability: { kind, ...judged } }, () => [
      ...lookLines(look, judged, kind, among),
      ...(typeof file === "string" ? [`thumbnail   ${file}`] : []),
    ]);
    return 0;
  });
}

/** Where a look stands among the others of its site. */
interface Among {
  readonly isReference: boolean;
  /** The look of its exposure that counts. */
  readonly counted: string;
  readonly contradiction: string | null;
}

const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.0995 ? 1 : 0)} %`;

function lookLines(
  { look, supply, view, picture, clarities, lineUp, repeat, overrides }: PictureLook,
  judged: LookUsability,
  kind: string,
  { isReference, counted, contradiction }: Among,
): string[] {
  const dated = (d: DatedBy | null): string =>
    d === null ? "not known" : `${spanInWords(d.span)} (${d.source})`;
  const row = (name: string, text: string | null): string[] =>
    text === null || text === "" ? [] : [`${name.padEnd(11)} ${text}`];
  const degrees = (value: number | null): string => (value === null ? "not stated" : `${value.toFixed(1)}°`);
  const metres = (value: number | null): string =>
    value === null ? "not known" : `${Number(value.toPrecision(3))} m`;
  return [
    `${look.id}${picture?.simulated === true ? "  SIMULATED: nothing of it was ever photographed" : ""}`,
    ...row(
      "taken",
      look.takenAt === null ? "not known" : `${spanInWords(look.takenAt)} (${supply.takenSource})`,
    ),
    ...row("published", dated(supply.publishedAt)),
    ...row("file time", dated(supply.fileTime)),
    ...row("uploaded", dated(supply.uploadedAt)),
    ...row("from", [supply.catalogue, supply.item, supply.address].filter((t) => t !== "").join(", ")),
    ...row(
      "provider",
      [...new Set([look.provider, supply.platform])].filter((t) => t !== "").join(", ") || "not stated",
    ),
    ...row(
      "licence",
      `${supply.licence === "" ? "not known" : supply.licence}: pixels ${supply.mayLeave ? `may leave the case${supply.attribution === "" ? "" : ` (${supply.attribution})`}` : "stay in the case"}`,
    ),
    ...row(
      "checksum",
      {
        verified: "the supplier's, verified",
        mismatch: "not the supplier's",
        "not-given": "none given",
        "not-checked": "given for the whole file; a window cannot be held against it",
      }[supply.checksum],
    ),
    ...(picture === null
      ? row(supply.outcome, supply.reason)
      : [
          ...row(
            "picture",
            `${picture.width} x ${picture.height}, ${picture.bands.length} ${nounFor(picture.bands.length, "band")}, ${picture.sampleType}; ${picture.coding}`,
          ),
          ...row("place", placeInWords(picture.georeference)),
          ...row(
            "sample",
            `${metres(picture.sampleDistanceMetres)} from pixel to pixel; carried: ${metres(picture.effectiveSampleDistanceMetres)} (${picture.effectiveReason})`,
          ),
          ...row(
            "angles",
            `off nadir ${degrees(supply.offNadirDegrees)}${view === null ? "" : `, sensor in the direction ${degrees(view.azimuthDegrees)}`}; sun's elevation ${degrees(supply.sunElevationDegrees)}, azimuth ${degrees(supply.sunAzimuthDegrees)}`,
          ),
        ]),
    ...(supply.sceneCloudPercent === null
      ? []
      : row(
          "scene cloud",
          `${supply.sceneCloudPercent} % of the whole scene, by its supplier; it says nothing of the site`,
        )),
    ...row(
      "lined up",
      lineUp === null
        ? null
        : lineUp.outcome === "matched"
          ? `moved ${metresOff(lineUp.eastMetres, "east", "west")}, ${metresOff(lineUp.northMetres, "north", "south")} onto ${lineUp.reference}; quality ${lineUp.quality.toFixed(2)}`
          : lineUp.outcome === "reference"
            ? `${isReference ? "the site's reference" : "the site's reference until a later one took its place"}: ${lineUp.reason}`
            : `${lineUp.outcome === "poor" ? "poor match, not moved" : "not lined up"}: ${lineUp.reason}`,
    ),
    ...row(
      "repeat",
      repeat === null
        ? null
        : `shows the same exposure as ${repeat.of}: ${repeat.reason}; one of them is counted, ${counted}`,
    ),
    ...row("dates", contradiction),
    ...(clarities.length === 0
      ? []
      : [
          "",
          "area            covered  clear  cloud shadow   snow   haze satur.   dark    ?     within",
          ...clarities.map(
            (c) =>
              `${c.area.padEnd(15)} ${[c.covered, c.clear, c.cloud, c.shadow, c.snow, c.haze, c.saturated, c.dark, c.unknown].map((s, i) => percent(s).padStart([7, 6, 6, 6, 6, 6, 6, 6, 5][i] ?? 6)).join(" ")}  ±${(c.uncertainty * 100).toFixed(0)} points`,
          ),
          `by ${[...new Set(clarities.map((c) => c.method))].join("; ")}`,
          "",
        ]),
    `for ${kind}: ${judged.usability === "not-seen" ? "not seen" : judged.usability}${judged.override === null ? "" : `, by ${judged.override.by}: ${judged.override.reason}`}`,
    ...judged.reasons.map((r) => `  ${r}`),
    ...(overrides.length > 1 ? [`  ${overrides.length} overrides are on record; the newest holds`] : []),
  ];
}

const metresOff = (metres: number, positive: string, negative: string): string =>
  `${Math.abs(metres).toFixed(2)} m ${metres < 0 ? negative : positive}`;

function placeInWords(georeference: NonNullable<PictureLook["picture"]>["georeference"]): string {
  if (georeference === null) return "none on the ground";
  if (georeference.type === "transform") return georeference.crs.name;
  const error =
    georeference.errorMetres === null
      ? "how far off is not known"
      : `about ${Number(georeference.errorMetres.toPrecision(2))} m off (leave-one-out)`;
  return `${counted(georeference.points.length, "control point")}, ${georeference.model}, ${georeference.crs.name}; ${error}`;
}
