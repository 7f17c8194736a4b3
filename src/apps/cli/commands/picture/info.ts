import { existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import { spanInWords } from "../../../../base/time/words.ts";
import { mappingOf } from "../../../../sites/pictures/georeference/mapping.ts";
import { licenceOf } from "../../../../sites/pictures/metadata/licence.ts";
import type { PictureDescription } from "../../../../sites/pictures/picture.ts";
import type { DatedBy } from "../../../../sites/pictures/picture-look.ts";
import { factsOfFile } from "../../../../sites/pictures/stated-facts.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { openNamed } from "./source.ts";

export async function run({ args: [file = ""], options, output, signal }: Call): Promise<ExitCode> {
  const crs = typeof options["crs"] === "string" ? options["crs"] : undefined;
  const named = await openNamed(file, crs, signal);
  try {
    const { description } = named.picture;
    const facts = factsOfFile({
      name: basename(file),
      texts: description.texts,
      sidecars: named.opened?.sidecars ?? [],
      modifiedMs: existsSync(file) ? Math.floor(statSync(file).mtimeMs) : null,
      zoneMinutes: 0,
      analyst: { takenAt: null, publishedAt: null, licence: null, provider: null },
    });
    const place = placeOf(description);
    const terms = licenceOf(facts.licence === "" ? null : facts.licence);
    const remarks = [...(named.opened?.remarks ?? []), ...facts.remarks];
    output.result(
      { file, ...description, place, facts: { ...facts, remarks: undefined }, licence: terms, remarks },
      () => {
        const row = (name: string, text: string): string => `${name.padEnd(11)} ${text}`;
        const dated = (d: DatedBy | null): string =>
          d === null ? "not known" : `${spanInWords(d.span)} (${d.source})`;
        return [
          row("file", file),
          row(
            "picture",
            `${description.format}, ${description.width} x ${description.height}, ${description.sampleType}; ${description.coding}`,
          ),
          row(
            "bands",
            description.bands
              .map(
                (b, i) =>
                  `${i + 1} ${b.name === "" || b.name === b.meaning ? b.meaning : `${b.name} (${b.meaning})`}`,
              )
              .join(", "),
          ),
          row("no data", description.nodata === null ? "no value stands for it" : String(description.nodata)),
          ...(description.levels.length > 1
            ? [
                row(
                  "overviews",
                  description.levels
                    .slice(1)
                    .map((l) => `${l.width} x ${l.height}`)
                    .join(", "),
                ),
              ]
            : []),
          ...(place === null
            ? [row("place", "none on the ground; a world file or control points give it one")]
            : [
                row("place", `${place.crs}; ${place.sampleDistance}`),
                row(
                  "corners",
                  place.corners.map(([lon, lat]) => `${lat.toFixed(6)} ${lon.toFixed(6)}`).join(", "),
                ),
              ]),
          row("taken", dated(facts.takenAt)),
          row("published", dated(facts.publishedAt)),
          row("file time", dated(facts.fileTime)),
          row("uploaded", dated(facts.uploadedAt)),
          row("licence", `${facts.licence === "" ? "not known" : facts.licence}: ${terms.reason}`),
          ...Object.entries(description.texts).map(([name, text]) =>
            row("text", `${name}: ${text.slice(0, 200)}`),
          ),
          ...remarks.map((r) => row("remark", r)),
        ];
      },
    );
    return 0;
  } finally {
    await named.close();
  }
}

/** Where a picture lies, in words; corners are top left, top right, bottom right, bottom left. */
function placeOf({ georeference, width, height }: PictureDescription) {
  if (georeference === null) return null;
  const mapping = mappingOf(georeference);
  const { acrossMetres, alongMetres } = mapping.sampleDistanceMetres([width / 2, height / 2]);
  return {
    crs: georeference.crs.name,
    sampleDistance: `${acrossMetres.toPrecision(4)} m by ${alongMetres.toPrecision(4)} m a pixel on the ground`,
    corners: (
      [
        [0, 0],
        [width, 0],
        [width, height],
        [0, height],
      ] as const
    ).map((corner) => mapping.toPosition(corner)),
  };
}
