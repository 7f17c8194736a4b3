import { InputError, quoted } from "../../../base/errors.ts";
import { listedKinds } from "../../../findings/screens/movements-events.ts";
import type { LonLatBox } from "../../../movements/ais/fixes.ts";
import {
  readImportsOfCase,
  readMovementsScreen,
  readSightingScreen,
} from "../../../system/steps/movements-screen.ts";
import { blindnessOf } from "../guard/blind.ts";
import { movementsDeskOf } from "../movements/movements-desk.ts";
import type { Asked } from "../route.ts";

/** Reports that one answer holds at most: a map draws so many of them in a frame. */
export const mostReportsSent = 400_000;
/** Times are told in tenths of a second in 32 bits. */
const longestMs = 13 * 366 * 86_400_000;

/** What the room of movements shows before anything is chosen. */
export async function getMovements({ bench }: Asked) {
  const desk = movementsDeskOf(bench);
  const [days, analysis] = await Promise.all([desk.ask("days", null), desk.ask("analysis", null)]);
  return readMovementsScreen(bench.opened, days, analysis === null ? "missing" : "made");
}

/** Tracks as bytes: `movements-track-bytes.ts` says how they lie. */
export async function getTracks({ bench, query, reply, signal }: Asked) {
  const { fromMs, toMs } = stretchOf(query["from"], query["to"]);
  const box = boxOf(query["box"]);
  const mmsis = mmsisOf(query["mmsi"]);
  const bytes = await movementsDeskOf(bench).kept(
    "tracks",
    {
      fromMs,
      toMs,
      mostReports: mostReportsSent,
      simulated: readImportsOfCase(bench.opened).some((i) => i.simulated),
      ...(box === null ? {} : { box }),
      ...(mmsis === null ? {} : { mmsis }),
    },
    await versionOf(bench),
    signal,
  );
  return reply
    .headers({ "content-type": "application/octet-stream", "cache-control": "private, no-cache" })
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** The ships with reports in a stretch of time, with what they said of themselves last. */
export async function getShips({ bench, query, signal }: Asked) {
  const { fromMs, toMs } = stretchOf(query["from"], query["to"]);
  // Who said nothing of itself is known from the analysis alone.
  const version = await versionOf(bench);
  return { ships: await movementsDeskOf(bench).kept("ships", { fromMs, toMs }, version, signal) };
}

/** Everything on record of the sender of one identity. Lists are asked for the last day of the time. */
export async function getShip({ bench, params, query, signal }: Asked) {
  const { fromMs, toMs } = stretchOf(query["from"], query["to"]);
  const mmsi = mmsiOf(params["mmsi"] ?? "");
  if (mmsi === null)
    throw InputError.of("movements", "mmsi", quoted(params["mmsi"] ?? ""), "a number of at most nine digits");
  const onDay = new Date(toMs - 1).toISOString().slice(0, 10);
  return movementsDeskOf(bench).kept("ship", { mmsi, fromMs, toMs, onDay }, await versionOf(bench), signal);
}

/** What the analysis found of all ships, what matters first, a page at a time; null while the reports were not analysed. */
export async function getEvents({ bench, query }: Asked) {
  const { fromMs, toMs } = stretchOf(query["from"], query["to"]);
  const page = await movementsDeskOf(bench).ask("events", {
    fromMs,
    toMs,
    box: boxOf(query["box"]),
    kind: listedKinds.find((k) => k === query["kind"]) ?? null,
    sought: String(query["find"] ?? ""),
    skip: Number(query["skip"] ?? 0),
    most: Number(query["most"] ?? 100),
    chosen: query["event"] === undefined ? null : String(query["event"]),
  });
  return { page };
}

/** How well ships are heard, cell by cell; null while the reports were not analysed. */
export const getReception = async ({ bench, signal }: Asked) => ({
  cells: await movementsDeskOf(bench).kept("reception", null, await versionOf(bench), signal),
});

/** Analyses the reports of the case: tracks, reception and events, as a job. */
export const postAnalyse = ({ bench, who }: Asked) =>
  bench.jobs.start({
    words: "analyse the position reports",
    // Any of the commands that print a part of the analysis makes all of it; this one prints little.
    args: ["ais", "tracks", "--limit", "1"],
    by: who.name,
  });

/** Holds the sightings of the case against its position reports, as a job. */
export const postMatch = ({ bench, who }: Asked) =>
  bench.jobs.start({
    words: "hold the sightings against the position reports",
    args: ["sighting", "match"],
    by: who.name,
  });

/** What answers about reports depend on: the records, and whether the reports of now were analysed. */
const versionOf = async (bench: Asked["bench"]): Promise<string> =>
  `${bench.version()} ${(await movementsDeskOf(bench).ask("analysis", null)) ?? "none"}`;

/** The number of trips of the case's shuttle, explained; null where its records tell of none. */
export const getTrips = async ({ bench, who, signal }: Asked) => ({
  trips: await movementsDeskOf(bench).kept("trips", blindnessOf(bench, who), await versionOf(bench), signal),
});

/** What went on to where, leg by leg. */
export const getChain = async ({ bench, who, signal }: Asked) =>
  movementsDeskOf(bench).kept("chain", blindnessOf(bench, who), await versionOf(bench), signal);

/** Everything on record of one sighting: its verdict with all rivals, its scene, or what a publication says. */
export const getSighting = ({ bench, query }: Asked) =>
  readSightingScreen(bench.opened, String(query["id"] ?? ""));

type Text = string | number | boolean | undefined;

export function stretchOf(from: Text, to: Text): { readonly fromMs: number; readonly toMs: number } {
  const [fromMs, toMs] = [momentOf("from", from), momentOf("to", to)];
  if (!(fromMs < toMs && toMs - fromMs <= longestMs))
    throw InputError.of("movements", "to", quoted(String(to)), "a time after from, at most 13 years later");
  return { fromMs, toMs };
}

function momentOf(field: string, text: Text): number {
  const ms = Number(text);
  if (text === undefined || !Number.isInteger(ms))
    throw InputError.of(
      "movements",
      field,
      quoted(String(text ?? "")),
      "whole milliseconds since 1970 in UTC",
    );
  return ms;
}

/** Number() would take nothing at all for 0. */
const decimal = /^[-+]?\d+(?:\.\d*)?(?:e[-+]?\d+)?$/i;

function boxOf(text: Text): LonLatBox | null {
  if (text === undefined || text === "") return null;
  const parts = String(text)
    .split(",")
    .map((part) => (decimal.test(part) ? Number(part) : Number.NaN));
  const [west, south, east, north] = parts;
  if (
    parts.length !== 4 ||
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined ||
    !parts.every(Number.isFinite) ||
    Math.abs(west) > 180 ||
    Math.abs(east) > 180 ||
    !(south >= -90 && south < north && north <= 90)
  )
    throw InputError.of(
      "movements",
      "box",
      quoted(String(text)),
      "west,south,east,north in degrees, south below north; west may be the greater, across the 180th meridian",
    );
  return { west, south, east, north };
}

function mmsisOf(text: Text): number[] | null {
  if (text === undefined || text === "") return null;
  const list = String(text)
    .split(",")
    .map(mmsiOf)
    .filter((mmsi) => mmsi !== null);
  if (list.length > 100 || list.length < String(text).split(",").length)
    throw InputError.of(
      "movements",
      "mmsi",
      quoted(String(text)),
      "at most 100 numbers of nine digits, parted by commas",
    );
  return list;
}

const mmsiOf = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null);
