import { fixedTable } from "../../../../movements/fixed/fixed-table.ts";
import type { CommandDefinition, OptionDefinition } from "../../definition.ts";
import { optionsOf } from "../sighting/cells.ts";

const formatOptions: readonly OptionDefinition[] = [
  {
    flags: "--format <format>",
    meaning: "geojson, csv or kml instead of lines (default: by the ending of --out)",
  },
  { flags: "--out <file>", meaning: "write it to this file, whole, instead of to stdout" },
];

const whoAndWhy: readonly OptionDefinition[] = [
  { flags: "--reason <text>", meaning: "how it is known", required: true },
  { flags: "--by <name>", meaning: "who says so", required: true },
];

export const fixedCommands: readonly CommandDefinition[] = [
  {
    noun: "fixed",
    verb: "find",
    summary: "find what stands at one place in many scenes and looks like a ship",
    detail:
      "Sightings of different scenes at one place are taken together. Named is what was seen nearly whenever the place was looked at, always of the same size, in several scenes over at least two weeks: ships at a berth come, go and differ (docs/method/fixed-objects.md). Sightings that were matched to a ship that reported do not count. With --keep what was found goes on record.",
    args: [],
    options: [
      { flags: "--scenes <number>", meaning: "seen in at least so many scenes (default: 4)" },
      { flags: "--days <number>", meaning: "on at least so many days (default: 4)" },
      { flags: "--span-days <number>", meaning: "over at least so many days (default: 14)" },
      { flags: "--probable <probability>", meaning: "named from this probability on (default: 0.9)" },
      { flags: "--keep", meaning: "put what was found on record" },
      { flags: "--by <name>", meaning: "who keeps it; needed with --keep" },
      ...formatOptions,
    ],
    examples: [
      { line: "yardwatch fixed find", does: "prints what seems to stand" },
      { line: 'yardwatch fixed find --keep --by "A. Analyst"', does: "puts it on record" },
    ],
    usesCase: true,
    load: () => import("./find.ts"),
  },
  {
    noun: "fixed",
    verb: "import",
    summary: "import fixed objects from a list",
    detail:
      "CSV with the columns of docs/reference/fixed-objects.md, or GeoJSON with one point an object and properties of the same names. All rows are imported or none, and a file twice changes nothing.",
    args: [{ name: "<file>", meaning: "a CSV or GeoJSON file of fixed objects" }],
    options: [],
    examples: [{ line: "yardwatch fixed import platforms.csv", does: "imports the file" }],
    usesCase: true,
    load: () => import("./import.ts"),
  },
  {
    noun: "fixed",
    verb: "add",
    summary: "add one fixed object",
    detail: "The options are the columns of docs/reference/fixed-objects.md.",
    args: [],
    options: optionsOf(fixedTable),
    examples: [
      {
        line: 'yardwatch fixed add --fixed breakwater-light --longitude 130.301 --latitude 42.221 --kind buoy --reason "on the chart" --by "A. Analyst"',
        does: "adds a light that looks like a ship",
      },
    ],
    usesCase: true,
    load: () => import("./add.ts"),
  },
  {
    noun: "fixed",
    verb: "end",
    summary: "say from which day on a fixed object no longer stands",
    detail: "Makes a new version of it; sightings before that day still have it as a rival.",
    args: [{ name: "<object>", meaning: "a fixed object of the case" }],
    options: [
      {
        flags: "--on <day>",
        meaning: "first day on which it no longer stands, as 2021-12-31",
        required: true,
      },
      ...whoAndWhy,
    ],
    examples: [
      {
        line: 'yardwatch fixed end breakwater-light --on 2024-05-01 --reason "taken down" --by "A. Analyst"',
        does: "ends it",
      },
    ],
    usesCase: true,
    load: () => import("./end.ts"),
  },
  {
    noun: "fixed",
    verb: "withdraw",
    summary: "take a fixed object off the list: it was a ship after all",
    detail: "Makes a new version of it that stands on no day. Nothing is deleted.",
    args: [{ name: "<object>", meaning: "a fixed object of the case" }],
    options: [...whoAndWhy],
    examples: [
      {
        line: 'yardwatch fixed withdraw found.130.3010.42.2210 --reason "a hulk, towed away" --by "A. Analyst"',
        does: "takes it off",
      },
    ],
    usesCase: true,
    load: () => import("./withdraw.ts"),
  },
  {
    noun: "fixed",
    verb: "list",
    summary: "list fixed objects",
    detail: "The newest version of each; with --on those that stand on a day, with --all every version.",
    args: [],
    options: [
      { flags: "--on <day>", meaning: "only those that stand on this day" },
      { flags: "--all", meaning: "every version, also of those taken off" },
      ...formatOptions,
    ],
    examples: [{ line: "yardwatch fixed list --on 2024-03-12", does: "lists what stands on a day" }],
    usesCase: true,
    load: () => import("./list.ts"),
  },
];
