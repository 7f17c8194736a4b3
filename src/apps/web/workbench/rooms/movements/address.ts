import { listedKinds, type ListedKind } from "../../../../../findings/screens/movements-events.ts";
import { shownWords, type ShownWord } from "../../../map/verdict-words.ts";
import { momentOf, momentText, stretchOf, stretchText, type Stretch } from "../../../time/stretch.ts";

/** What the panel beside the map shows. */
export const panels = ["sightings", "events", "ships", "voyages", "chain"] as const;
export type PanelName = (typeof panels)[number];

/** What the map shows and can be told to leave out. */
export const layers = [
  "reception",
  "pictures",
  "tracks",
  "silences",
  "ships",
  "sightings",
  "footprints",
  "outlines",
] as const;
export type LayerName = (typeof layers)[number];

/** Minutes without a report from which on two reports are joined by dashes. */
export const silenceChoices = [10, 30, 60, 360] as const;
export const usualSilence = 30;

/** Percent of a picture on the map; less, and the map shines through. */
export const leastOpacity = 10;

/** Everything of the room that one address restores, apart from the map's camera. */
export interface RoomAddress {
  /** The time that the bar shows; null: all of it. */
  readonly axis: Stretch | null;
  /** The time of which tracks and sightings are shown; null: what the bar shows. */
  readonly window: Stretch | null;
  readonly atMs: number | null;
  readonly ship: number | null;
  readonly sighting: string | null;
  /** Only sightings of this verdict; null: all. */
  readonly verdict: ShownWord | null;
  /** The look whose picture lies on the map at its place; null: by the moment. */
  readonly picture: string | null;
  readonly opacityPercent: number;
  /** null: the usual one. */
  readonly panel: PanelName | null;
  readonly event: string | null;
  readonly eventKind: ListedKind | null;
  /** Only events of what the map shows. */
  readonly eventsInView: boolean;
  readonly hidden: ReadonlySet<LayerName>;
  readonly silenceMinutes: number;
  /** The counts under the bar: "<site>/<kind>"; null: the usual ones. */
  readonly counts: string | null;
  /** Words that ships and sightings are looked for by. */
  readonly sought: string;
  /** Which way of the chain, by its number from 0. */
  readonly way: number;
  readonly leg: string | null;
}

export function addressOf(query: URLSearchParams): RoomAddress {
  const ship = query.get("ship") ?? "";
  const silence = Number(query.get("silence"));
  const hidden = (query.get("hide") ?? "").split(",");
  const opacity = Number(query.get("opacity") ?? "100");
  const way = Number(query.get("way") ?? "0");
  return {
    axis: stretchOf(query.get("axis")),
    window: stretchOf(query.get("window")),
    atMs: momentOf(query.get("at")),
    ship: /^\d{1,9}$/.test(ship) ? Number(ship) : null,
    sighting: query.get("sighting"),
    verdict: shownWords.find((word) => word === query.get("verdict")) ?? null,
    picture: query.get("picture"),
    opacityPercent: Number.isInteger(opacity) && opacity >= leastOpacity && opacity <= 100 ? opacity : 100,
    panel: panels.find((p) => p === query.get("panel")) ?? null,
    event: query.get("event"),
    eventKind: listedKinds.find((k) => k === query.get("kind")) ?? null,
    eventsInView: query.get("where") === "view",
    hidden: new Set(layers.filter((l) => hidden.includes(l))),
    silenceMinutes: silenceChoices.find((m) => m === silence) ?? usualSilence,
    counts: query.get("counts"),
    sought: query.get("find") ?? "",
    way: Number.isInteger(way) && way >= 0 && way < 1000 ? way : 0,
    leg: query.get("leg"),
  };
}

/** The parts of an address that say it; what is usual is left out. */
export function addressText(address: Partial<RoomAddress>): Record<string, string | null> {
  const text: Record<string, string | null> = {};
  const put = <K extends keyof RoomAddress>(
    key: K,
    name: string,
    of: (value: RoomAddress[K]) => string | null,
  ): void => {
    const value = address[key];
    if (value !== undefined) text[name] = of(value);
  };
  put("axis", "axis", (s) => (s === null ? null : stretchText(s)));
  put("window", "window", (s) => (s === null ? null : stretchText(s)));
  put("atMs", "at", (ms) => (ms === null ? null : momentText(ms)));
  put("ship", "ship", (mmsi) => (mmsi === null ? null : String(mmsi)));
  put("sighting", "sighting", (id) => id);
  put("verdict", "verdict", (word) => word);
  put("picture", "picture", (id) => id);
  put("opacityPercent", "opacity", (percent) => (percent === 100 ? null : String(percent)));
  put("panel", "panel", (p) => p);
  put("event", "event", (id) => id);
  put("eventKind", "kind", (kind) => kind);
  put("eventsInView", "where", (only) => (only ? "view" : null));
  put("hidden", "hide", (set) => layers.filter((l) => set.has(l)).join(",") || null);
  put("silenceMinutes", "silence", (m) => (m === usualSilence ? null : String(m)));
  put("counts", "counts", (c) => c);
  put("sought", "find", (s) => s);
  put("way", "way", (n) => (n === 0 ? null : String(n)));
  put("leg", "leg", (l) => l);
  return text;
}
