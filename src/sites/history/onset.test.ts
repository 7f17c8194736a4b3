import { expect, test } from "vitest";
import { observation } from "../../../test/made-observations.ts";
import { parseSpan } from "../../base/time/span.ts";
import { onsetsAfter } from "./onset.ts";
import { samplesFor } from "./sample.ts";

const parsed = parseSpan("2023-09-13", 540);
if (!parsed.ok) throw new Error("the event's date is wrong");
const event = parsed.span;
const onsets = (...observations: ReturnType<typeof observation>[]) =>
  onsetsAfter(event, samplesFor("railcar", observations));
const depot = { areaId: "depot" } as const;

test("an onset lies between the last quiet look and the first raised one", () => {
  const [onset] = onsets(
    observation("quiet", "2023-09-14", 0, depot),
    observation("busy", "2023-09-22", 30, depot),
    observation("later", "2023-10-05", 70, depot),
  );
  expect(onset).toMatchObject({
    lastQuiet: "quiet",
    firstRaised: "busy",
    interval: { from: "2023-09-14", to: "2023-09-22" },
    daysAfterEvent: { earliest: 1, latest: 9 },
  });
});

test("without a quiet look before it nothing is said", () => {
  expect(onsets(observation("busy", "2023-09-22", 30, depot))).toEqual([]);
});

test("an area seen empty is at zero in every unit of the kind", () => {
  const [onset] = onsets(
    observation("empty", "2023-09-14", 0, { ...depot, kind: "rail-cargo", measure: "presence" }),
    observation("metres", "2023-09-22", 820, { ...depot, kind: "rail-cargo", measure: "length" }),
  );
  expect(onset).toMatchObject({ measure: "length", lastQuiet: "empty", firstRaised: "metres" });
});

test("looks before the event set the level that a rise has to top", () => {
  const looks = [
    observation("before", "2023-09-01", 10, depot),
    observation("same", "2023-09-16", 11, depot),
    observation("up", "2023-09-20", 40, depot),
  ];
  expect(onsets(...looks)[0]).toMatchObject({ lastQuiet: "same", firstRaised: "up" });
});

test("a fall after the onset contradicts a steady rise; two looks are too few to support one", () => {
  const start = [observation("a", "2023-09-14", 0, depot), observation("b", "2023-09-22", 60, depot)];
  expect(onsets(...start)[0]?.rise.steady).toBe("cannot-tell");
  expect(onsets(...start, observation("c", "2023-09-24", 20, depot))[0]?.rise.steady).toBe("contradicted");
  expect(
    onsets(...start, observation("c", "2023-09-26", 90, depot), observation("d", "2023-09-30", 130, depot))[0]
      ?.rise.steady,
  ).toBe("not-contradicted");
});

test("looks that gave no figure are listed and not read as zero", () => {
  const [onset] = onsets(
    observation("a", "2023-09-14", 0, depot),
    observation("b", "2023-09-22", 30, depot),
    observation("many", "2023-09-28", null, {
      ...depot,
      low: 1,
      outcome: "partial",
      reason: "too many to count",
    }),
    observation("d", "2023-10-05", 50, depot),
  );
  expect(onset?.rise.withoutFigure).toEqual(["many"]);
  expect(onset?.rise.looks.map((l) => l.look)).toEqual(["b", "d"]);
});
