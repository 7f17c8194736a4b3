import type { CommandDefinition } from "../../definition.ts";

export const pictureCommands: readonly CommandDefinition[] = [
  {
    noun: "picture",
    verb: "info",
    summary: "say what a picture file holds: pixels, bands, place, dates, licence",
    detail:
      "Reads no pixels. Dates are four different things: taken-at, published-at, the time of the file and of its upload; what the file does not say is unknown, and a date in a file's name is only a hint.",
    args: [{ name: "<file>", meaning: "a picture file or its http address" }],
    options: [{ flags: "--crs <crs>", meaning: "EPSG:code of a world file" }],
    examples: [{ line: "yardwatch picture info yard.tif", does: "describes a picture" }],
    usesCase: false,
    load: () => import("./info.ts"),
  },
  {
    noun: "picture",
    verb: "window",
    summary: "cut a window out of a picture and write it as COG or PNG",
    detail:
      "Only the tiles that the window touches are read, so that a window of a picture of many gigabytes takes little time and memory. A COG keeps the samples as they are; a PNG is stretched for the eye.",
    args: [
      { name: "<file>", meaning: "a picture file or its http address" },
      { name: "<out>", meaning: "the file to write: .tif or .png" },
    ],
    options: [
      { flags: "--pixels <window>", meaning: "column,row,width,height" },
      { flags: "--bounds <box>", meaning: "west,south,east,north in degrees" },
      { flags: "--level <number>", meaning: "which overview: 0 is the full picture (default: 0)" },
      { flags: "--bands <list>", meaning: "which bands, from 1, as 3,2,1 (default: all)" },
      { flags: "--crs <crs>", meaning: "EPSG:code of a world file" },
    ],
    examples: [
      {
        line: "yardwatch picture window scene.tif yard.tif --bounds 130.59,42.41,130.62,42.43",
        does: "cuts a yard out of a scene",
      },
    ],
    usesCase: false,
    load: () => import("./window.ts"),
  },
  {
    noun: "picture",
    verb: "georeference",
    summary: "fit control points and say how far off they are",
    detail:
      "Prints for each point how far the fitted model misses it and how far it would miss it had it not been used (leave-one-out), in metres on the ground. The root mean square of the latter is the error that goes into everything measured on the picture. The method: docs/method/georeference.md.",
    args: [{ name: "<file>", meaning: "a PNG, JPEG or GeoTIFF" }],
    options: [
      {
        flags: "--points <file>",
        meaning:
          "control points: a .points file of QGIS, or CSV with column,row,x,y or column,row,longitude,latitude",
        required: true,
      },
      { flags: "--crs <crs>", meaning: "EPSG:code of the points, where their file does not say" },
      { flags: "--model <model>", meaning: "affine, second-order or thin-plate (default: affine)" },
    ],
    examples: [
      {
        line: "yardwatch picture georeference post.png --points post.points",
        does: "prints residuals and leave-one-out errors",
      },
    ],
    usesCase: false,
    load: () => import("./georeference.ts"),
  },
];
