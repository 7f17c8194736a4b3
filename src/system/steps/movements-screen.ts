import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { familyOf, isKind } from "../../sites/counting/kind.ts";
import type { PositionDay } from "../../movements/ais/fixes.ts";
import type { Port } from "../../movements/places/port.ts";
import type {
  AnalysisState,
  CountedSeries,
  MovementsScreen,
  ShownAbsence,
  ShownSighting,
} from "../../findings/screens/movements.ts";
import type { SightingScreen } from "../../findings/screens/movements-sighting.ts";
import type { VerdictRecord } from "../../movements/matching/verdict.ts";
import type { Scene, Sighting } from "../../movements/sightings/sighting.ts";
import type { Case } from "../files/case-folder.ts";
import { readCurrentVerdicts } from "../store/current-verdicts.ts";
import { readVerdicts } from "../store/reading-verdicts.ts";
import { readPlaces, readVoyages } from "../store/reading.ts";
import { correctionsOf, withdrawnSightings } from "./sighting-versions.ts";
import { notStanding } from "./withdrawn-words.ts";
import { shownLooks } from "./shown-looks.ts";
import { sightingsOfCase, type SightingsOfCase } from "./sightings-of-case.ts";

/** Whether what is said here is of simulated pictures or traffic: its source says so in its first word. */
export const isSimulated = (source: string): boolean => /^simulated\b/i.test(source.trim());

/** Imports of position reports, and which of them are of simulated traffic: by their name, or by the first line of the file itself. */
export function readImportsOfCase(opened: Case): { readonly source: string; readonly simulated: boolean }[] {
  return opened.database
    .prepare("SELECT source, sha256 FROM position_imports ORDER BY id")
    .all()
    .map((r) => {
      const source = String(r["source"]);
      const first = beginningOf(join(opened.folder, "evidence", String(r["sha256"])));
      return { source, simulated: isSimulated(source) || /^#\s*simulated\b/i.test(first) };
    });
}

/** The first bytes of a file as text; empty where it is not there, as of a source that was too large to be kept. */
function beginningOf(path: string): string {
  try {
    const file = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(64);
      return bytes.toString("latin1", 0, readSync(file, bytes, 0, 64, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return "";
  }
}

/** What the room of movements shows before anything is chosen, from the records and the days that have reports. */
export function readMovementsScreen(
  opened: Case,
  days: readonly PositionDay[],
  analysis: AnalysisState,
): MovementsScreen {
  const { database } = opened;
  const seen = sightingsOfCase(opened);
  const verdicts = sorted(readCurrentVerdicts(database));
  const scenes = new Map(seen.scenes.map((s) => [s.id, s]));
  const rowsIn = (table: "watch_entries" | "ports"): number =>
    Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"] ?? 0);
  const sightings = shownSightings(seen, verdicts, scenes);
  return {
    sites: readPlaces(database).sites.map(({ id, name, position, zoneMinutes }) => ({
      id,
      name,
      position,
      zoneMinutes,
    })),
    days,
    reports: days.reduce((sum, day) => sum + day.fixes, 0),
    scenes: seen.scenes.map((s) => ({
      id: s.id,
      fromMs: s.at.fromMs,
      toMs: s.at.toMs,
      time: s.at.text,
      sensor: s.sensor,
      platform: s.platform,
      footprint: s.footprint,
      sampleDistanceMetres: s.sampleDistanceMetres,
      source: s.source,
      lookId: s.lookId,
      sightings: seen.recorded.filter((r) => r.sceneId === s.id).length,
      simulated: isSimulated(s.source),
    })),
    sightings,
    absences: verdicts.absences.flatMap((v) => absenceOf(v, scenes)),
    withdrawn: withdrawnSightings(database),
    looks: shownLooks(opened),
    counted: countedOf(opened),
    simulated: simulatedWords(readImportsOfCase(opened), sightings),
    analysis: days.length === 0 ? "none" : analysis,
    voyages: readVoyages(database).length,
    watchEntries: rowsIn("watch_entries"),
    ports: rowsIn("ports"),
  };
}

interface Verdicts {
  readonly ofSighting: ReadonlyMap<string, VerdictRecord>;
  readonly absences: readonly VerdictRecord[];
}

const sorted = (all: readonly VerdictRecord[]): Verdicts => ({
  ofSighting: new Map(all.flatMap((v) => (v.sightingId === null ? [] : [[v.sightingId, v]]))),
  absences: all.filter((v) => v.sightingId === null && v.word === "report-without-ship"),
});

function shownSightings(
  { recorded, published }: SightingsOfCase,
  { ofSighting }: Verdicts,
  scenes: ReadonlyMap<string, Scene>,
): ShownSighting[] {
  const shown = (sighting: Sighting, named: string, isPublished: boolean): ShownSighting => {
    const verdict = ofSighting.get(sighting.id) ?? null;
    return {
      id: sighting.id,
      sceneId: sighting.sceneId,
      fromMs: sighting.at.fromMs,
      toMs: sighting.at.toMs,
      time: sighting.at.text,
      position: sighting.position,
      error: sighting.error,
      sensor: sighting.sensor,
      lengthMetres: sighting.lengthMetres?.best ?? null,
      word: verdict?.word ?? null,
      probability: verdict?.probability ?? null,
      name: named !== "" ? named : verdict?.word === "matched" ? (verdict.rivals[0]?.name ?? "") : "",
      published: isPublished,
      simulated:
        isSimulated(sighting.source) || isSimulated(scenes.get(sighting.sceneId ?? "")?.source ?? ""),
    };
  };
  return [
    ...recorded.map((s) => shown(s, "", false)),
    ...published.map(({ sighting, vessel }) => shown(sighting, vessel, true)),
  ].sort((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1));
}

function absenceOf(verdict: VerdictRecord, scenes: ReadonlyMap<string, Scene>): ShownAbsence[] {
  const [rival] = verdict.rivals;
  const scene = scenes.get(verdict.sceneId ?? "");
  if (rival?.expected === undefined || rival.expected === null || rival.mmsi === null || scene === undefined)
    return [];
  const { position, semiMajorMetres, semiMinorMetres, azimuthDegrees } = rival.expected;
  return [
    {
      id: verdict.id,
      sceneId: verdict.sceneId,
      atMs: (scene.at.fromMs + scene.at.toMs) / 2,
      mmsi: rival.mmsi,
      name: rival.name,
      position,
      error: { semiMajorMetres, semiMinorMetres, azimuthDegrees },
      probability: verdict.probability,
    },
  ];
}

function countedOf({ database }: Case): CountedSeries[] {
  // A few counts are no series: containers come first where there are enough of them.
  const rank = ({ kind, figures }: CountedSeries): number =>
    figures < 5 ? 3 : familyOf(kind) === "container" ? 0 : familyOf(kind) === "rail" ? 1 : 2;
  return database
    .prepare(
      `SELECT l.site, c.kind, count(DISTINCT l.id) AS counts, count(DISTINCT CASE WHEN c.measure = 'count' AND c.statistic = 'at-look' THEN l.id END) AS figures
       FROM counts c JOIN looks l ON l.id = c.look WHERE l.taken_from_ms IS NOT NULL GROUP BY l.site, c.kind`,
    )
    .all()
    .flatMap((r): CountedSeries[] => {
      const kind = String(r["kind"]);
      return isKind(kind)
        ? [{ site: String(r["site"]), kind, counts: Number(r["counts"]), figures: Number(r["figures"]) }]
        : [];
    })
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        b.figures - a.figures ||
        b.counts - a.counts ||
        (`${a.site} ${a.kind}` < `${b.site} ${b.kind}` ? -1 : 1),
    );
}

function simulatedWords(
  imports: readonly { readonly simulated: boolean }[],
  sightings: readonly ShownSighting[],
): string {
  const parts: string[] = [];
  const ofImports = imports.filter((i) => i.simulated).length;
  if (ofImports > 0)
    parts.push(ofImports === imports.length ? "simulated traffic" : "some traffic is simulated");
  const own = sightings.filter((s) => !s.published);
  const ofSightings = own.filter((s) => s.simulated).length;
  if (ofSightings > 0)
    parts.push(ofSightings === own.length ? "simulated sightings" : "some sightings are simulated");
  return parts.join(", ");
}

/** Everything on record of one sighting. @throws InputError for an id that is none */
export function readSightingScreen(opened: Case, id: string): SightingScreen {
  const { scenes, recorded, published } = sightingsOfCase(opened);
  const told = published.find((p) => p.sighting.id === id);
  const sighting = recorded.find((s) => s.id === id) ?? told?.sighting;
  if (sighting === undefined) throw notStanding(opened, "sightings", "sighting", id);
  const [verdict = null] = readCurrentVerdicts(opened.database, { sightingId: id });
  return {
    sighting,
    scene: scenes.find((s) => s.id === sighting.sceneId) ?? null,
    told:
      told === undefined
        ? null
        : { vessel: told.vessel, imo: told.imo, identifiedBy: told.identifiedBy, record: told.origin.id },
    ...correctionsOf(opened.database, id),
    verdict,
    earlier: readVerdicts(opened.database, { sightingId: id })
      .filter((v) => v.id !== verdict?.id)
      .map(({ id: of, word, probability }) => ({ id: of, word, probability })),
  };
}

/** Ports and anchorages of the case's lists. */
export const readPortsOfCase = ({ database }: Case): Port[] =>
  database
    .prepare("SELECT * FROM ports ORDER BY id")
    .all()
    .map((r) => ({
      id: String(r["id"]),
      name: String(r["name"]),
      country: String(r["country"]),
      kind: r["kind"] === "anchorage" ? "anchorage" : "port",
      position: [Number(r["longitude"]), Number(r["latitude"])],
      list: String(r["list"]),
    }));
