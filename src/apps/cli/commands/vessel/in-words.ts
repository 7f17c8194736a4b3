import { counted } from "../../../../base/counted.ts";
import { percentInWords } from "../../../../base/probability/percent.ts";
import { spanInWords } from "../../../../base/time/words.ts";
import { wordsOfVerdict } from "../../../../movements/matching/verdict.ts";
import type { PublishedSighting } from "../../../../movements/sightings/published.ts";
import type { DifferingPeriods } from "../../../../movements/vessels/contradictions.ts";
import type { IdentityPeriod } from "../../../../movements/vessels/identity.ts";
import type { Recognition } from "../../../../movements/vessels/recognition/recognise.ts";
import type { FormerFact } from "../../../../system/store/reading-vessels.ts";
import type { VesselShown } from "../../../../system/steps/vessels-of-case.ts";
import { wrapped } from "../../lines.ts";

/** A vessel in lines. */
export function vesselInWords(shown: VesselShown, width: number): string[] {
  const { vessel } = shown;
  return [
    `${vessel.names[0] ?? vessel.key} (${vessel.key})${vessel.mmsis.length > 0 ? `, identities ${vessel.mmsis.join(", ")}` : ""}`,
    ...(vessel.sharedNumber
      ? ["  two identities sent with this ship number at one time: one of them is false, or the number is"]
      : []),
    "",
    "what is said of it",
    ...shown.identity.map(
      (p) => `  ${p.field.padEnd(15)} ${p.value.padEnd(24)} ${timeOf(p).padEnd(26)} ${saidBy(p)}`,
    ),
    ...section("what was said and withdrawn", shown.withdrawn.map(formerInWords), width),
    ...section("what was said before it was corrected", shown.corrected.map(formerInWords), width),
    ...section(
      "what contradicts",
      shown.differing
        // Names and owners follow each other in the life of a ship: the list above shows them.
        .filter((d) => d.relation === "contradict" || (d.relation === "cannot-tell" && d.field !== "name"))
        .map(differingInWords),
      width,
    ),
    ...(shown.lists.length + shown.listEntries.length === 0
      ? ["", "watch lists: none on record"]
      : [
          "",
          `watch lists on ${shown.onDay}`,
          ...shown.lists.map((a) => `  ${a.list.padEnd(16)} ${a.word.padEnd(12)} ${a.reason}`),
          ...shown.listEntries.map(
            (m) =>
              `  ${m.by === "imo" ? "entry" : "perhaps"} ${m.entry.id}: ${m.entry.name}${m.by === "imo" ? "" : ` (likeness ${m.likeness.toFixed(2)}: ${m.reasons.join(", ")}; only a ship number would make it this one)`}`,
          ),
        ]),
    ...section(
      "perhaps the same vessel (nothing is merged)",
      shown.proposals
        .slice(0, 10)
        .map((p) => `${p.with}: ${p.reasons.join(", ")} (ratio ${Math.exp(p.logRatio).toPrecision(2)})`),
      width,
    ),
    ...section(
      "published legs that name it",
      shown.legs.map(
        ({ voyage: v, mention }) =>
          `${[v.fromAt, v.toAt].filter((t) => t !== "").join(" to ") || "no day"}  ${v.fromPlace || "?"} to ${v.toPlace || "?"}  ${v.identifiedBy}${mention.by === "imo" ? "" : `, by ${mention.by} (${mention.likeness.toFixed(2)})`}, ${v.publisher} [${v.voyage}]`,
      ),
      width,
    ),
    ...section(
      "sightings that neither a page nor a verdict names, which it may be",
      shown.mayBe.map(
        ({ sighting: s, probability, recognition, claims }) =>
          `${spanInWords(s.at)}  ${s.lengthMetres === null ? "" : `${Math.round(s.lengthMetres.best)} m  `}${percent(probability)} [${s.id}]; ${rivalsInWords(recognition)}${claims.length === 0 ? "" : `; ${claims.map(claimInWords).join("; ")}`}`,
      ),
      width,
    ),
    ...section(
      "verdicts that name it",
      shown.verdicts.map(
        ({ verdict: v, probability }) =>
          `${v.sightingId ?? `no sighting in ${v.sceneId ?? "a picture"}`}: ${wordsOfVerdict[v.word]}, ${percentInWords(v.sightingId === null ? v.probability : probability)}`,
      ),
      width,
    ),
    ...section(
      "verdicts that do not name it, of which it is one rival",
      shown.rivalIn
        .slice(0, mostRivalIn)
        .map(
          ({ verdict: v, probability }) =>
            `${v.sightingId ?? v.sceneId ?? ""}: ${wordsOfVerdict[v.word]}; that it is this vessel ${percentInWords(probability)}`,
        ),
      width,
    ),
    ...(shown.rivalIn.length > mostRivalIn
      ? [`  and ${shown.rivalIn.length - mostRivalIn} more, less probable; --json lists them`]
      : []),
  ];
}

const mostRivalIn = 10;

/** A fact that was withdrawn or corrected, and why. */
export const formerInWords = ({ fact, version, withdrawn, reason, by }: FormerFact): string =>
  `${withdrawn ? "withdrawn" : `version ${version}, corrected since`} [${fact.id}]: ${fact.vessel} ${fact.field} ${fact.value} (${fact.publisher}): ${reason} (${by})`;

const percent = (p: number): string => `${(100 * p).toFixed(p < 0.1 ? 1 : 0)} %`;

function section(title: string, lines: readonly string[], width: number): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.flatMap((line) => wrapped("  ", line, width))];
}

/** "NK Pro names Lady R there then [voyage/...]" */
export const claimInWords = ({ sighting, vessel, identifiedBy }: PublishedSighting): string =>
  `${sighting.by} ${identifiedBy === "named" ? "names" : `has (${identifiedBy})`} ${vessel} there and then [${sighting.id}]`;

/** "one of: Maia-1 75 %, none of these 16 %, ..." */
export function rivalsInWords(r: Recognition): string {
  const all = [
    ...r.candidates.map((c) => ({ name: c.name === "" ? c.key : c.name, p: c.probability })),
    { name: "none of these", p: r.none },
  ].sort((a, b) => b.p - a.p);
  return `${r.word}: ${all
    .slice(0, 6)
    .map(({ name, p }) => `${name} ${percent(p)}`)
    .join(", ")}`;
}

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function timeOf({ fromMs, toMs, said }: IdentityPeriod): string {
  if (said.by === "page") {
    const { from, to } = said.fact;
    return from === "" && to === ""
      ? "time not told"
      : `${from === "" ? "…" : from} to ${to === "" ? "…" : to}`;
  }
  return `${fromMs === null ? "…" : day(fromMs)} to ${toMs === null ? "…" : day(toMs - 1)}`;
}

function saidBy({ said }: IdentityPeriod): string {
  if (said.by === "report") return `sent by ${said.mmsi}, ${counted(said.reports, "time")}`;
  const { fact } = said;
  return [
    fact.publisher,
    fact.basis === "published" ? "" : `(${fact.basis})`,
    fact.address,
    fact.note === "" ? "" : `- ${fact.note}`,
    `[${fact.id}]`,
  ]
    .filter((w) => w !== "")
    .join(" ");
}

function differingInWords({ field, relation, a, b }: DifferingPeriods): string {
  const one = (p: IdentityPeriod): string =>
    `${p.field === "not-listed" ? `not on ${p.value}` : p.field === "listed" ? `on ${p.value}` : p.value} (${timeOf(p)}; ${p.said.by === "report" ? `sent by ${p.said.mmsi}` : p.said.fact.publisher}${p.said.by === "page" && p.said.fact.basis !== "published" ? `, ${p.said.fact.basis}` : ""})`;
  const words = {
    contradict: "contradict",
    changed: "one after the other",
    "cannot-tell": "cannot tell which holds when",
  } as const;
  return `${field}, ${words[relation]}: ${one(a)} | ${one(b)}`;
}
