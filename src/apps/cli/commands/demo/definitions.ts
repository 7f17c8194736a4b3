import type { CommandDefinition } from "../../definition.ts";

export const demoCommands: readonly CommandDefinition[] = [
  {
    noun: "demo",
    verb: "",
    summary: "build the Tumangang case from its published looks, and its report",
    detail:
      "Imports examples/tumangang into a new case, drafts the finding on 5 October 2023, builds the report and prints the finding in short. Run again, it changes nothing.",
    args: [{ name: "[folder]", meaning: "the folder of the case (default: --case, or ./tumangang-case)" }],
    options: [
      { flags: "--serve", meaning: "then open the workbench at the finding, until it is stopped" },
      { flags: "--no-serve", meaning: "end when the case is built (the default)" },
    ],
    examples: [{ line: "yardwatch demo", does: "builds ./tumangang-case" }],
    usesCase: false,
    load: () => import("./demo.ts"),
  },
];
