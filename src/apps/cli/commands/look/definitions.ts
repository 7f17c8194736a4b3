import type { CommandDefinition } from "../../definition.ts";

export const lookCommands: readonly CommandDefinition[] = [
  {
    noun: "look",
    verb: "import",
    summary: "import published looks and counts from a CSV file",
    detail:
      "One row is one observation; the columns are in docs/reference/looks.md. All rows are imported or none: a wrong row is named with its line, the field, what was found and what is allowed. Importing a file twice changes nothing.",
    args: [{ name: "<file>", meaning: "a CSV file of looks" }],
    options: [
      {
        flags: "--publications <file>",
        meaning: "a CSV file of further publications of the observations (docs/reference/publications.md)",
      },
    ],
    examples: [
      {
        line: "yardwatch look import looks.csv --publications publications.csv",
        does: "imports both files together",
      },
    ],
    usesCase: true,
    load: () => import("./import.ts"),
  },
  {
    noun: "look",
    verb: "list",
    summary: "list looks with their outcomes and counts, also those on which nothing could be seen",
    detail: "One line an observation, in order of time. Looks without a date come last.",
    args: [{ name: "[site]", meaning: "a site of the case (default: all)" }],
    options: [
      { flags: "--kind <kind>", meaning: "only this kind" },
      { flags: "--outcome <outcome>", meaning: "only this outcome: counted, partial, not-seen or failed" },
    ],
    examples: [
      { line: "yardwatch look list tumangang --kind railcar", does: "prints the looks for railcars" },
    ],
    usesCase: true,
    load: () => import("./list.ts"),
  },
];
