import { scenesTable } from "../../../../movements/sightings/scenes-table.ts";
import { sightingsTable } from "../../../../movements/sightings/sightings-table.ts";
import type { CommandDefinition, OptionDefinition } from "../../definition.ts";
import { correctedOptions, correctedSceneOptions, optionsOf } from "./cells.ts";

/** Of what has a time and a place: which, and in which form it is written. */
const listOptions: readonly OptionDefinition[] = [
  { flags: "--from <time>", meaning: "only from this day or instant on: 2024-03-12, 2024-03-12T00:00Z" },
  { flags: "--to <time>", meaning: "only before this day or instant" },
];

const formatOptions: readonly OptionDefinition[] = [
  {
    flags: "--format <format>",
    meaning: "geojson, csv or kml instead of lines (default: by the ending of --out)",
  },
  { flags: "--out <file>", meaning: "write it to this file, whole, instead of to stdout" },
];

const whoAndWhy: readonly OptionDefinition[] = [
  { flags: "--reason <text>", meaning: "why it was wrong", required: true },
  { flags: "--by <name>", meaning: "who says so", required: true },
];

export const sightingCommands: readonly CommandDefinition[] = [
  {
    noun: "scene",
    verb: "import",
    summary: "import pictures in which vessels were looked for",
    detail:
      "CSV with the columns of docs/reference/scenes.md, or GeoJSON with one polygon a scene and properties of the same names. All rows are imported or none, and a file twice changes nothing. Scenes come before the sightings that were made in them. What scene list wrote as CSV or GeoJSON is read as it is: the same scenes in another case, nothing new in the one that it came from; columns without a place in the table are left out and named.",
    args: [{ name: "<file>", meaning: "a CSV or GeoJSON file of scenes" }],
    options: [],
    examples: [{ line: "yardwatch scene import scenes.csv", does: "imports the file" }],
    usesCase: true,
    load: () => import("./scene-import.ts"),
  },
  {
    noun: "scene",
    verb: "add",
    summary: "add one picture in which vessels were looked for",
    detail: "The options are the columns of docs/reference/scenes.md.",
    args: [],
    options: optionsOf(scenesTable),
    examples: [
      {
        line: "yardwatch scene add --scene s1-2024-03-12 --at 2024-03-12T21:30Z --sensor radar --platform Sentinel-1 --footprint 130.0,42.0,130.6,42.5 --sample-distance-m 10 --source https://example.org/s1",
        does: "adds a radar picture of the waters before a port",
      },
    ],
    usesCase: true,
    load: () => import("./scene-add.ts"),
  },
  {
    noun: "scene",
    verb: "correct",
    summary: "correct a scene that was wrong: as a version beside the ones before",
    detail:
      "What is typed replaces those columns of docs/reference/scenes.md, an empty value takes one away. A time typed anew does not keep its clock, a sensor not the radar's geometry. Checked as an import is. Sightings made in it follow in what they have from it (its time, its sensor, an error that was a pixel and 10 m), as a version each; one that would lie outside of its footprint by more than three times its error, or be of another time, is named and nothing is corrected: one of the two is wrong. Verdicts reached before stay on record and no longer hold until sighting match weighs anew. A withdrawn scene cannot be corrected.",
    args: [{ name: "<scene>", meaning: "a scene of the case, as scene list prints it" }],
    options: [...optionsOf(scenesTable, correctedSceneOptions), ...whoAndWhy],
    examples: [
      {
        line: 'yardwatch scene correct s1-2024-03-12 --footprint 130.1,42.0,130.6,42.5 --reason "the western edge is no data" --by "A. Analyst"',
        does: "gives it another outline",
      },
      {
        line: 'yardwatch scene correct s1-2024-03-12 --at 2024-03-12T21:31Z --found-half-m 20 --reason "as its supplier says" --by "A. Analyst"',
        does: "gives it another time, and the length of ship that is found half of the time",
      },
    ],
    usesCase: true,
    load: () => import("./scene-correct.ts"),
  },
  {
    noun: "scene",
    verb: "withdraw",
    summary: "withdraw a scene that was wrong, with all sightings that were made in it",
    detail:
      "The scene and its sightings stay on record, with who withdrew them and why; nothing counts them any more. A sighting that holds by itself is moved first: sighting correct with --scene of another one, or empty with --at and --error-m.",
    args: [{ name: "<scene>", meaning: "a scene of the case, as scene list prints it" }],
    options: [...whoAndWhy],
    examples: [
      {
        line: 'yardwatch scene withdraw s1-2024-03-12 --reason "georeferenced to the wrong bay" --by "A. Analyst"',
        does: "withdraws a picture and what was seen in it",
      },
    ],
    usesCase: true,
    load: () => import("./scene-withdraw.ts"),
  },
  {
    noun: "scene",
    verb: "list",
    summary: "list the pictures in which vessels were looked for",
    detail:
      "With the number of sightings in each; a scene without one says that nothing was found, not that nothing was there. What is written as CSV or GeoJSON can be imported again with scene import.",
    args: [],
    options: [
      ...listOptions,
      {
        flags: "--all",
        meaning:
          "also what was withdrawn and what stood before corrections, with who said so and why; as lines or --json",
      },
      ...formatOptions,
    ],
    examples: [{ line: "yardwatch scene list", does: "lists all scenes" }],
    usesCase: true,
    load: () => import("./scene-list.ts"),
  },
  {
    noun: "sighting",
    verb: "import",
    summary: "import vessels that were seen",
    detail:
      "CSV with the columns of docs/reference/sightings.md, or GeoJSON with one point a vessel and properties of the same names. All rows are imported or none: swapped axes, times without a zone, lengths and ellipses that cannot be, and positions outside of their scene are refused with their line. A file twice changes nothing. What sighting list wrote as CSV or GeoJSON is read as it is: the same sightings in another case, nothing new in the one that it came from; columns without a place in the table, and what publications tell of, are left out and named.",
    args: [{ name: "<file>", meaning: "a CSV or GeoJSON file of sightings" }],
    options: [],
    examples: [{ line: "yardwatch sighting import sightings.csv", does: "imports the file" }],
    usesCase: true,
    load: () => import("./import.ts"),
  },
  {
    noun: "sighting",
    verb: "add",
    summary: "add one vessel that was seen",
    detail: "The options are the columns of docs/reference/sightings.md.",
    args: [],
    options: optionsOf(sightingsTable),
    examples: [
      {
        line: "yardwatch sighting add --sighting rajin-2024-03-12 --at 2024-03-12 --zone +09:00 --longitude 130.295 --latitude 42.225 --error-m 3000 --length-m 115 --layout bridge-forward --by VOA --source https://news1global.com/north-korea/view/718",
        does: "adds a ship that a page tells of",
      },
    ],
    usesCase: true,
    load: () => import("./add.ts"),
  },
  {
    noun: "sighting",
    verb: "correct",
    summary: "correct a sighting that was wrong: as a version beside the ones before",
    detail:
      "What is typed replaces those columns of docs/reference/sightings.md, an empty value takes one away; who saw it is --seen-by, as --by is who corrects. A length, width, heading, number, error or time typed anew does not keep the interval, axis or clock of the old one. Checked as an import is. Verdicts reached before stay on record and no longer hold, those of its scene too, since they were weighed together: sighting match weighs anew. A withdrawn sighting cannot be corrected.",
    args: [{ name: "<sighting>", meaning: "a sighting on record, as sighting list prints it" }],
    options: [...optionsOf(sightingsTable, correctedOptions), ...whoAndWhy],
    examples: [
      {
        line: 'yardwatch sighting correct rajin-2024-03-12 --length-m 98 --length-low-m 94 --length-high-m 102 --reason "measured again in the full picture" --by "A. Analyst"',
        does: "gives it another length",
      },
      {
        line: 'yardwatch sighting correct rajin-2024-03-12 --scene "" --at 2024-03-12T10:30+09:00 --error-m 500 --reason "not of that picture" --by "A. Analyst"',
        does: "takes it out of its scene",
      },
    ],
    usesCase: true,
    load: () => import("./correct.ts"),
  },
  {
    noun: "sighting",
    verb: "withdraw",
    summary: "withdraw a sighting that was wrong: no ship, a duplicate, the wrong place",
    detail:
      "It stays on record with who withdrew it and why, and counts nowhere any more: not in matching, trips, chain, search for fixed objects, recognition or reports. Verdicts of its scene no longer hold until sighting match weighs them without it. What a publication tells is corrected where that record stands.",
    args: [{ name: "<sighting>", meaning: "a sighting on record, as sighting list prints it" }],
    options: [...whoAndWhy],
    examples: [
      {
        line: 'yardwatch sighting withdraw rajin-2024-03-12 --reason "a pier, not a ship" --by "A. Analyst"',
        does: "withdraws it",
      },
    ],
    usesCase: true,
    load: () => import("./withdraw.ts"),
  },
  {
    noun: "sighting",
    verb: "take",
    summary: "take the ships marked in a look as sightings",
    detail:
      "Each mark of kind ship becomes a sighting: place, length, width and axis by the tightest rectangle about its outline, with errors by the picture's sample distance and georeference. The look becomes their scene. Taking again adds what was marked since; marks that were replaced are passed over.",
    args: [{ name: "<look>", meaning: "a look with a picture that has a place and a time" }],
    options: [
      { flags: "--by <name>", meaning: "whose marks, where several people or the machine marked ships" },
      { flags: "--pass <pass>", meaning: "which pass of theirs" },
    ],
    examples: [
      { line: "yardwatch sighting take harbour-2024-03-12 --by AN", does: "takes one person's marks" },
    ],
    usesCase: true,
    load: () => import("./take.ts"),
  },
  {
    noun: "sighting",
    verb: "match",
    summary: "weigh sightings against position reports: which ship each is, or whether that cannot be told",
    detail:
      "Every ship with reports near is placed at the time of the picture, with the spread that ships of its class showed over such gaps; place, length, width, heading and how well the picture finds ships are weighed for all sightings of a scene together (docs/method/matching.md). Five verdicts: matched, dark, report-without-ship, fixed-object, cannot-tell. They go on record with their settings and the digest of the reports; case verify reaches them again.",
    args: [
      { name: "[sighting]", meaning: "only this sighting, with the others of its scene (default: all)" },
    ],
    options: [
      ...listOptions,
      { flags: "--scene <scene>", meaning: "only the sightings of this scene" },
      {
        flags: "--window-hours <hours>",
        meaning: "reports so long before and after are looked at (default: 12)",
      },
      {
        flags: "--probable <probability>",
        meaning: "from this probability on a match is said, and that nobody who reports is it (default: 0.8)",
      },
      {
        flags: "--heard <probability>",
        meaning: "dark needs a transponder there to have been heard with this probability (default: 0.8)",
      },
      {
        flags: "--must-transmit <probability>",
        meaning: "dark needs a ship that must transmit by its size with this probability (default: 0.8)",
      },
      {
        flags: "--unreported-share <share>",
        meaning:
          "sightings of ships that do not report for each of one that does, before the picture is looked at (default: 0.3)",
      },
      ...formatOptions,
    ],
    examples: [
      { line: "yardwatch sighting match", does: "weighs all sightings of the case" },
      {
        line: "yardwatch sighting match --scene s1-2024-03-12 --format geojson --out verdicts.geojson",
        does: "weighs those of one picture and writes the verdicts for a map",
      },
    ],
    usesCase: true,
    load: () => import("./match.ts"),
  },
  {
    noun: "sighting",
    verb: "list",
    summary: "list vessels that were seen, on record and as published",
    detail:
      "Those on record, and those that the case's published voyages (an end with a site and a day) and published lengths of ships tell of; the latter are worked out from where they stand and name it. What is written as CSV or GeoJSON can be imported again with sighting import.",
    args: [],
    options: [
      ...listOptions,
      { flags: "--scene <scene>", meaning: "only those of this scene" },
      { flags: "--recorded", meaning: "only those on record" },
      { flags: "--published", meaning: "only those that published voyages and looks tell of" },
      {
        flags: "--all",
        meaning:
          "also what was withdrawn and what stood before corrections, with who said so and why; as lines or --json",
      },
      ...formatOptions,
    ],
    examples: [
      { line: "yardwatch sighting list --from 2024-03-01 --to 2024-04-01", does: "lists those of one month" },
      {
        line: "yardwatch sighting list --format kml --out sightings.kml",
        does: "writes them for a map program",
      },
    ],
    usesCase: true,
    load: () => import("./list.ts"),
  },
  {
    noun: "sighting",
    verb: "recognise",
    summary: "which vessel a sighting may be, without a position report",
    detail:
      "Weighs the vessels that facts tell of by size, layout, colours and the way they would have had to sail, against each other and against a ship at large. Always with all rivals; a single one is named only from 97 % on.",
    args: [
      { name: "<sighting>", meaning: "a sighting on record or a published one, as sighting list prints it" },
    ],
    options: [
      { flags: "--all", meaning: "hold it against all vessels that sent reports too" },
      {
        flags: "--none-before <probability>",
        meaning: "that it is none of the candidates, before anything is compared (default: 0.5)",
      },
    ],
    examples: [{ line: "yardwatch sighting recognise rajin-2026-01", does: "weighs the candidates" }],
    usesCase: true,
    load: () => import("./recognise.ts"),
  },
];
