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
];
