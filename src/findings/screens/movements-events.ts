import { countedInThousands } from "../../base/counted.ts";
import type { LonLatBox } from "../../movements/ais/fixes.ts";
import type { RankedCircle } from "../../movements/analysis/alike-circles.ts";
import { boxesMeet, pointBox } from "../../movements/analysis/in-box.ts";
import {
  gapsByWeight,
  longestFirst,
  meetingsByWeight,
  visitsByWeight,
} from "../../movements/analysis/what-matters.ts";
import type { Gap, Loitering, Meeting, Visit, Waiting } from "../../movements/events/event.ts";
import type { IdentityProposal } from "../../movements/tracks/identity-proposals.ts";
import { trackFlags, type Segment, type TrackFlag } from "../../movements/tracks/segment.ts";
import type { Position } from "../../sites/counting/site.ts";
import {
  circleInWords,
  gapInWords,
  loiteringInWords,
  meetingInWords,
  proposalInWords,
  visitInWords,
} from "./movements-event-words.ts";

/** Kinds of events in the order in which the list has them: what a ship may hide behind comes first. */
export const listedKinds = [
  "gap",
  "proposal",
  "circle",
  "shared",
  "on-land",
  "meeting",
  "loitering",
  "flag",
  "visit",
  "waiting",
] as const;
export type ListedKind = (typeof listedKinds)[number];

/** What the analysis of the reports found, of any ship. Times are milliseconds, half-open. */
export interface ListedEvent {
  /** The same for as long as the analysis says the same: it may stand in an address. */
  readonly id: string;
  readonly kind: ListedKind;
  readonly mmsi: number;
  /** Latest name that it sent, or its number. Hostile text. */
  readonly name: string;
  /** The other ship of a meeting, or the identity that a proposal says it went on under. */
  readonly other: number | null;
  readonly fromMs: number;
  /** null: still so at the end of the reports. */
  readonly toMs: number | null;
  readonly position: Position;
  /** Where it lies somewhere in a track, the box of the track; null where `position` is exact. */
  readonly box: LonLatBox | null;
  readonly words: string;
  readonly reasons: readonly string[];
  /** Of a silence: probability that a working transponder would have been heard; of a proposal: that it is one ship. null: not known, or of another kind. */
  readonly odds: number | null;
}

export interface EventsFound {
  readonly segments: readonly Segment[];
  readonly gaps: readonly Gap[];
  readonly proposals: readonly IdentityProposal[];
  readonly circles: readonly RankedCircle[];
  readonly meetings: readonly Meeting[];
  readonly loitering: readonly Loitering[];
  readonly visits: readonly Visit[];
  readonly waiting: readonly Waiting[];
}

/** All of it as one list, what matters first: by kind, and of a kind by what is most telling. */
export function listedEvents(
  found: EventsFound,
  nameOf: (mmsi: number) => string,
  placeOf: (id: string) => string,
): ListedEvent[] {
  const event = (
    kind: ListedKind,
    mmsi: number,
    { fromMs, toMs, position }: Pick<ListedEvent, "fromMs" | "toMs" | "position">,
    words: string,
    more: Partial<Pick<ListedEvent, "other" | "box" | "reasons" | "odds">> = {},
  ): ListedEvent => ({
    id: [kind, mmsi, fromMs, ...(more.other === undefined ? [] : [more.other])].join("/"),
    kind,
    mmsi,
    name: nameOf(mmsi),
    other: null,
    fromMs,
    toMs,
    position,
    box: null,
    words,
    reasons: [],
    odds: null,
    ...more,
  });
  return [
    ...gapsByWeight(found.gaps).map((g) =>
      event("gap", g.mmsi, { ...g, position: g.fromPosition }, gapInWords(g), {
        reasons: g.reasons,
        odds: g.kind === "cannot-tell" ? null : g.heard,
      }),
    ),
    ...found.proposals
      .toSorted((a, b) => b.probability - a.probability || a.before - b.before)
      .map((p) =>
        event(
          "proposal",
          p.before,
          { fromMs: p.lastMs, toMs: p.firstMs, position: p.lastPosition },
          proposalInWords(p, nameOf(p.after)),
          { other: p.after, odds: p.probability, reasons: [evidenceWords(p.evidence)] },
        ),
      ),
    ...found.circles.map((c) => event("circle", c.mmsi, { ...c, position: c.centre }, circleInWords(c))),
    ...flagged(found.segments, ["identity-shared"]).map((f) => event("shared", f.mmsi, f, f.words, f)),
    ...flagged(found.segments, ["on-land"]).map((f) => event("on-land", f.mmsi, f, f.words, f)),
    ...meetingsByWeight(found.meetings).map((m) =>
      event("meeting", m.first, m, meetingInWords(m, nameOf(m.second)), { other: m.second }),
    ),
    ...longestFirst(found.loitering).map((l) => event("loitering", l.mmsi, l, loiteringInWords(l))),
    ...flagged(found.segments, otherFlags).map((f) => event("flag", f.mmsi, f, f.words, f)),
    ...visitsByWeight(found.visits).map((v) =>
      event("visit", v.mmsi, { fromMs: v.enteredMs, toMs: v.leftMs, position: v.position }, visitInWords(v)),
    ),
    ...longestFirst(found.waiting).map((w) =>
      event("waiting", w.mmsi, w, `waited before ${placeOf(w.placeId)}`),
    ),
  ];
}

/** Flags that have no line of their own in the list. */
const otherFlags = trackFlags.filter((f) => f !== "identity-shared" && f !== "on-land" && f !== "circling");

/** The identities with reports that have one of the flags, those with most first: in which time and box their tracks lie. */
function flagged(segments: readonly Segment[], flags: readonly TrackFlag[]) {
  const countOf = (s: Segment): number => flags.reduce((sum, flag) => sum + (s.flags[flag] ?? 0), 0);
  const own = new Map<number, Segment[]>();
  for (const segment of segments) {
    if (countOf(segment) === 0) continue;
    const known = own.get(segment.mmsi);
    if (known === undefined) own.set(segment.mmsi, [segment]);
    else known.push(segment);
  }
  return [...own]
    .map(([mmsi, list]) => {
      const box = {
        west: Math.min(...list.map((s) => s.box.west)),
        south: Math.min(...list.map((s) => s.box.south)),
        east: Math.max(...list.map((s) => s.box.east)),
        north: Math.max(...list.map((s) => s.box.north)),
      };
      const position: Position = [(box.west + box.east) / 2, (box.south + box.north) / 2];
      const said = flags.flatMap((flag) => {
        const reports = list.reduce((sum, s) => sum + (s.flags[flag] ?? 0), 0);
        return reports === 0 ? [] : [`${flagWords[flag]} ${reports.toLocaleString("en")}`];
      });
      const all = list.reduce((sum, s) => sum + s.fixes, 0);
      return {
        mmsi,
        box,
        position,
        fromMs: Math.min(...list.map((s) => s.firstMs)),
        toMs: Math.max(...list.map((s) => s.lastMs)) + 1,
        count: list.reduce((sum, s) => sum + countOf(s), 0),
        words: `${said.join(", ")} of ${countedInThousands(all, "report")}${list.length > 1 ? ` in ${list.length} tracks` : ""}`,
      };
    })
    .sort((a, b) => b.count - a.count || a.mmsi - b.mmsi)
    .map(({ count: _count, ...rest }) => rest);
}

const flagWords: Readonly<Record<TrackFlag, string>> = {
  "identity-shared": "two ships at once under one number:",
  jump: "jump",
  "impossible-speed": "impossible speed",
  "on-land": "far inland, away from known waters:",
  frozen: "frozen position",
  circling: "circling",
  clock: "wrong clock",
  "invalid-identity": "no ship's number",
};

const evidenceWords = (evidence: Readonly<Record<string, number>>): string =>
  Object.entries(evidence)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .map(([what, log]) => `${what} ${log >= 0 ? "for" : "against"} it, ${timesWords(Math.abs(log))}`)
    .join("; ");

const timesWords = (log: number): string => {
  const times = Math.exp(log);
  return times < 1.05
    ? "hardly"
    : `${times < 10 ? times.toFixed(1) : Math.round(times).toLocaleString("en")} times`;
};

/** What of the list is asked for. */
export interface EventsAsked {
  readonly fromMs: number;
  readonly toMs: number;
  readonly box: LonLatBox | null;
  readonly kind: ListedKind | null;
  /** Part of a name or of a number; empty for all. */
  readonly sought: string;
  readonly skip: number;
  readonly most: number;
  /** An event that is told wherever it stands in the list. */
  readonly chosen: string | null;
}

export interface EventsPage {
  /** Of the time, the box and the words, by kind: also those of other kinds than the one that is asked for. */
  readonly counts: Readonly<Record<ListedKind, number>>;
  /** Of the kind that is asked for. */
  readonly total: number;
  readonly skip: number;
  readonly events: readonly ListedEvent[];
  readonly chosen: ListedEvent | null;
}

/** A page of the list. An event meets a time or a box when it has a moment or a place in common with it. */
export function eventsPage(all: readonly ListedEvent[], asked: EventsAsked): EventsPage {
  const words = asked.sought.trim().toLowerCase();
  const counts = Object.fromEntries(listedKinds.map((kind) => [kind, 0])) as Record<ListedKind, number>;
  const events: ListedEvent[] = [];
  let total = 0;
  for (const e of all) {
    if (e.fromMs >= asked.toMs || (e.toMs ?? Infinity) <= asked.fromMs) continue;
    if (asked.box !== null && !boxesMeet(asked.box, e.box ?? pointBox(e.position))) continue;
    if (words !== "" && !`${e.name} ${e.mmsi} ${e.other ?? ""} ${e.words}`.toLowerCase().includes(words))
      continue;
    counts[e.kind]++;
    if (asked.kind !== null && e.kind !== asked.kind) continue;
    if (total++ >= asked.skip && events.length < asked.most) events.push(e);
  }
  const chosen = asked.chosen === null ? null : (all.find((e) => e.id === asked.chosen) ?? null);
  return { counts, total, skip: asked.skip, events, chosen };
}
