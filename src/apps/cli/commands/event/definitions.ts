import type { CommandDefinition } from "../../definition.ts";

export const eventCommands: readonly CommandDefinition[] = [
  {
    noun: "event",
    verb: "import",
    summary: "import dated events that bear on the counts",
    detail:
      "One row is one event; the columns are in docs/reference/events.md. All rows are imported or none, and a file twice changes nothing.",
    args: [{ name: "<file>", meaning: "a CSV file of events" }],
    options: [],
    examples: [{ line: "yardwatch event import events.csv", does: "imports the file" }],
    usesCase: true,
    load: () => import("./import.ts"),
  },
];
