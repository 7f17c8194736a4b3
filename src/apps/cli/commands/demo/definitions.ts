import type { CommandDefinition } from "../../definition.ts";

export const demoCommands: readonly CommandDefinition[] = [
  {
    noun: "demo",
    verb: "",
    summary: "build the Tumangang case from its published looks, and its report",
    detail:
      "Imports examples/tumangang into a new case, drafts the finding on 5 October 2023, builds the report and prints the finding in short. With --traffic it builds another case instead: simulated ships with known answers, their position reports, pictures and verdicts. Run again, it changes nothing.",
    args: [
      {
        name: "[folder]",
        meaning: "the folder of the case (default: --case, or ./tumangang-case, or ./traffic-case)",
      },
    ],
    options: [
      { flags: "--traffic", meaning: "build a case of simulated sea traffic instead" },
      { flags: "--serve", meaning: "then open the workbench at the finding, until it is stopped" },
      { flags: "--no-serve", meaning: "end when the case is built (the default)" },
    ],
    examples: [
      { line: "yardwatch demo", does: "builds ./tumangang-case" },
      {
        line: "yardwatch demo --traffic --serve",
        does: "builds ./traffic-case and opens the map of its movements",
      },
    ],
    usesCase: false,
    load: () => import("./demo.ts"),
  },
];
