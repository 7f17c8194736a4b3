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
      { flags: "--tokens <file>", meaning: "ask everybody for a token of this file (docs/guide/serving.md)" },
      {
        flags: "--new-token <name>",
        meaning: "make a token for somebody in the file of --tokens, print it once, and end",
      },
      { flags: "--role <role>", meaning: "of a new token: viewer, analyst or owner (default: viewer)" },
      {
        flags: "--host <address>",
        meaning: "listen beyond this machine; needs --tokens (default: 127.0.0.1)",
      },
      { flags: "--name <names>", meaning: "names it is asked under, parted by commas, besides its address" },
      {
        flags: "--behind-proxy",
        meaning: "believe X-Forwarded-* of a proxy on this machine, which does TLS; needs --tokens",
      },
      {
        flags: "--private-catalogues",
        meaning: "let catalogues in private networks and on this machine be pulled from",
      },
      { flags: "--web <folder>", meaning: "the built pages (default: the program's own)" },
    ],
    examples: [
      { line: "yardwatch serve --case tumangang-case", does: "prints the address of the workbench" },
      {
        line: "yardwatch serve --tokens tokens.json --new-token Ana --role analyst",
        does: "prints a token for Ana, of which the file keeps a hash",
      },
      {
        line: "yardwatch serve --tokens tokens.json --behind-proxy --name yards.example.org",
        does: "serves a team through a proxy on this machine",
      },
    ],
    usesCase: true,
    load: () => import("./serve.ts"),
  },
];
