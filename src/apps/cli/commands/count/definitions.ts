import type { CommandDefinition } from "../../definition.ts";

export const countCommands: readonly CommandDefinition[] = [
  {
    noun: "count",
    verb: "",
    summary: "count the railcars that stand on the tracks in a picture, with an interval",
    detail:
      "Reads the pixels along each track, finds the cars and says how many there are, from how few to how many there may be, and why that is not narrower. With --site the picture becomes a look of the case, if it is not one yet, and the count, its marks and a numbered picture of them go on record. With --tracks a picture is counted by lines given in a file, without a case: in pixels where the picture has no place on the ground, and then --sample-distance is needed. Zero is a count; what could not be seen is not zero.",
    args: [
      {
        name: "[pictures...]",
        meaning: "picture files, or ids of looks on record; none with --all",
      },
    ],
    options: [
      {
        flags: "--site <site>",
        meaning: "the site of the case that the picture shows, whose tracks are counted",
      },
      {
        flags: "--all",
        meaning:
          "count every look of the site that is usable or partial; those whose count came from this model, this rule and these tracks are left out, others are counted again and said why",
      },
      {
        flags: "--tracks <file>",
        meaning: "GeoJSON of centre lines, in pixels or in longitude and latitude, in place of a site's",
      },
      {
        flags: "--sample-distance <metres>",
        meaning: "metres from pixel to pixel, for a picture without a place on the ground (0.08 to 10)",
      },
      {
        flags: "--gauge <gauge>",
        meaning: "1520 or 1435, where the lines do not say: the lengths of cars go by it",
      },
      {
        flags: "--sun <degrees>",
        meaning:
          "azimuth and elevation of the sun with --tracks, such as 165,43 (default: as the file or its supplier says, or by its place and time). Who knows where shadows fall does not take them for cars",
      },
      {
        flags: "--taken-at <date>",
        meaning: "when the picture was taken, for a picture that becomes a look",
      },
      { flags: "--licence <words>", meaning: "the picture's licence, for a picture that becomes a look" },
      {
        flags: "--proof <file>",
        meaning:
          "where to write the numbered picture of the marks (PNG); with --site it is written into the case in any event",
      },
      { flags: "--marks <file>", meaning: "where to write the marks as GeoJSON" },
      {
        flags: "--workers <number>",
        meaning: "threads that run the network, 1 to 64 (default: as many as there are cores, at most 4)",
      },
    ],
    examples: [
      {
        line: "yardwatch count yard.tif --site tumangang --taken-at 2023-10-05",
        does: "adds the picture as a look and counts the cars on the site's tracks",
      },
      {
        line: "yardwatch count yard.png --tracks lines.geojson --sample-distance 0.3 --json",
        does: "counts along lines given in pixels, and prints the answer as JSON",
      },
      {
        line: "yardwatch count --all --site tumangang",
        does: "counts in every usable look of the site; stopped, it goes on where it was",
      },
    ],
    usesCase: true,
    load: () => import("./count.ts"),
  },
];
