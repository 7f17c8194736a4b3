import type { CommandDefinition } from "../../definition.ts";

export const contradictionCommands: readonly CommandDefinition[] = [
  {
    noun: "contradiction",
    verb: "import",
    summary: "import statements that contradict each other, with the test for each",
    detail:
      "One row is one statement; those of one contradiction share its name and its test. The columns are in docs/reference/contradictions.md. A statement may name a record of the case, from which its figure is then read. All rows are imported or none, and a file twice changes nothing.",
    args: [{ name: "<file>", meaning: "a CSV file of statements" }],
    options: [],
    examples: [{ line: "yardwatch contradiction import contradictions.csv", does: "imports the file" }],
    usesCase: true,
    load: () => import("./import.ts"),
  },
  {
    noun: "contradiction",
    verb: "show",
    summary: "say of each contradiction whether it is resolved, compatible or open, by which test",
    detail:
      "Every answer is worked out from the statements and the records at the moment of asking: resolved (a test tells which stand), compatible (all can hold at once) or open (with what would settle it). The tests: docs/method/contradictions.md.",
    args: [{ name: "[contradiction]", meaning: "one of them, with its statements (default: all)" }],
    options: [],
    examples: [
      {
        line: "yardwatch contradiction show --case tumangang-case",
        does: "lists all of them with their answers",
      },
      {
        line: "yardwatch contradiction show how-far-from-ukraine --case tumangang-case",
        does: "shows one with every statement",
      },
    ],
    usesCase: true,
    load: () => import("./show.ts"),
  },
];
