import { expect, test } from "vitest";
import { bind, piecesOf, plainText, valueAt } from "./binding.ts";
import { holderOf } from "./held.ts";
import { bandInWords, bands, likelihoodWord } from "./likelihood.ts";
import { proseFaults } from "./prose.ts";

const driftOf = (sentence: string, model: object) => holderOf(model).drift(sentence);

const model = { counts: { a: { best: 73 } }, p: 0.97, kind: "railcar", when: "2023-10-05" };

test("a bound sentence reads as plain text and holds while its record does", () => {
  const sentence = `About ${bind(model, "counts/a/best")} ${bind(model, "kind", "many")} on ${bind(model, "when", "day")}; ${bind(model, "p", "likelihood")}.`;
  expect(plainText(sentence)).toBe("About 73 railcars on 5 October 2023; almost certain.");
  expect(driftOf(sentence, model)).toEqual([]);
});

test("a changed record is named with the sentence, what it prints and what the record says", () => {
  const sentence = `About ${bind(model, "counts/a/best")} railcars.`;
  expect(driftOf(sentence, { ...model, counts: { a: { best: 80 } } })).toEqual([
    { sentence: "About 73 railcars.", why: "prints 73; counts/a/best is 80" },
  ]);
  expect(driftOf(sentence, { ...model, counts: {} })[0]?.why).toContain("not there any more");
});

test("a count that was corrected is held against the count in its place", () => {
  const before = { counts: { a: { id: "a", best: 73, corrects: null } } };
  const sentence = `About ${bind(before, "counts/a/best")} railcars.`;
  const corrected = (best: number) => ({
    counts: {
      ...before.counts,
      b: { id: "b", best: 75, corrects: "a" },
      c: { id: "c", best, corrects: "b" },
    },
  });
  expect(driftOf(sentence, corrected(80))).toEqual([
    { sentence: "About 73 railcars.", why: "prints 73; counts/a/best, corrected by c, is 80" },
  ]);
  expect(driftOf(sentence, corrected(73))).toEqual([]);
  const circle = {
    counts: { a: { id: "a", best: 73, corrects: "b" }, b: { id: "b", best: 1, corrects: "a" } },
  };
  expect(driftOf(sentence, circle).length).toBeLessThanOrEqual(1);
});

test("a likelihood word drifts when its probability leaves the band", () => {
  const sentence = `It is ${bind(model, "p", "likelihood")}.`;
  expect(driftOf(sentence, { ...model, p: 0.9 })[0]?.why).toContain("very likely");
});

test("paths lead through own properties only", () => {
  expect(valueAt(model, "counts/a/constructor")).toBe(undefined);
  expect(valueAt(model, "__proto__/toString")).toBe(undefined);
  expect(() => bind(model, "counts/b/best")).toThrow("leads to nothing");
});

test("likelihood words are those of the directive, also at the ends of their bands", () => {
  expect(bands.length).toBe(7);
  expect([0, 0.04, 0.05, 0.2, 0.449, 0.5, 0.55, 0.8, 0.949, 0.95, 1].map(likelihoodWord)).toEqual([
    "almost no chance",
    "almost no chance",
    "very unlikely",
    "unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "very likely",
    "almost certain",
    "almost certain",
  ]);
  expect(bandInWords("likely")).toBe("55 to 80 %");
  expect(() => likelihoodWord(1.2)).toThrow("probability");
});

const faults = (...texts: string[]) => proseFaults(texts.map((text) => ({ text }))).map((f) => f.rule);

test("a number that is not bound is found, written in figures or in words", () => {
  expect(faults("About 73 railcars stood there.")).toEqual(['"73" is not bound to a record']);
  expect(faults("About twelve railcars stood there.")).toEqual(['"twelve" is not bound to a record']);
  expect(faults("About {73|counts/a/best} railcars stood there, no one knows why.")).toEqual([]);
});

test("likelihood and confidence in one sentence, unbound likelihood and mixed rows are found", () => {
  expect(faults("With high confidence it is {likely|p~likelihood}.")).toEqual([
    "likelihood and confidence stand in one sentence",
  ]);
  expect(faults("It is likely.")).toEqual(['the likelihood word "likely" is not bound to a probability']);
  expect(faults("It is {likely|p~likelihood}.", "It is {nearly certain|q}.")).toContain(
    "mixes the two rows of likelihood words",
  );
});

test("pieces keep the text in full", () => {
  const text = "a {1|b/c~2} d {e|f}";
  expect(piecesOf(text)).toEqual([
    { text: "a " },
    { binding: { printed: "1", path: "b/c", format: "2" } },
    { text: " d " },
    { binding: { printed: "e", path: "f", format: "" } },
  ]);
});
