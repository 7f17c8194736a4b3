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
  {
    noun: "simulate",
    verb: "traffic",
    summary: "make ships' traffic with known answers: reports, pictures and what was seen in them",
    detail:
      "Writes simulated-traffic.nmea (for `ais import`), scenes.csv, sightings.csv and fixed-objects.csv (for `scene import`, `sighting import` and `fixed import`), and truth.json: who was where, who never sent, who switched off, who swapped identities, which track is false. The same seed gives the same files. Places are those of the example; ships and everything they do are made up, under identities that no administration gives. What it holds, and where it is unlike reality: docs/method/simulated-traffic.md.",
    args: [{ name: "<folder>", meaning: "where to write" }],
    options: [
      { flags: "--seed <number>", meaning: "which one (default: 1)" },
      {
        flags: "--from <time>",
        meaning: "first moment, as 2023-09-01 or 2023-09-01T06:00Z (default: 2023-09-01)",
      },
      { flags: "--hours <number>", meaning: "how long, 48 to 720 (default: 72)" },
      { flags: "--ships <number>", meaning: "ships of class A beside those of the story (default: 8)" },
      { flags: "--boats <number>", meaning: "fishing boats of class B (default: 8)" },
      {
        flags: "--every-seconds <number>",
        meaning: "from report to report of a ship under way, 10 to 600 (default: 60)",
      },
    ],
    examples: [
      {
        line: "yardwatch simulate traffic made --seed 3 --hours 96",
        does: "writes four days of traffic into ./made",
      },
    ],
    usesCase: false,
    load: () => import("./traffic.ts"),
  },
];
