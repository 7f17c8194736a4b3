import type { CommandDefinition } from "../../definition.ts";

export const lineCommands: readonly CommandDefinition[] = [
  {
    noun: "line",
    verb: "import",
    summary: "import lines that distances are given to: borders, coasts, fronts, single places",
    detail:
      "Reads a GeoJSON FeatureCollection of points and lines. Each feature has an id and the properties name, error_m (by how many metres it may be off), valid_from, valid_to, basis and source. All are imported or none, and a file twice changes nothing.",
    args: [{ name: "<file>", meaning: "a GeoJSON file" }],
    options: [],
    examples: [{ line: "yardwatch line import lines.geojson", does: "imports the lines" }],
    usesCase: true,
    load: () => import("./import.ts"),
  },
  {
    noun: "line",
    verb: "border",
    summary: "draw a border near a site from the borders that came with the program",
    detail:
      "Keeps up to three lines: where the two countries touch, the coast, and the coast of claimed ground alone. The data (Natural Earth at 1:10 million) draws who holds the ground; --claim gives ground to the first country, so that both variants can stand side by side. Each line says whose border it is and by how much it may be off. The method: docs/method/distances.md.",
    args: [{ name: "<id>", meaning: "beginning of the names of the lines" }],
    options: [
      {
        flags: "--of <country>",
        meaning: "name of the country, or its number of ISO 3166-1",
        required: true,
      },
      { flags: "--facing <country>", meaning: "the country on the other side", required: true },
      { flags: "--near <site>", meaning: "a site of the case", required: true },
      { flags: "--within <km>", meaning: "how far from the site (default: 600)" },
      {
        flags: "--claim <positions>",
        meaning:
          "longitude,latitude of ground that counts as the first country's; several parted by semicolons",
      },
    ],
    examples: [
      {
        line: "yardwatch line border ukraine --of Ukraine --facing Russia --near tikhoretsk",
        does: "draws the border as the data has it",
      },
      {
        line: 'yardwatch line border ukraine-with-crimea --of Ukraine --facing Russia --near tikhoretsk --claim "34.1,44.95"',
        does: "draws it with Crimea as Ukrainian ground",
      },
    ],
    usesCase: true,
    load: () => import("./border.ts"),
  },
  {
    noun: "line",
    verb: "distances",
    summary: "measure how far a site lies from every line on record",
    detail:
      "The shortest way along the ellipsoid to each line, the place where it ends, and by how much the line may be off. The method: docs/method/distances.md.",
    args: [{ name: "<site>", meaning: "a site of the case" }],
    options: [],
    examples: [{ line: "yardwatch line distances tikhoretsk", does: "prints the distance to each line" }],
    usesCase: true,
    load: () => import("./distances.ts"),
  },
];
