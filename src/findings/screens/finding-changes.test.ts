import { expect, test } from "vitest";
import { changesBetween } from "./finding-changes.ts";

const said = (text: string, part: "observation" | "judgement" = "observation") => ({ part, text });

test("the same sentences are the same", () => {
  const sentences = [
    said("About {73|counts/a/best} cars."),
    said("It is {likely|p~likelihood}.", "judgement"),
  ];
  expect(changesBetween(sentences, sentences).map((c) => c.what)).toEqual(["same", "same"]);
});

test("numbers bound to the same path are set side by side", () => {
  const [change] = changesBetween(
    [said("About {73|counts/a/best} cars, {61|low} to {85|high}.")],
    [said("About {80|counts/a/best} cars, {61|low} to {93|high}.")],
  );
  expect(change).toEqual({
    what: "values",
    part: "observation",
    text: "About 80 cars, 61 to 93.",
    before: "About 73 cars, 61 to 85.",
    values: [
      { path: "counts/a/best", before: "73", after: "80" },
      { path: "high", before: "85", after: "93" },
    ],
  });
});

test("a sentence that is bound to another count since is the same sentence with another number", () => {
  const [change] = changesBetween(
    [said("About {73|counts/a/best} cars.")],
    [said("About {80|counts/b/best} cars.")],
  );
  expect(change?.values).toEqual([{ path: "counts/b/best", before: "73", after: "80" }]);
});

test("sentences that came and went stand where they stand", () => {
  const changes = changesBetween(
    [said("First."), said("Gone {1|a}."), said("Last.")],
    [said("First."), said("Last."), said("New {2|b}.")],
  );
  expect(changes.map((c) => `${c.what}: ${c.text}`)).toEqual([
    "same: First.",
    "removed: Gone 1.",
    "same: Last.",
    "added: New 2.",
  ]);
});
