import type { CommandDefinition, OptionDefinition } from "../../definition.ts";

/** Options that choose the look under test; finding draft has them too. */
export const questionOptions: readonly OptionDefinition[] = [
  { flags: "--kind <kind>", meaning: "what was counted, such as railcar, boxcar, ship", required: true },
  { flags: "--at <date>", meaning: "when the look under test was taken (default: the newest look)" },
  {
    flags: "--area <area>",
    meaning: "an area of the site (default: the site as its observer drew it, if there is such a look)",
  },
  { flags: "--look <look>", meaning: "the look itself, where a date does not single it out" },
  {
    flags: "--event <event>",
    meaning: "an event on record: also say when a rise after it began, bracketed by looks",
  },
];

export const historyCommands: readonly CommandDefinition[] = [
  {
    noun: "history",
    verb: "",
    summary: "set a count against the history of its place: the record test",
    detail:
      "Compares one look with all comparable looks before it, like with like, and says whether it is a record, unprecedented, high, within the range, unusually low, or that it cannot tell. What could not be compared is listed with the reason; what cannot be known is null with a reason. The test: docs/method/history.md.",
    args: [{ name: "<site>", meaning: "a site of the case" }],
    options: [
      ...questionOptions,
      { flags: "--years <years>", meaning: "length of the window before the look, in years (default: 5)" },
    ],
    examples: [
      {
        line: "yardwatch history tumangang --kind railcar --at 2023-10-05",
        does: "tests the count of 5 October 2023",
      },
      {
        line: "yardwatch history tumangang --kind railcar --at 2023-10-05 --event summit-2023-09-13 --json",
        does: "the same with the onset after the summit, as JSON",
      },
    ],
    usesCase: true,
    load: () => import("./history.ts"),
  },
];
