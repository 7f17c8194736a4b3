import type { CommandDefinition } from "../../definition.ts";

export const simulateCommands: readonly CommandDefinition[] = [
  {
    noun: "simulate",
    verb: "",
    summary: "draw a picture with known answers: a rail yard, a port or open water",
    detail:
      "Writes a COG and its truth as GeoJSON (every car, container and ship with its outline; shares of cloud, shadow, snow and haze). The same seed gives the same bytes. What it draws, and where it is unlike reality: docs/method/simulated.md. Its pictures always say that they are simulated.",
    args: [{ name: "<folder>", meaning: "where to write" }],
    options: [
      { flags: "--scene <kind>", meaning: "rail-yard, port or open-water (default: rail-yard)" },
      { flags: "--seed <number>", meaning: "which one (default: 1)" },
      { flags: "--count <number>", meaning: "how many, each with a seed one higher (default: 1)" },
      { flags: "--size <pixels>", meaning: "width and height (default: 1024)" },
      {
        flags: "--sample-distance <metres>",
        meaning: "metres from pixel to pixel, 0.1 to 10 (default: 0.5)",
      },
      { flags: "--cloud <share>", meaning: "share of the picture under cloud, 0 to 1 (default: 0)" },
      { flags: "--season <season>", meaning: "spring, summer, autumn or winter (default: summer)" },
      { flags: "--random", meaning: "choose everything but size and scene by the seed" },
    ],
    examples: [
      {
        line: "yardwatch simulate pictures --scene rail-yard --seed 7 --cloud 0.3",
        does: "draws a yard under 30 % cloud",
      },
    ],
    usesCase: false,
    load: () => import("./simulate.ts"),
  },
];
