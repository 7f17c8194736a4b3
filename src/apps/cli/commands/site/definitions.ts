import type { CommandDefinition } from "../../definition.ts";

export const siteCommands: readonly CommandDefinition[] = [
  {
    noun: "site",
    verb: "add",
    summary: "add sites and their areas from GeoJSON, KML or KMZ",
    detail:
      "All features are added or none. An area's outline is valid from one day to another; a new outline of an area on record needs a valid_from of its own, so that old counts keep the old outline. Shapes drawn in another program become areas of the site that --site names. The format: docs/guide/sites.md.",
    args: [{ name: "<file>", meaning: "a GeoJSON, KML or KMZ file" }],
    options: [
      { flags: "--site <site>", meaning: "the site that shapes without properties of their own belong to" },
    ],
    examples: [
      { line: "yardwatch site add sites.geojson", does: "adds the sites and areas of the file" },
      {
        line: "yardwatch site add drawn-in-google-earth.kmz --site tumangang",
        does: "adds drawn polygons as approximate areas of tumangang",
      },
    ],
    usesCase: true,
    load: () => import("./add.ts"),
  },
  {
    noun: "site",
    verb: "list",
    summary: "list the sites of the case",
    detail: "One line a site: its id, name, number of areas and of looks.",
    args: [],
    options: [],
    examples: [{ line: "yardwatch site list --json", does: "prints the sites as JSON" }],
    usesCase: true,
    load: () => import("./list.ts"),
  },
  {
    noun: "site",
    verb: "show",
    summary: "show a site with its areas, or write it as GeoJSON or KML",
    detail: "Outlines that were placed from words are said to be approximate, with how far they may be off.",
    args: [{ name: "<site>", meaning: "a site of the case, or all" }],
    options: [
      {
        flags: "--format <format>",
        meaning: "text, geojson or kml (default: text); the last two are written to stdout",
      },
    ],
    examples: [
      { line: "yardwatch site show tumangang", does: "prints the site and its areas" },
      { line: "yardwatch site show all --format kml > sites.kml", does: "writes all sites for Google Earth" },
    ],
    usesCase: true,
    load: () => import("./show.ts"),
  },
  {
    noun: "site",
    verb: "draw",
    summary: "draw outlines of a site: new ones, new ones from a day, and corrections",
    detail:
      "Takes GeoJSON as site show writes it. An outline of an area on record with a valid_from of its own ends the one that held on that day; one with the same valid_from corrects it, which is refused while counts rest on the line. Nothing is deleted, and site undo takes a change back. A site of the file that is not on record begins with it.",
    args: [{ name: "<file>", meaning: "a GeoJSON file of one site's areas" }],
    options: [
      { flags: "--site <site>", meaning: "the site that is drawn", required: true },
      { flags: "--by <name>", meaning: "who drew them", required: true },
      { flags: "--reason <words>", meaning: "why" },
    ],
    examples: [
      {
        line: 'yardwatch site draw yard-2021.geojson --site tumangang --by "A. Analyst" --reason "two tracks were built"',
        does: "puts the outlines of the file on record and ends those that they follow",
      },
    ],
    usesCase: true,
    load: () => import("./draw.ts"),
  },
  {
    noun: "site",
    verb: "end",
    summary: "say from which day an outline no longer holds",
    detail:
      "Counts of looks before that day keep it; later looks of its area have no outline until one is drawn.",
    args: [
      { name: "<site>", meaning: "a site of the case" },
      { name: "<area>", meaning: "an area, with @ and its first day where it has several outlines" },
    ],
    options: [
      { flags: "--on <day>", meaning: "the first day on which it no longer holds" },
      { flags: "--open", meaning: "it holds until further notice after all" },
      { flags: "--by <name>", meaning: "who says so", required: true },
      { flags: "--reason <words>", meaning: "why" },
    ],
    examples: [
      {
        line: 'yardwatch site end tumangang secure-yard@2021-12-31 --on 2024-06-01 --by "A. Analyst" --reason "built over"',
        does: "ends an outline",
      },
    ],
    usesCase: true,
    load: () => import("./end.ts"),
  },
  {
    noun: "site",
    verb: "withdraw",
    summary: "withdraw an outline that should not have been drawn",
    detail:
      "It stays on record and no longer holds on any day. Counts that were made in it stay as they are, and are not compared with counts in another outline.",
    args: [
      { name: "<site>", meaning: "a site of the case" },
      { name: "<area>", meaning: "an area, with @ and its first day where it has several outlines" },
    ],
    options: [
      { flags: "--by <name>", meaning: "who says so", required: true },
      { flags: "--reason <words>", meaning: "why", required: true },
    ],
    examples: [
      {
        line: 'yardwatch site withdraw tumangang proposed-4 --by "A. Analyst" --reason "a road, not a track"',
        does: "withdraws a track",
      },
    ],
    usesCase: true,
    load: () => import("./withdraw.ts"),
  },
  {
    noun: "site",
    verb: "undo",
    summary: "take back a change of a site's outlines",
    detail:
      "What the change drew is withdrawn, and what it ended, corrected or withdrew is as it was. Undoing that undoing brings the change back.",
    args: [
      { name: "<site>", meaning: "a site of the case" },
      { name: "<change>", meaning: "the number of the change, as site changes prints it" },
    ],
    options: [
      { flags: "--by <name>", meaning: "who says so", required: true },
      { flags: "--reason <words>", meaning: "why", required: true },
    ],
    examples: [
      {
        line: 'yardwatch site undo tumangang 14 --by "A. Analyst" --reason "the wrong yard"',
        does: "takes change 14 back",
      },
    ],
    usesCase: true,
    load: () => import("./undo.ts"),
  },
  {
    noun: "site",
    verb: "changes",
    summary: "list what was drawn, corrected, ended and withdrawn at a site",
    detail: "One line a change, oldest first: its number, day, what it did, by whom and why.",
    args: [{ name: "<site>", meaning: "a site of the case" }],
    options: [],
    examples: [{ line: "yardwatch site changes tumangang", does: "lists the changes of outlines" }],
    usesCase: true,
    load: () => import("./changes.ts"),
  },
  {
    noun: "site",
    verb: "tracks-import",
    summary: "put centre lines of tracks on record from GeoJSON, KML, KMZ or OpenStreetMap",
    detail:
      "Ways of OpenStreetMap (XML, or JSON of the Overpass API; railway=rail, light_rail and narrow_gauge) are joined end to end where the heading runs on. Every line is cut to the site's outlines. Each track becomes an area of role tracks. The format: docs/guide/tracks.md.",
    args: [{ name: "<file>", meaning: "a GeoJSON, KML, KMZ, .osm or Overpass JSON file" }],
    options: [
      { flags: "--site <site>", meaning: "the site that the tracks belong to", required: true },
      { flags: "--valid-from <day>", meaning: "the first day on which they lie so (default: from ever)" },
      { flags: "--valid-to <day>", meaning: "the first day on which they no longer do (default: open)" },
      { flags: "--gauge <gauge>", meaning: "1520 or 1435, for lines that state none (default: not known)" },
    ],
    examples: [
      {
        line: "yardwatch site tracks-import yard.osm --site tumangang --valid-from 2019-01-01",
        does: "adds the tracks of an OpenStreetMap extract",
      },
      {
        line: "yardwatch site tracks-import lines.geojson --site tumangang --gauge 1520",
        does: "adds drawn lines as tracks of the broad gauge",
      },
    ],
    usesCase: true,
    load: () => import("./tracks-import.ts"),
  },
  {
    noun: "site",
    verb: "tracks-propose",
    summary: "look for tracks in a picture, for a person to accept or not",
    detail:
      "Searches inside the site's outlines, in pictures of 1 m and finer, for rails, beds and strings of cars that run on. Each line has a quality from 0 to 1: the share of its length that lies on a track, as measured on simulated yards. Nothing is put on record or counted along. How often it is right: docs/guide/tracks.md.",
    args: [
      { name: "<picture>", meaning: "a picture file with a place on the ground, or a look of the case" },
    ],
    options: [
      { flags: "--site <site>", meaning: "the site to search", required: true },
      { flags: "--out <file>", meaning: "the GeoJSON file to write", required: true },
      { flags: "--area <area>", meaning: "search this area only (default: all with an outline)" },
    ],
    examples: [
      {
        line: "yardwatch site tracks-propose yard.tif --site tumangang --out proposed.geojson",
        does: "writes the lines that may be tracks",
      },
    ],
    usesCase: true,
    load: () => import("./tracks-propose.ts"),
  },
  {
    noun: "site",
    verb: "tracks-accept",
    summary: "put proposed tracks on record that a person has accepted",
    detail:
      "Takes the lines of a file of site tracks-propose that are named, or those of at least a quality; lines may have been moved or removed by hand before. The basis of each track says from which picture it was proposed and who accepted it; what was decided of each line, rejections too, stays on record.",
    args: [{ name: "<file>", meaning: "a GeoJSON file of site tracks-propose" }],
    options: [
      { flags: "--site <site>", meaning: "the site that the tracks belong to", required: true },
      { flags: "--by <name>", meaning: "who accepts them", required: true },
      { flags: "--at-least <quality>", meaning: "the least quality, 0 to 1 (default: 0.6; 0 with --ids)" },
      { flags: "--ids <ids>", meaning: "only these, by id with commas between" },
      {
        flags: "--reject <ids>",
        meaning: "these are no tracks: kept on record as rejected, with the reason",
      },
      { flags: "--reason <words>", meaning: "why, in words" },
      { flags: "--valid-from <day>", meaning: "the first day on which they lie so (default: from ever)" },
      { flags: "--valid-to <day>", meaning: "the first day on which they no longer do (default: open)" },
    ],
    examples: [
      {
        line: 'yardwatch site tracks-accept proposed.geojson --site tumangang --by "A. Analyst" --ids proposed-1,proposed-4',
        does: "adds two of the proposals",
      },
    ],
    usesCase: true,
    load: () => import("./tracks-accept.ts"),
  },
];
