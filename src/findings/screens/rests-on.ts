import type { FindingModel } from "../judgements/model.ts";

/** A record that a value is read from or worked out of, and what it is to that value. */
export interface RestingRecord {
  readonly table: "counts" | "looks" | "events" | "sites" | "voyages";
  readonly id: string;
  readonly role: string;
}

/** What a bound value rests on. */
export interface RestsOn {
  /** How the value comes of its records, in words. */
  readonly how: string;
  /** The page of docs/method that tells in full; null where the value is as its source gives it. */
  readonly method: "counts" | "history" | "judgements" | null;
  readonly records: readonly RestingRecord[];
  /** The publications of the look under test are what is counted. */
  readonly publications: boolean;
}

const nothing: readonly RestingRecord[] = [];

/**
 * What a path of a sentence leads back to: the records themselves, or those that a method worked the value out of. Paths that a model
 * no longer knows give the record that they name.
 */
export function restsOn(model: FindingModel | null, path: string): RestsOn {
  const [first = "", second = "", third = "", ...rest] = path.split("/");
  const answer = (
    how: string,
    method: RestsOn["method"],
    records: readonly RestingRecord[] = nothing,
    publications = false,
  ): RestsOn => ({ how, method, records, publications });
  switch (first) {
    case "counts":
      return answer("as the count has it", null, countsOf([second], "the count"));
    case "looks":
      return answer("as the look has it", null, [{ table: "looks", id: second, role: "the look" }]);
    case "events":
      return answer("as its source gives it", null, [{ table: "events", id: second, role: "the event" }]);
    case "site":
    case "areas":
      return answer(
        first === "site" ? "as the site is on record" : "counted over the outlines of the site's areas",
        null,
        model === null ? nothing : [{ table: "sites", id: model.site.id, role: "the site" }],
      );
    case "voyages":
      return answer("counted over the published legs on record", null, [
        { table: "voyages", id: "", role: "all legs" },
      ]);
    case "chain":
      return answer("the way that is held best, built from the legs and looks on record", "judgements", [
        { table: "voyages", id: "", role: "all legs" },
      ]);
    case "contradictions":
      return answer("counted over the contradictions on record, each judged by its test", "judgements");
    case "published":
      return answer("counted over the publications of this observation", "judgements", target(model), true);
    case "later":
      return answer("a later, larger look of the same kind", "history", later(model, Number(second)));
    case "onsets":
      return answer(
        "the onset: between the last quiet look and the first raised one",
        "history",
        onset(model, Number(second), [third, ...rest]),
      );
    case "record":
      return answer(...recordTest(model, second, third, rest[0] ?? ""));
    case "confidence":
      return answer(
        "by the stated rules of confidence",
        "judgements",
        second === "record" ? compared(model) : target(model),
        second === "count",
      );
    case "contraryFirmOthers":
      return answer(
        "looks that speak against the maximum",
        "history",
        (model?.record.contrary ?? [])
          .slice(1)
          .filter((c) => c.firm)
          .flatMap((c) => countsOf(c.counts, "speaks against the maximum")),
      );
    case "undated":
      return answer("counted over the looks of the site without a date", "history", undated(model));
    case "kind":
      return answer("the kind that the finding asks about", null, target(model));
    case "constants":
      return answer("a number of the method, the same in every case", "history");
    default:
      return answer("worked out from the records of the site", "judgements");
  }
}

const countsOf = (ids: readonly string[], role: string): RestingRecord[] =>
  ids.map((id) => ({ table: "counts", id, role }));

const target = (model: FindingModel | null): RestingRecord[] =>
  countsOf(model?.target.countIds ?? [], "under test");

/** The count under test and what it is compared with. */
function compared(model: FindingModel | null): RestingRecord[] {
  const before = model?.record.largestBefore ?? null;
  return [
    ...target(model),
    ...countsOf(
      before?.counts ?? [],
      before?.basis === "published-maximum" ? "the published maximum" : "the largest before",
    ),
  ];
}

function later(model: FindingModel | null, at: number): RestingRecord[] {
  const entry = model?.later[at];
  return entry === undefined ? [] : countsOf(entry.counts, "the later look");
}

function onset(model: FindingModel | null, at: number, rest: readonly string[]): RestingRecord[] {
  const entry = model?.onsets[at];
  if (entry === undefined) return [];
  const look = rest[0] === "rise" && rest[1] === "looks" ? entry.rise.looks[Number(rest[2])] : undefined;
  return look === undefined
    ? [
        { table: "looks", id: entry.lastQuiet, role: "the last quiet look" },
        { table: "looks", id: entry.firstRaised, role: "the first raised look" },
      ]
    : figuresOf(model, entry, look.look);
}

/** The counts of a look that an onset is seen in; the look itself where none is found. */
function figuresOf(
  model: FindingModel | null,
  { area, kind, measure }: FindingModel["onsets"][number],
  look: string,
): RestingRecord[] {
  const sample = model?.samples.find(
    (s) => s.look.id === look && s.areaId === area && s.kind === kind && s.measure === measure,
  );
  return sample === undefined
    ? [{ table: "looks", id: look, role: "a look after the onset" }]
    : countsOf(sample.countIds, "a look after the onset");
}

const undated = (model: FindingModel | null): RestingRecord[] =>
  (model?.samples ?? [])
    .filter((s) => s.look.takenAt === null)
    .flatMap((s) => countsOf(s.countIds, "without a date"));

function recordTest(
  model: FindingModel | null,
  second: string,
  third: string,
  field: string,
): [how: string, method: RestsOn["method"], records: readonly RestingRecord[]] {
  const record = model?.record;
  switch (second) {
    case "count":
      return ["the figure, and the interval that the error model lays around it", "counts", target(model)];
    case "largestBefore":
      return [
        "the largest comparable figure before it",
        "history",
        compared(model).slice(target(model).length),
      ];
    case "contrary": {
      const entry = record?.contrary[Number(third)];
      const own = countsOf(
        entry?.counts ?? [],
        entry?.firm === false ? "a length of cargo" : "speaks against the maximum",
      );
      return field === "cars" || field === "metres"
        ? ["what was seen, read as cars by the length of a car", "history", own]
        : [
            "what was seen, read as cars and held against the count and the maximum",
            "history",
            [...own, ...compared(model)],
          ];
    }
    case "tally":
      return ["how the looks in the window ended", "history", target(model)];
    case "comparableLooks":
    case "comparable":
      return [
        "looks in the window that are like with like",
        "history",
        [
          ...target(model),
          ...(record?.comparable ?? []).map((id): RestingRecord => ({
            table: "looks",
            id,
            role: "comparable",
          })),
        ],
      ];
    case "ratio":
      return ["the figure divided by the largest before it", "history", compared(model)];
    default:
      return ["by the record test", "history", compared(model)];
  }
}
