import type { CommandDefinition } from "../../definition.ts";
import { questionOptions } from "../history/definitions.ts";

export const findingCommands: readonly CommandDefinition[] = [
  {
    noun: "finding",
    verb: "draft",
    summary: "draft a finding: sentences in which every number is bound to its record",
    detail:
      "Works out the history of the look and drafts observations, judgements with likelihood words, confidence and caveats from the records. The draft is kept; drafting again from the same records changes nothing, and from other records makes a new one beside the old. How sentences are made: docs/method/judgements.md.",
    args: [{ name: "<site>", meaning: "a site of the case" }],
    options: questionOptions,
    examples: [
      {
        line: "yardwatch finding draft tumangang --kind railcar --at 2023-10-05 --event summit-2023-09-13",
        does: "drafts the finding and prints it",
      },
    ],
    usesCase: true,
    load: () => import("./draft.ts"),
  },
];
