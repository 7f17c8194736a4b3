import type { CommandDefinition } from "../../definition.ts";

export const reportCommands: readonly CommandDefinition[] = [
  {
    noun: "report",
    verb: "build",
    summary: "build the report of a finding as one HTML file",
    detail:
      "Checks every record and every sentence first. When a number no longer agrees with its record, no report is written; the sentence is named and the command exits with 1. The file needs no network: it holds its charts, its tables and the hashes of its evidence.",
    args: [],
    options: [
      { flags: "--finding <finding>", meaning: "a finding on record (default: the newest)" },
      { flags: "--out <file>", meaning: "where to write (default: reports/<finding>.html in the case)" },
    ],
    examples: [
      {
        line: "yardwatch report build --case tumangang-case",
        does: "writes the newest finding's report and prints where",
      },
    ],
    usesCase: true,
    load: () => import("./build.ts"),
  },
];
