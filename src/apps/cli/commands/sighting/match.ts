import { counted } from "../../../../base/counted.ts";
import { InputError, quoted } from "../../../../base/errors.ts";
import { percentInWords } from "../../../../base/probability/percent.ts";
import { spanInWords } from "../../../../base/time/words.ts";
import { rivalName, verdictColumns } from "../../../../movements/matching/exchanged-verdict.ts";
import { leftOutWords } from "../../../../movements/matching/left-out.ts";
import { publishedSettings, type MatchSettings } from "../../../../movements/matching/settings.ts";
import { wordsOfVerdict, type VerdictRecord } from "../../../../movements/matching/verdict.ts";
import type { Sighting } from "../../../../movements/sightings/sighting.ts";
import { verdictExchange } from "../../../../system/steps/exchanged-verdicts.ts";
import { matchSightings, type Matched } from "../../../../system/steps/match-sightings.ts";
import { sightingsOfCase } from "../../../../system/steps/sightings-of-case.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { numberOption, textOption } from "../mark/options.ts";
import { timeOptions } from "./time-options.ts";
import { writeExchanged } from "./write-exchanged.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "write", async (opened): Promise<ExitCode> => {
    const matched = await matchSightings(opened, {
      sceneId: textOption(call, "scene"),
      sightingId: call.args[0] ?? null,
      ...timeOptions(call, "sighting match"),
      settings: settingsIn(call),
      signal: call.signal,
      onProgress: (text) => call.output.progress(text),
    });
    const exchange = verdictExchange(opened);
    const exchanged = matched.flatMap((m) => m.verdicts.flatMap((v) => exchange(v, m.at)?.made ?? []));
    if (writeExchanged(call, "sighting match", "Verdicts", verdictColumns, exchanged)) return 0;
    const { recorded, published } = sightingsOfCase(opened);
    const seen = new Map([...recorded, ...published.map((p) => p.sighting)].map((s) => [s.id, s]));
    call.output.result({ matched }, () => [...matched.flatMap((m) => linesOf(m, seen)), ...summary(matched)]);
    return 0;
  });

/** Names of settings that can be typed, with the least and the most that make sense. */
const typed = [
  ["window-hours", "windowHours", 0.1, 240],
  ["probable", "probable", 0.5, 0.999],
  ["heard", "heard", 0, 1],
  ["must-transmit", "mustTransmit", 0, 1],
  ["unreported-share", "unreportedShare", 0.001, 100],
] as const;

function settingsIn(call: Call): Partial<MatchSettings> {
  const settings: Partial<Record<keyof MatchSettings, number>> = {};
  for (const [name, key, from, to] of typed) {
    const camel = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const value = numberOption(call, camel);
    if (value === null) continue;
    if (value < from || value > to)
      throw InputError.of(
        "sighting match",
        `--${name}`,
        quoted(String(value)),
        `a number from ${from} to ${to}`,
      );
    settings[key] = value;
  }
  return { ...publishedSettings, ...settings };
}

/** What was left out of the first rivals, a line for each. */
const leftOutLines = (v: VerdictRecord): string[] =>
  v.rivals
    .slice(0, 3)
    .flatMap((r) => (r.leftOut ?? []).map((left) => `    ${rivalName(r)}: ${leftOutWords(left)} (UTC)`));

function linesOf(m: Matched, seen: ReadonlyMap<string, Sighting>): string[] {
  const lines = m.verdicts.flatMap((v) => {
    const rivals = v.rivals
      .slice(0, 3)
      .map((r) => `${rivalName(r)} ${percentInWords(r.probability)}`)
      .join(", ");
    const size = seen.get(v.sightingId ?? "")?.lengthMetres;
    const sure = v.word === "cannot-tell" ? "" : percentInWords(v.probability);
    const line = [
      wordsOfVerdict[v.word].padEnd(19),
      sure.padEnd(16),
      (v.sightingId ?? "a report").padEnd(24),
      size === undefined || size === null ? "" : `${Math.round(size.best)} m`,
      rivals,
      v.word === "cannot-tell" ? (v.reasons[0] ?? "") : "",
    ]
      .filter((part) => part !== "")
      .join("  ");
    return [line, ...leftOutLines(v)];
  });
  if (m.sceneId === null) return lines;
  return [
    `${m.sceneId}, ${spanInWords(m.at)}: ${counted(m.verdicts.length, "verdict")}, ${counted(m.candidates, "ship")} reported near${m.anyReports ? "" : "; no position reports of that time are on record"}`,
    ...lines.map((line) => `  ${line}`),
  ];
}

function summary(matched: readonly Matched[]): string[] {
  const counts = new Map<string, number>();
  for (const { verdicts } of matched)
    for (const { word } of verdicts)
      counts.set(wordsOfVerdict[word], (counts.get(wordsOfVerdict[word]) ?? 0) + 1);
  if (counts.size === 0) return ["no sightings"];
  return [
    `${[...counts].map(([word, n]) => `${n} ${word}`).join(", ")}${matched.some((m) => m.changed) ? "" : "; on record already"}`,
  ];
}
