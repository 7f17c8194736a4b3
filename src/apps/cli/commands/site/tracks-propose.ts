import { counted } from "../../../../base/counted.ts";
import { existsSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { InputError, quoted } from "../../../../base/errors.ts";
import type { Area } from "../../../../sites/counting/site.ts";
import { limitsOfSite } from "../../../../sites/tracks/lines/site-limits.ts";
import { finestMetres } from "../../../../sites/tracks/propose/ground-raster.ts";
import { writeWhole } from "../../../../system/files/atomic.ts";
import type { Case } from "../../../../system/files/case-folder.ts";
import { openFileSource } from "../../../../system/pictures/file-source.ts";
import { openPicture } from "../../../../system/pictures/open-picture.ts";
import { readPictureLooks } from "../../../../system/store/reading-pictures.ts";
import {
  searchPicture,
  type FoundTracks,
  type SearchedPicture,
} from "../../../../system/tracks/search-picture.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { openNamed } from "../picture/source.ts";
import { siteOfCall } from "./tracks-store.ts";

const command = "site tracks-propose";

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [name = ""],
    options,
    output,
    signal,
  } = call;
  const out = String(options["out"] ?? "");
  if (!/\.(?:geo)?json$/i.test(out))
    throw InputError.of(command, "--out", quoted(out), "a name that ends in .geojson");
  if (existsSync(out))
    throw InputError.of(command, "--out", `${quoted(out)}, which exists`, "a name that is not taken");
  if (!existsSync(dirname(resolve(out))))
    throw InputError.of(command, "--out", quoted(out), "a name in a folder that exists");
  return withCase(call, "read", async (opened): Promise<ExitCode> => {
    const { site, areas } = siteOfCall(opened, call, command);
    const limits = limitsOfSite(site, chosenAreas(areas, options["area"]), {
      validFrom: null,
      validTo: null,
    });
    const source = await openSource(opened, name, signal);
    try {
      const { searched, proposals } = await searchPicture(source, limits, signal);
      const features = proposals.map(({ track, line }, i) => ({
        type: "Feature",
        properties: {
          id: `proposed-${i + 1}`,
          quality: track.quality,
          length_m: Math.round(track.lengthMetres),
          picture: source.words,
        },
        geometry: { type: "LineString", coordinates: line },
      }));
      writeWhole(
        out,
        `{"type":"FeatureCollection","features":[\n${features.map((f) => JSON.stringify(f)).join(",\n")}\n]}\n`,
      );
      const metres = proposals.reduce((sum, { track }) => sum + track.lengthMetres, 0);
      output.result(
        {
          out,
          picture: source.words,
          searched,
          reservations: reservations(searched),
          proposals: features.map((f) => f.properties),
        },
        () => [
          `${out}: ${counted(features.length, "line")}, ${Math.round(metres)} m, from ${source.words}`,
          ...reservations(searched),
          "they are proposals: look at them on the picture, then site tracks-accept",
        ],
      );
      return 0;
    } finally {
      await source.close();
    }
  });
}

function chosenAreas(areas: readonly Area[], id: string | boolean | undefined): readonly Area[] {
  if (id === undefined) return areas;
  const found = areas.filter((a) => a.id === id && a.outline.type === "polygons");
  if (found.length > 0) return found;
  const ids = areas.filter((a) => a.outline.type === "polygons").map((a) => a.id);
  throw InputError.of(
    command,
    "--area",
    quoted(String(id)),
    `an area of the site with an outline: ${ids.join(", ") || "none"}`,
  );
}

interface Source extends SearchedPicture {
  readonly close: () => Promise<void>;
}

/** What keeps the search from being all that could be had. */
function reservations({ stepMetres, pictureMetres, outlineShare }: FoundTracks["searched"]): string[] {
  return [
    ...(outlineShare < 0.995
      ? [`the picture shows ${Math.floor(100 * outlineShare)} % of the outline; the rest was not searched`]
      : []),
    ...(stepMetres > 1.2 * Math.max(pictureMetres, finestMetres)
      ? [
          `searched at ${stepMetres.toFixed(2)} m, the picture having ${pictureMetres.toFixed(2)} m: --area names one area of a large site`,
        ]
      : []),
  ];
}

async function openSource(opened: Case, name: string, signal: AbortSignal): Promise<Source> {
  if (existsSync(name)) {
    const { picture, close } = await openNamed(name, undefined, signal);
    return { picture, words: `picture ${basename(name)}`, moved: null, close };
  }
  const [look] = readPictureLooks(opened.database, { lookId: name });
  if (look?.picture === undefined || look.picture === null)
    throw InputError.of(
      command,
      "picture",
      quoted(name),
      "a file that exists, or a look of the case with a picture",
    );
  const { georeference, sha256 } = look.picture;
  const picture = await openPicture(await openFileSource(opened.evidencePath(sha256)), { georeference });
  const { lineUp } = look;
  return {
    picture: { ...picture, description: { ...picture.description, georeference } },
    words: `look ${look.look.id}`,
    moved:
      lineUp === null
        ? null
        : {
            eastMetres: lineUp.eastMetres,
            northMetres: lineUp.northMetres,
            matched: lineUp.outcome === "matched",
          },
    close: picture.close,
  };
}
