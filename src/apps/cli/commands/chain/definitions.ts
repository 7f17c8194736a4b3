import type { CommandDefinition } from "../../definition.ts";

export const chainCommands: readonly CommandDefinition[] = [
  {
    noun: "chain",
    verb: "show",
    summary: "show what went on to where by sea and rail, and the weakest link of each way",
    detail:
      "Builds the ways from the published legs, the legs of voyage list (with visits of position reports where these were analysed: ais visits), the looks at both of their ends and the connections on record. Each link has the time that it had and the time that it needs, its containers as an interval, how well it is held and why; each way has its weakest link and what would strengthen it. Nothing on a way is ever surer than what it rests on. The method: docs/method/chain.md.",
    args: [],
    options: [
      {
        flags: "--from <place>",
        meaning: "a site or place that the ways begin at (default: sites that loads leave)",
      },
      { flags: "--to <place>", meaning: "a site or place that they end at (default: as far as they go)" },
      { flags: "--at <date>", meaning: "only what can have begun by the end of this day, month or instant" },
      {
        flags: "--trains-of <looks>",
        meaning: "counted looks, parted by commas, whose trains are sought again at other sites",
      },
      { flags: "--out <file>", meaning: "write the links as .geojson, .csv or .kml" },
    ],
    examples: [
      {
        line: "yardwatch chain show --case tumangang-case --from rajin --to tikhoretsk",
        does: "shows the ways from the port to the depot and their weakest links",
      },
      {
        line: "yardwatch chain show --case tumangang-case --out chain.geojson",
        does: "writes every link with its strength for another map",
      },
    ],
    usesCase: true,
    load: () => import("./show.ts"),
  },
  {
    noun: "chain",
    verb: "import",
    summary: "import ways between places, with their lengths",
    detail:
      "One row is one way by ship or rail; the columns are in docs/reference/connections.md. A way along which no leg is on record is shown as possible and no more. All rows are imported or none, and a file twice changes nothing.",
    args: [{ name: "<file>", meaning: "a CSV file of connections" }],
    options: [],
    examples: [{ line: "yardwatch chain import connections.csv", does: "imports the file" }],
    usesCase: true,
    load: () => import("./import.ts"),
  },
];
