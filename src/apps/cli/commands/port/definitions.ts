import type { CommandDefinition } from "../../definition.ts";

export const portCommands: readonly CommandDefinition[] = [
  {
    noun: "port",
    verb: "import",
    summary: "import a list of ports or anchorages that ships may visit",
    detail:
      "Reads the World Port Index (iso3,label,sublabel,latitude,longitude), the anchorages of Global Fishing Watch (s2id,latitude,longitude,label,sublabel,iso3) and our own columns (port,name,country,kind,longitude,latitude). Wrong rows of those publishers' lists are passed over and named; of our own columns all rows are imported or none. A file twice changes nothing. The case's own sites and outlines are places without being imported.",
    args: [{ name: "<file>", meaning: "a CSV file" }],
    options: [
      {
        flags: "--list <name>",
        meaning: "what the list is called in ids (default: wpi, gfw or own, by its columns)",
      },
    ],
    examples: [{ line: "yardwatch port import WPI_ports.csv", does: "imports the world's ports" }],
    usesCase: true,
    load: () => import("./import.ts"),
  },
];
