import type { CommandDefinition } from "../../definition.ts";

export const voyageCommands: readonly CommandDefinition[] = [
  {
    noun: "voyage",
    verb: "import",
    summary: "import published legs of ships and trains",
    detail:
      "One row is one leg; the columns are in docs/reference/voyages.md. All rows are imported or none, and a file twice changes nothing.",
    args: [{ name: "<file>", meaning: "a CSV file of voyages" }],
    options: [],
    examples: [{ line: "yardwatch voyage import voyages.csv", does: "imports the file" }],
    usesCase: true,
    load: () => import("./import.ts"),
  },
];
