import type { CommandDefinition, OptionDefinition } from "../../definition.ts";

/** Where pictures come from: the same for a pull and for a watch. */
const whereFrom: readonly OptionDefinition[] = [
  { flags: "--catalogue <name>", meaning: "a built-in or configured catalogue (default: earth-search)" },
  {
    flags: "--collections <list>",
    meaning: "which of its collections, parted by commas (default: those whose files can be fetched)",
  },
  {
    flags: "--catalogues <file>",
    meaning: "a JSON file of catalogues (default: catalogues.json in the case, if there is one)",
  },
  { flags: "--folder <folder>", meaning: "a folder of picture files instead of a catalogue" },
  { flags: "--margin <metres>", meaning: "how far around the site's areas to fetch (default: 200)" },
  {
    flags: "--public-only",
    meaning:
      "reach no host of a private network, whatever the catalogue's settings say (the workbench pulls so)",
  },
];

export const lookCommands: readonly CommandDefinition[] = [
  {
    noun: "look",
    verb: "import",
    summary: "import published looks and counts from a CSV file",
    detail:
      "One row is one observation; the columns are in docs/reference/looks.md. All rows are imported or none: a wrong row is named with its line, the field, what was found and what is allowed. Importing a file twice changes nothing.",
    args: [{ name: "<file>", meaning: "a CSV file of looks" }],
    options: [
      {
        flags: "--publications <file>",
        meaning: "a CSV file of further publications of the observations (docs/reference/publications.md)",
      },
    ],
    examples: [
      {
        line: "yardwatch look import looks.csv --publications publications.csv",
        does: "imports both files together",
      },
    ],
    usesCase: true,
    load: () => import("./import.ts"),
  },
  {
    noun: "look",
    verb: "add",
    summary: "add pictures from files: each becomes a look, however little of the site it shows",
    detail:
      "Reads GeoTIFF and COG, and PNG and JPEG with a world file beside them or with control points. The file is copied into the case. Found out and kept: when it was taken (from its metadata, never from when it was published or written), how much of each area it covers and shows clearly, the sample distance that its pixels really carry, its shift against the site's reference picture, whether it repeats a picture on record, and its licence. A supplier's metadata file beside the picture (same name: .IMD, .XML, _metadata.json, _MTL.txt) is read with it. Adding a file twice changes nothing.",
    args: [{ name: "<files...>", meaning: "picture files" }],
    options: [
      { flags: "--site <site>", meaning: "the site of the case that the pictures show", required: true },
      {
        flags: "--taken-at <date>",
        meaning:
          "when it was taken, where its metadata do not say: 2023-10-05, 2023-10, 2023-10-05T10:24+09:00; a day is one of the site's clock",
      },
      { flags: "--published-at <date>", meaning: "when it was published" },
      {
        flags: "--licence <words>",
        meaning:
          "its licence; without a known one that allows it, pixels leave in no report (docs/method/dates.md)",
      },
      { flags: "--provider <name>", meaning: "who took it" },
      { flags: "--address <address>", meaning: "the page that it comes from" },
      { flags: "--crs <crs>", meaning: "EPSG:code of a world file or of control points" },
      {
        flags: "--points <file>",
        meaning:
          "control points: a .points file of QGIS, or CSV with column,row,x,y or column,row,longitude,latitude",
      },
      {
        flags: "--model <model>",
        meaning: "how to fit control points: affine, second-order or thin-plate (default: affine)",
      },
      { flags: "--reference", meaning: "make this picture the one that later ones are lined up with" },
    ],
    examples: [
      {
        line: "yardwatch look add yard.tif --site tumangang",
        does: "adds a georeferenced picture",
      },
      {
        line: 'yardwatch look add post.png --site tumangang --points post.points --taken-at 2023-10-05 --licence "unknown"',
        does: "adds a picture from a post by control points",
      },
    ],
    usesCase: true,
    load: () => import("./add.ts"),
  },
  {
    noun: "look",
    verb: "pull",
    summary: "look for pictures of a site in a catalogue and add every one that touches it",
    detail:
      "Searches a STAC API, a static STAC catalogue or a folder of files. Every item that touches the site becomes a look, also the cloudy, partial or refused one, with its reason. Only the site's window of each picture is fetched; an interrupted pull goes on where it stopped. Built-in catalogues and how to configure others: docs/guide/pictures-from-catalogues.md.",
    args: [{ name: "<site>", meaning: "a site of the case" }],
    options: [
      { flags: "--from <date>", meaning: "first day, as 2021-01-01", required: true },
      { flags: "--to <date>", meaning: "last day, as 2023-12-31", required: true },
      ...whereFrom,
    ],
    examples: [
      {
        line: "yardwatch look pull tumangang --from 2021-01-01 --to 2023-12-31 --collections sentinel-2-l2a",
        does: "adds three years of Sentinel-2",
      },
    ],
    usesCase: true,
    load: () => import("./pull.ts"),
  },
  {
    noun: "look",
    verb: "watch",
    summary: "repeat a pull and report what is new",
    detail:
      "Pulls the days since the last look of that catalogue (with an overlap of 30 days, since items are published late), says what is new, and either ends or waits and does it again.",
    args: [{ name: "<site>", meaning: "a site of the case" }],
    options: [
      ...whereFrom,
      { flags: "--every <hours>", meaning: "go on: wait so many hours between pulls (default: pull once)" },
    ],
    examples: [
      { line: "yardwatch look watch tumangang --every 12", does: "asks twice a day until it is interrupted" },
    ],
    usesCase: true,
    load: () => import("./watch.ts"),
  },
  {
    noun: "look",
    verb: "show",
    summary: "show one look: its dates, source, clarity over each area, line-up, and a thumbnail",
    detail:
      "Shares are of the area, not of the scene. On a terminal with colours the picture is drawn over the table; --thumbnail writes it as PNG with the outlines of the areas.",
    args: [{ name: "<look>", meaning: "a look of the case, as look list prints it" }],
    options: [
      { flags: "--kind <kind>", meaning: "judge whether it is usable for this kind (default: railcar)" },
      { flags: "--thumbnail <file>", meaning: "write the picture over the site as PNG" },
    ],
    examples: [
      {
        line: "yardwatch look show tumangang.2023-10-05.1a2b3c4d --thumbnail yard.png",
        does: "shows a look",
      },
    ],
    usesCase: true,
    load: () => import("./show.ts"),
  },
  {
    noun: "look",
    verb: "override",
    summary: "put your own judgement of a look in place of the rule's, with a reason",
    detail:
      "The rule's judgement stays on record and both are shown. The newest override of a look for a kind holds.",
    args: [{ name: "<look>", meaning: "a look of the case" }],
    options: [
      { flags: "--kind <kind>", meaning: "for which kind", required: true },
      { flags: "--usability <word>", meaning: "usable, partial or not-seen", required: true },
      { flags: "--reason <text>", meaning: "why", required: true },
      { flags: "--by <name>", meaning: "who says so", required: true },
    ],
    examples: [
      {
        line: 'yardwatch look override tumangang.2023-10-05.1a2b3c4d --kind railcar --usability usable --reason "the cloud is steam over the works, east of the tracks" --by "A. Analyst"',
        does: "makes a look usable for railcars",
      },
    ],
    usesCase: true,
    load: () => import("./override.ts"),
  },
  {
    noun: "look",
    verb: "list",
    summary: "list looks with their outcomes and counts, also those on which nothing could be seen",
    detail:
      "One line an observation or a picture, in order of time; looks without a date come last. With --calendar: a mark for each day of the site's clock, usable, partial, not seen, failed or not looked at, and the longest stretch without a usable look. A repeat of a picture is listed and counted once.",
    args: [{ name: "[site]", meaning: "a site of the case (default: all)" }],
    options: [
      { flags: "--kind <kind>", meaning: "only this kind" },
      { flags: "--outcome <outcome>", meaning: "only this outcome: counted, partial, not-seen or failed" },
      {
        flags: "--calendar",
        meaning: "print a calendar of days seen, unseen and usable for the kind (default: railcar)",
      },
      { flags: "--from <date>", meaning: "first day of the calendar" },
      { flags: "--to <date>", meaning: "last day of the calendar" },
    ],
    examples: [
      { line: "yardwatch look list tumangang --kind railcar", does: "prints the looks for railcars" },
      { line: "yardwatch look list tumangang --calendar", does: "prints the calendar" },
    ],
    usesCase: true,
    load: () => import("./list.ts"),
  },
];
