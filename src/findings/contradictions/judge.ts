import type { Answer, Contradiction } from "./contradiction.ts";
import { statementOf, type ContradictionRecords, type Statement } from "./statement.ts";
import type { TestName } from "./test-names.ts";
import { calendar } from "./tests/calendar.ts";
import { carryingCapacity } from "./tests/carrying-capacity.ts";
import { derivedFamily } from "./tests/derived-family.ts";
import { firstSeen } from "./tests/first-seen.ts";
import { floors } from "./tests/floors.ts";
import { gazetteer } from "./tests/gazetteer.ts";
import { geography } from "./tests/geography.ts";
import { legsOnRecord } from "./tests/legs-on-record.ts";
import { lengths } from "./tests/lengths.ts";
import { nearestSource } from "./tests/nearest-source.ts";
import { oneFigure } from "./tests/one-figure.ts";
import { partAndWhole } from "./tests/part-and-whole.ts";
import { referenceDistance } from "./tests/reference-distance.ts";
import { relativeDate } from "./tests/relative-date.ts";
import { sameFigureOtherTime } from "./tests/same-figure-other-time.ts";
import { sameReading } from "./tests/same-reading.ts";
import { stateInTime } from "./tests/state-in-time.ts";
import { totalsOverTime } from "./tests/totals-over-time.ts";
import { unit } from "./tests/unit.ts";
import { versions } from "./tests/versions.ts";
import { wording } from "./tests/wording.ts";

type Test = (statements: readonly Statement[], records: ContradictionRecords) => Answer;

const tests: Readonly<Record<TestName, Test>> = {
  versions,
  floors,
  "totals-over-time": totalsOverTime,
  "same-figure-other-time": sameFigureOtherTime,
  "one-figure": oneFigure,
  wording,
  "part-and-whole": partAndWhole,
  "carrying-capacity": carryingCapacity,
  "derived-family": derivedFamily,
  "nearest-source": nearestSource,
  "state-in-time": stateInTime,
  calendar,
  "first-seen": firstSeen,
  "relative-date": relativeDate,
  lengths,
  "legs-on-record": legsOnRecord,
  gazetteer,
  unit,
  "reference-distance": referenceDistance,
  "same-reading": sameReading,
  geography,
};

/**
 * Holds the statements of each contradiction against each other and against the records, by the test that it names. Nothing of an answer is
 * written down beforehand: other records give other answers. In the order in which the statements stand on record.
 */
export function judgeContradictions(records: ContradictionRecords): Contradiction[] {
  return [...Map.groupBy(records.statements, (s) => s.contradiction)].map(([id, rows]): Contradiction => {
    const statements = rows.map((row) => statementOf(row, records));
    const [first] = statements;
    const missing = statements.filter((s) => !s.found).map((s) => s.record);
    // By name: in which order a file lists them decides nothing.
    const usable = statements.filter((s) => s.found).toSorted((a, b) => (a.statement < b.statement ? -1 : 1));
    const test = first?.test ?? "one-figure";
    return {
      id,
      about: rows.find((r) => r.about !== "")?.about ?? id,
      topic: rows.find((r) => r.topic !== "")?.topic ?? "",
      test,
      statements,
      wanted: rows.find((r) => r.wanted !== "")?.wanted ?? "",
      missing,
      ...(usable.length < 2
        ? {
            standing: "open" as const,
            why: `Fewer than two of ${statements.length} statements can be held against each other: ${missing.length === 0 ? "there are no more" : "the records that they name are not in the case"}.`,
            falls: [],
            figures: {},
            restsOn: [],
          }
        : tests[test](usable, records)),
    };
  });
}
