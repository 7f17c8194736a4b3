import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { canonical } from "../../base/canonical.ts";
import { InputError } from "../../base/errors.ts";
import type { PositionDay } from "../../movements/ais/fixes.ts";
import { latestNames } from "../../movements/analysis/latest-names.ts";
import type { ClockFindings } from "../../movements/ais/sender-clocks.ts";
import { analyse, type Analysis } from "../../movements/analysis/analysis.ts";
import { usualEventSettings, type EventSettings } from "../../movements/events/event-settings.ts";
import type { QuietEnds } from "../../movements/events/open-gaps.ts";
import { shoreOf } from "../../movements/places/shore.ts";
import { visitedPlaces } from "../../movements/places/visited-places.ts";
import type { ReceptionCell, ReceptionModel } from "../../movements/reception/reception.ts";
import { savedModel, saveReception, type SavedReception } from "../../movements/reception/saved.ts";
import { landCells } from "../../movements/tracks/land-cells.ts";
import { usualTrackSettings, type TrackSettings } from "../../movements/tracks/track-settings.ts";
import type { Case } from "../files/case-folder.ts";
import { hindranceOf, type Hindrance } from "../files/hindrance.ts";
import { sha256 } from "../hash.ts";
import { worldWaters } from "../places/world-waters.ts";
import { dayWriters } from "../positions/day-writers.ts";
import { derivedFolder, type DerivedFolder } from "../positions/derived-folder.ts";
import { openPositions } from "../positions/open-positions.ts";
import { daysIn } from "../positions/parquet-source.ts";
import { readPorts } from "../store/reading-ports.ts";
import { readPlaces } from "../store/reading.ts";

/** The method that tracks, reception and events are derived by: another number when it may say another thing of the same reports. */
export const analysisMethod = "movements/3";

/** The method of silences alone, which no verdict rests on: what was kept by another one is made anew. */
const silencesMethod = 3;

/** The stretch of time [fromMs, toMs) that is analysed; whole days of UTC are read as they are asked for. */
export interface AnalysisWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface AnalysisSettings {
  readonly tracks?: Partial<TrackSettings>;
  readonly events?: Partial<EventSettings>;
}

/** How much there is, without the things themselves. */
export interface AnalysisSummary extends AnalysisWindow {
  readonly method: string;
  readonly madeMs: number;
  readonly fixes: number;
  readonly ships: number;
  readonly counts: Readonly<Record<AnalysisPart, number>>;
  /** Reports and identities with each flag. */
  readonly flags: Readonly<Record<string, { readonly fixes: number; readonly ships: number }>>;
  /** Ships that were last heard in a port or at a berth, long before the end of the reports: no gaps. */
  readonly quiet: QuietEnds;
  /** What the seconds that senders stated say of clocks. */
  readonly clocks: ClockFindings;
  readonly tracks: TrackSettings;
  readonly events: EventSettings;
}

export const analysisParts = [
  "segments",
  "circles",
  "proposals",
  "gaps",
  "visits",
  "waiting",
  "meetings",
  "loitering",
] as const;
export type AnalysisPart = (typeof analysisParts)[number];

/** An analysis that is kept: its summary is at hand, each part is read when it is asked for. Or one that nothing could be kept of, in memory. */
export interface StoredAnalysis {
  readonly key: string;
  /** Why it was not kept, as a sentence; null where it was. */
  readonly notKept: string | null;
  readonly summary: AnalysisSummary;
  readonly part: <P extends AnalysisPart>(part: P) => Analysis[P];
  /** The latest name that each ship gave itself in the time, by number; ships that gave none are not in it. Hostile text. */
  readonly names: () => ReadonlyMap<number, string>;
  /** Cells with reports on land. */
  readonly onLand: () => readonly number[];
  readonly receptionGrid: () => readonly ReceptionCell[];
  readonly reception: () => ReceptionModel;
}

export interface AnalysisOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
  /** Where it is kept; default in the case. */
  readonly derived?: typeof derivedFolder;
}

/**
 * Derives tracks, reception and events from the position reports of a case, and keeps them in `positions/derived/` for as long as the reports, the ports and outlines,
 * the settings and the method are the same. Nothing goes on record: all of it can be made anew. Where the case may only be read, or has no room, nothing is kept, and
 * `notKept` says so.
 * @param window null: all days with reports
 * @throws InputError when the case has no position reports in the window
 */
export async function analysePositions(
  opened: Case,
  window: AnalysisWindow | null,
  settings: AnalysisSettings = {},
  { signal, onProgress, derived = derivedFolder }: AnalysisOptions = {},
): Promise<StoredAnalysis> {
  const asked = askedOf(opened, window, settings, derived);
  if (asked === null)
    throw InputError.of(
      "positions",
      "reports",
      "none in this time",
      "a stretch of time with position reports; ais show lists the days, ais import brings some",
    );
  if (asked.folder.has()) return storedAt(asked);
  const { land: polygons, lakes, rivers } = worldWaters();
  const shore = shoreOf(polygons, lakes);
  const source = await openPositions(opened);
  try {
    const total = totalOf(await source.days(), asked.window);
    const statements = await source.statements(asked.window);
    const analysis = await analyse({
      batches: source.fixes(asked.window),
      statements,
      seconds: await source.seconds(asked.window),
      ...asked.window,
      shore,
      land: landCells(shore, asked.tracks, rivers),
      places: visitedPlaces(readPorts(opened.database), readPlaces(opened.database)),
      tracks: asked.tracks,
      events: asked.events,
      signal,
      onProgress: (fixes, ships) => onProgress?.(`analysed ${fixes} of ${total} reports of ${ships} ships`),
    });
    const parts = partsOf(asked, analysis, latestNames(statements), opened.now().getTime());
    const reception = saveReception(analysis.evidence, analysis.weighed);
    const hindrance = keep(asked, parts, reception);
    return hindrance === null ? storedAt(asked) : heldAt(asked, parts, reception, hindrance);
  } finally {
    source.close();
  }
}

/** The kept analysis of the reports as they are now, or null when there is none yet. Reads no reports. */
export function readAnalysis(
  opened: Case,
  window: AnalysisWindow | null = null,
  settings: AnalysisSettings = {},
): StoredAnalysis | null {
  const asked = askedOf(opened, window, settings);
  return asked?.folder.has() === true ? storedAt(asked) : null;
}

/** True when the case has reports in the window. */
export const hasReports = (opened: Case, window: AnalysisWindow | null = null): boolean =>
  askedOf(opened, window, {}) !== null;

interface Asked {
  readonly key: string;
  readonly folder: DerivedFolder;
  readonly window: AnalysisWindow;
  readonly tracks: TrackSettings;
  readonly events: EventSettings;
}

const dayMs = 86_400_000;

/** What is asked with all that the answer depends on, in one key; null without reports in the window. */
function askedOf(
  opened: Case,
  window: AnalysisWindow | null,
  settings: AnalysisSettings,
  derived = derivedFolder,
): Asked | null {
  const positions = join(opened.folder, "positions");
  const days = daysIn(positions).filter((day) => {
    const from = Date.parse(`${day}T00:00:00Z`);
    return window === null || (from < window.toMs && from + dayMs > window.fromMs);
  });
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const whole = {
    fromMs: Date.parse(`${first}T00:00:00Z`),
    toMs: Date.parse(`${last}T00:00:00Z`) + dayMs,
  };
  const exact =
    window === null
      ? whole
      : { fromMs: Math.max(window.fromMs, whole.fromMs), toMs: Math.min(window.toMs, whole.toMs) };
  const tracks = { ...usualTrackSettings, ...settings.tracks };
  const events = { ...usualEventSettings, ...settings.events };
  const writers = dayWriters(opened.database);
  const files = days.flatMap((day) =>
    [day, `statements/${day}`].map((name) => stateOf(positions, name, writers.get(name)?.sha256)),
  );
  const places = visitedPlaces(readPorts(opened.database), readPlaces(opened.database));
  const key = sha256(
    canonical({
      method: analysisMethod,
      silences: silencesMethod,
      ...exact,
      tracks: { ...tracks },
      events: { ...events },
      files,
      places: sha256(JSON.stringify(places)),
    }),
  ).slice(0, 24);
  return { key, folder: derived(positions, "analysis", key), window: exact, tracks, events };
}

/** A file by its size and the hash that its import recorded, so that a copied case keeps its analysis; one that no import wrote, by its size and time. */
function stateOf(folder: string, name: string, recorded: string | undefined): string {
  const path = join(folder, `${name}.parquet`);
  if (!existsSync(path)) return `${name} none`;
  const { size, mtimeMs } = statSync(path);
  return `${name} ${size} ${recorded ?? mtimeMs}`;
}

function totalOf(days: readonly PositionDay[], { fromMs, toMs }: AnalysisWindow): number {
  return days
    .filter(({ day }) => {
      const from = Date.parse(`${day}T00:00:00Z`);
      return from < toMs && from + dayMs > fromMs;
    })
    .reduce((sum, day) => sum + day.fixes, 0);
}

type Parts = Readonly<Record<string, unknown>>;

/** @returns what kept it from being kept, or null */
function keep({ folder }: Asked, parts: Parts, reception: SavedReception): Hindrance | null {
  try {
    folder.write(parts, reception);
    return null;
  } catch (error) {
    const hindrance = hindranceOf(error);
    if (hindrance === null) throw error;
    return hindrance;
  }
}

function partsOf(
  { window, tracks, events }: Asked,
  analysis: Analysis,
  names: ReadonlyMap<number, string>,
  madeMs: number,
): Parts {
  const summary: AnalysisSummary = {
    ...window,
    method: analysisMethod,
    madeMs,
    fixes: analysis.fixes,
    ships: analysis.ships,
    counts: countsOf(analysis),
    flags: flagsOf(analysis),
    clocks: analysis.clocks,
    quiet: analysis.quiet,
    tracks,
    events,
  };
  return {
    ...Object.fromEntries(analysisParts.map((part) => [part, analysis[part]])),
    names: [...names],
    onLand: analysis.onLand,
    grid: analysis.reception.grid(),
    summary,
  };
}

const countsOf = (analysis: Analysis): AnalysisSummary["counts"] => ({
  segments: analysis.segments.length,
  circles: analysis.circles.length,
  proposals: analysis.proposals.length,
  gaps: analysis.gaps.length,
  visits: analysis.visits.length,
  waiting: analysis.waiting.length,
  meetings: analysis.meetings.length,
  loitering: analysis.loitering.length,
});

function flagsOf({ segments }: Analysis): AnalysisSummary["flags"] {
  const found = new Map<string, { fixes: number; ships: Set<number> }>();
  for (const { mmsi, flags } of segments)
    for (const [flag, fixes] of Object.entries(flags)) {
      const known = found.get(flag);
      if (known === undefined) found.set(flag, { fixes, ships: new Set([mmsi]) });
      else {
        known.fixes += fixes;
        known.ships.add(mmsi);
      }
    }
  return Object.fromEntries(
    [...found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([flag, { fixes, ships }]) => [flag, { fixes, ships: ships.size }]),
  );
}

const storedAt = ({ key, folder }: Asked): StoredAnalysis =>
  analysisOf(key, null, folder.read, folder.readReception);

const whyNotKept: Readonly<Record<Hindrance, string>> = {
  forbidden:
    "This was worked out and not kept, since the case may only be read here: who asks again waits again.",
  full: "This was worked out and not kept, since there is not room enough: who asks again waits again.",
};

/** One that nothing could be kept of, from memory; its parts as the files would give them. */
const heldAt = (
  { key }: Asked,
  parts: Parts,
  reception: SavedReception,
  hindrance: Hindrance,
): StoredAnalysis =>
  analysisOf(
    key,
    whyNotKept[hindrance],
    (part) => JSON.parse(JSON.stringify(parts[part])) as unknown,
    () => reception,
  );

// Written by the same program: the key holds the method's name.
const analysisOf = (
  key: string,
  notKept: string | null,
  read: (part: string) => unknown,
  readReception: () => SavedReception,
): StoredAnalysis => ({
  key,
  notKept,
  summary: read("summary") as AnalysisSummary,
  part: <P extends AnalysisPart>(part: P) => read(part) as Analysis[P],
  names: () => new Map(read("names") as readonly (readonly [number, string])[]),
  onLand: () => read("onLand") as readonly number[],
  receptionGrid: () => read("grid") as readonly ReceptionCell[],
  reception: () => savedModel(readReception()),
});
