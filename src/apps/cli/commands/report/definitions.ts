import type { CommandDefinition } from "../../definition.ts";

export const reportCommands: readonly CommandDefinition[] = [
  {
    noun: "report",
    verb: "build",
    summary: "build the report of a finding as one HTML file, and as a PDF if wished",
    detail:
      "Checks every record and every sentence first. When a number no longer agrees with its record, no report is written; the sentence is named and the command exits with 1. The file needs no network: it holds its charts, its tables and the hashes of its evidence. A PDF is printed from it by the Chromium of the machine: tagged for screen readers, with an outline and page numbers.",
    args: [],
    options: [
      { flags: "--finding <finding>", meaning: "a finding on record (default: the newest)" },
      { flags: "--out <file>", meaning: "where to write (default: reports/<finding>.html in the case)" },
      {
        flags: "--pdf",
        meaning:
          "print it as a tagged PDF beside the HTML too; YARDWATCH_CHROMIUM names a Chromium elsewhere",
      },
    ],
    examples: [
      {
        line: "yardwatch report build --case tumangang-case",
        does: "writes the newest finding's report and prints where",
      },
      {
        line: "yardwatch report build --case tumangang-case --pdf",
        does: "writes it as HTML and as PDF",
      },
    ],
    usesCase: true,
    load: () => import("./build.ts"),
  },
];
