import type { CommandDefinition } from "../../definition.ts";

export const serveCommands: readonly CommandDefinition[] = [
  {
    noun: "serve",
    verb: "",
    summary: "open the workbench of a case in the browser",
    detail:
      "Serves the case on this machine alone and prints the address. Everything that is done in the workbench goes through the same steps as the command line; other commands may work on the case at the same time. Ends with Ctrl+C.",
    args: [],
    options: [
      { flags: "--port <port>", meaning: "the port (default: 8477, or the next free one)" },
      { flags: "--web <folder>", meaning: "the built pages (default: the program's own)" },
    ],
    examples: [
      { line: "yardwatch serve --case tumangang-case", does: "prints the address of the workbench" },
    ],
    usesCase: true,
    load: () => import("./serve.ts"),
  },
];
