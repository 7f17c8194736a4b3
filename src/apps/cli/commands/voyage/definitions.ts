import type { CommandDefinition, OptionDefinition } from "../../definition.ts";

const shuttleOptions: readonly OptionDefinition[] = [
  {
    flags: "--load <sites>",
    meaning: "ports where loads are taken on, parted by commas (default: where most published legs set out)",
  },
  { flags: "--land <sites>", meaning: "ports where they are landed (default: where those legs led)" },
  { flags: "--from <day>", meaning: "first day of the window (default: all that is told)" },
  { flags: "--to <day>", meaning: "last day of the window" },
  { flags: "--knots <knots>", meaning: "greatest speed of a ship (default: 20)" },
  { flags: "--stay <hours>", meaning: "least stay by port, as rajin=12,dunai=8 (default: 12 hours)" },
  {
    flags: "--hulls <number>",
    meaning:
      "hulls that nobody named and that may have sailed too (default: any number, and then the most of any ship has no end)",
  },
  {
    flags: "--question <file>",
    meaning: "a JSON file with these and with how published numbers are read; docs/guide/voyages.md",
  },
];

const formatOptions: readonly OptionDefinition[] = [
  {
    flags: "--format <format>",
    meaning: "geojson, csv or kml instead of lines (default: by the ending of --out)",
  },
  { flags: "--out <file>", meaning: "write it to this file, whole, instead of to stdout" },
];

export const voyageCommands: readonly CommandDefinition[] = [
  {
    noun: "voyage",
    verb: "import",
    summary: "import published legs of ships and trains",
    detail:
      "One row is one leg; the columns are in docs/reference/voyages.md. All rows are imported or none, and a file twice changes nothing.",
    args: [{ name: "<file>", meaning: "a CSV file of voyages" }],
    options: [],
    examples: [{ line: "yardwatch voyage import voyages.csv", does: "imports the file" }],
    usesCase: true,
    load: () => import("./import.ts"),
  },
  {
    noun: "voyage",
    verb: "list",
    summary: "list legs between the ports of a shuttle, with how well each is held",
    detail:
      "Legs that are published, legs between two sightings of a named ship, and legs that time, distance and length allow where nobody named the ship, with their rivals and the probability that it is none of them. A load is what is published, or what left the quay between two looks. Groups of trips are numbers and no legs. The rules: docs/method/voyages.md.",
    args: [],
    options: [...shuttleOptions, ...formatOptions],
    examples: [
      { line: "yardwatch voyage list", does: "lists legs of the case's shuttle" },
      {
        line: "yardwatch voyage list --load rajin --land dunai,vostochny --from 2024-01-01 --format geojson --out legs.geojson",
        does: "writes the legs of 2024 for a map",
      },
    ],
    usesCase: true,
    load: () => import("./list.ts"),
  },
  {
    noun: "voyage",
    verb: "explain",
    summary: "say how many trips the looks allow, least and most, and what each published number counts",
    detail:
      "The least number of round trips, of loaded legs and of visits that the sightings force, and the most that sailing and port times leave room for, both exact and with schedules that reach them; the share of days that anybody saw; each published number against what its own rule, window and ships allow. Numbers are explained and never averaged. The method and its proof: docs/method/voyages.md.",
    args: [],
    options: [
      ...shuttleOptions,
      {
        flags: "--floor <floor>",
        meaning:
          "a published floor to take as true, of the named ships: 5@2023-10-14, or loaded-leg:5@2023-10-14 (default: round-trip)",
      },
      ...formatOptions,
    ],
    examples: [
      {
        line: "yardwatch voyage explain --load rajin --land dunai --from 2023-08-26 --to 2023-10-14",
        does: "explains the trips of the autumn of 2023",
      },
      {
        line: "yardwatch voyage explain --question examples/tumangang/shuttle.json --json",
        does: "the same by a file, with the schedules, as JSON",
      },
    ],
    usesCase: true,
    load: () => import("./explain.ts"),
  },
];
