import type { CommandDefinition } from "../../definition.ts";

export const caseCommands: readonly CommandDefinition[] = [
  {
    noun: "case",
    verb: "init",
    summary: "make a case in a new or empty folder",
    detail:
      "A case is a folder that holds the records, the evidence, the custody log and the reports of one investigation.",
    args: [{ name: "[folder]", meaning: "the folder (default: --case, or the folder stood in)" }],
    options: [
      { flags: "--title <title>", meaning: "what the case is about (default: the name of the folder)" },
    ],
    examples: [
      { line: "yardwatch case init tumangang --title 'Tumangang rail facility'", does: "makes ./tumangang" },
    ],
    usesCase: true,
    load: () => import("./init.ts"),
  },
  {
    noun: "case",
    verb: "status",
    summary: "say what a case holds",
    detail: "Counts the records of each kind and names the newest finding. Checks nothing: case verify does.",
    args: [],
    options: [],
    examples: [{ line: "yardwatch case status --case tumangang-case", does: "prints the totals" }],
    usesCase: true,
    load: () => import("./status.ts"),
  },
  {
    noun: "case",
    verb: "verify",
    summary: "recompute everything that a case says of itself",
    detail:
      "Hashes the evidence, every record and every trail entry anew, follows the chain of custody in both of its copies, and makes the imported records again from the evidence. Names what was altered, cut off or is missing, and exits with 1 if anything was. Reads only.",
    args: [],
    options: [],
    examples: [
      {
        line: "yardwatch case verify --case tumangang-case",
        does: "prints what was checked, and the damage if there is any",
      },
    ],
    usesCase: true,
    load: () => import("./verify.ts"),
  },
];
