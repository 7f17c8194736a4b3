import { counted } from "../../../../base/counted.ts";
import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { InputError, quoted } from "../../../../base/errors.ts";
import type { Site } from "../../../../sites/counting/site.ts";
import { readKml, readKmz } from "../../../../sites/outlines/kml.ts";
import { isOsmXml, isOverpass, readOsm, refusePacked } from "../../../../sites/outlines/osm/read-osm.ts";
import { gaugeOfWords } from "../../../../sites/tracks/lines/gauge-words.ts";
import { joinedWays } from "../../../../sites/tracks/lines/join-ways.ts";
import { positionLines } from "../../../../sites/tracks/lines/lines-from-positions.ts";
import type { NewTrack } from "../../../../sites/tracks/lines/track-areas.ts";
import type { TrackGauge } from "../../../../sites/tracks/track-line.ts";
import { sha256 } from "../../../../system/hash.ts";

/** Tracks of a file, not yet cut to a site. */
export interface ReadTracks {
  readonly tracks: readonly NewTrack[];
  /** True where nothing says how the lines were placed. */
  readonly approximate: boolean;
  readonly source: string;
  readonly warnings: readonly string[];
}

/** Largest file of tracks, in bytes. */
export const largestTracksFile = 256 * 1024 * 1024;

/** Reads a text file of at most `largestTracksFile`, or the bytes of a KMZ. */
export function bytesOfTracks(path: string): { readonly bytes: Uint8Array; readonly name: string } {
  const name = basename(path);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || !stats.isFile())
    throw InputError.of(
      quoted(path),
      "file",
      stats === undefined ? "no such file" : "no plain file",
      "a file that exists",
    );
  if (stats.size > largestTracksFile)
    throw InputError.of(
      name,
      "file",
      `${stats.size} bytes`,
      `at most ${largestTracksFile} bytes; cut it to the site`,
    );
  return { bytes: readFileSync(path), name };
}

export function textOfTracks(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw InputError.of(name, "encoding", "bytes that are not UTF-8", "UTF-8");
  }
}

/**
 * Reads tracks from GeoJSON, KML, KMZ or an OpenStreetMap extract, by what the bytes are.
 * @param gauge of lines that state none themselves
 */
export function readTracks(path: string, site: Site, gauge: TrackGauge | null): ReadTracks {
  const { bytes, name } = bytesOfTracks(path);
  refusePacked(bytes, name);
  const hash = sha256(bytes).slice(0, 16);
  const basis = `drawn in another program, imported from ${name}`;
  const source = `file ${name}, sha256 ${hash}…`;
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return fromPlaces(readKmz(bytes, name, { site }), { gauge, basis, source });
  const text = textOfTracks(bytes, name);
  if (isOsmXml(text) || isOverpass(text)) {
    const { ways, warnings } = readOsm(text, name);
    return {
      tracks: joinedWays(ways).map((track) => ({
        id: track.id,
        gauge: track.gauge ?? gauge,
        lines: [track.positions],
        basis: `from OpenStreetMap, ${track.id.replace("osm-way", "way").slice(0, 3000)}`,
      })),
      approximate: false,
      source: `© OpenStreetMap contributors, ODbL 1.0; ${source}`,
      warnings,
    };
  }
  if (/^\s*</.test(text)) return fromPlaces(readKml(text, name, { site }), { gauge, basis, source });
  if (!/^\s*\{/.test(text))
    throw InputError.of(name, "file", "something else", "GeoJSON, KML, KMZ, or OpenStreetMap XML or JSON");
  const { lines, warnings } = positionLines(text, name);
  return {
    tracks: lines.map((line) => ({ id: line.id, gauge: line.gauge ?? gauge, lines: [line.points], basis })),
    approximate: true,
    source,
    warnings,
  };
}

interface Stated {
  readonly gauge: TrackGauge | null;
  readonly basis: string;
  readonly source: string;
}

function fromPlaces(
  { places, warnings }: ReturnType<typeof readKml>,
  { gauge, basis, source }: Stated,
): ReadTracks {
  const others = places.areas.filter((area) => area.outline.type !== "lines").length;
  return {
    tracks: places.areas.flatMap(({ name, outline, basis: own }) =>
      outline.type === "lines"
        ? [{ id: name, gauge: gaugeOfWords(own) ?? gauge, lines: outline.lines, basis }]
        : [],
    ),
    approximate: true,
    source,
    warnings:
      others === 0
        ? warnings
        : [
            ...warnings,
            `${counted(others, "outline")} ${others === 1 ? "is no line" : "are no lines"} of tracks; left out`,
          ],
  };
}
