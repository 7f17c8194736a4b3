import type { CommandDefinition, OptionDefinition } from "../../definition.ts";

const shared: readonly OptionDefinition[] = [
  {
    flags: "--from <time>",
    meaning:
      "first moment of the reports that are analysed, as 2020-01-01 or 2020-01-01T12:00Z (default: the first day); what began before is cut there, or missing",
  },
  { flags: "--to <time>", meaning: "moment after the last, in the same forms (default: after the last day)" },
  {
    flags: "--mmsi <list>",
    meaning: "print only these ships, parted by commas; all are analysed, since others say what is heard",
  },
  {
    flags: "--box <box>",
    meaning: "print only what is in west,south,east,north in degrees; west > east crosses the date line",
  },
  { flags: "--out <file>", meaning: "write all of them to a .geojson, .csv or .kml file" },
  { flags: "--limit <number>", meaning: "most lines printed (default: 40); 0 for all" },
];

const kept =
  "The first call works out tracks, reception and events of the whole stretch together and keeps them in the case's positions/derived/ until reports, ports, outlines or settings change; of a case that may only be read nothing is kept, which is said. docs/method/events.md has the rules and their sources.";

export const aisAnalysisCommands: readonly CommandDefinition[] = [
  {
    noun: "ais",
    verb: "tracks",
    summary: "list what speaks against reports: shared identities, jumps, circles, late and frozen positions",
    detail: `One line a stretch that one ship can have sailed, doubted ones first; nothing is deleted for a flag. With --proposals: pairs of identities that may be one ship, ranked, never applied. With --circles: rings of positions that no ship sails. ${kept} docs/method/tracks.md says what each flag means and when it is wrong.`,
    args: [],
    options: [
      ...shared,
      { flags: "--proposals", meaning: "list pairs of identities that may be one ship" },
      { flags: "--circles", meaning: "list circles, with how many other ships circle alike" },
    ],
    examples: [
      { line: "yardwatch ais tracks --out tracks.csv", does: "lists doubted stretches and writes all" },
    ],
    usesCase: true,
    load: () => import("./tracks.ts"),
  },
  {
    noun: "ais",
    verb: "reception",
    summary: "list where ships are heard, and how surely",
    detail: `One line a cell of a quarter of a degree: the probability that a working transponder in it is heard within ten minutes, with its 90 % interval. A cell that is not listed is one of which nothing can be said. With --at and --place: there and then, for class A and B, with its 90 % interval too, and beside it what a verdict on a sighting would say: that asks besides for anybody at all near there within five minutes. ${kept} docs/method/reception.md.`,
    args: [],
    options: [
      ...shared,
      { flags: "--place <position>", meaning: "longitude,latitude in degrees; with --at" },
      { flags: "--at <time>", meaning: "when, as 2020-01-01T12:00Z" },
      { flags: "--minutes <number>", meaning: "heard at least once in so many minutes (default: 60)" },
    ],
    examples: [
      {
        line: "yardwatch ais reception --place 132.34,42.81 --at 2023-10-05T12:00Z --minutes 60",
        does: "says whether a ship there would have been heard",
      },
    ],
    usesCase: true,
    load: () => import("./reception.ts"),
  },
  {
    noun: "ais",
    verb: "gaps",
    summary: "list silences of ships, with the odds that they would have been heard",
    detail: `A silence is no proof: each has the probability that a working transponder would have been heard in it, and the word that follows: gap, disabling (12 hours, 50 nautical miles from shore, well heard, others heard near), not-heard-there, cannot-tell. A ship that was not heard again until the end of the reports has an open one, unless it lay in a port or at a shore; its odds are those of the first two hours on its course, and it is never disabling. In order of what matters: disabling first, then those begun 10 km or more from any shore, then the others, cannot-tell last, each by the odds times the hours. ${kept}`,
    args: [],
    options: [
      ...shared,
      { flags: "--gap-hours <hours>", meaning: "shortest silence that counts (default: 6)" },
      { flags: "--open", meaning: "only ships that were not heard again" },
      { flags: "--kind <kind>", meaning: "only gap, disabling, not-heard-there or cannot-tell" },
    ],
    examples: [
      { line: "yardwatch ais gaps --gap-hours 3 --kind gap", does: "lists silences of three hours and more" },
      {
        line: "yardwatch ais gaps --open --box 128,38,134,44",
        does: "lists ships that fell silent there and were not heard again",
      },
    ],
    usesCase: true,
    load: () => import("./gaps.ts"),
  },
  {
    noun: "ais",
    verb: "visits",
    summary: "list ships' visits to ports and to the case's own places, and their waiting before",
    detail: `Places are the imported ports (port import) and the sites and outlines of the case. In within 3 km, out beyond 4 km, with a stop or a silence inside. What was not seen of coming and going is said. The case's own places come first, then the longest unheard time and the longest stops; with --place, in order of time. With --waiting: stretches at anchor or adrift before a visit, the longest first. ${kept}`,
    args: [],
    options: [
      ...shared,
      { flags: "--place <place>", meaning: "only places whose id or name has this in it" },
      { flags: "--waiting", meaning: "list waiting instead" },
      { flags: "--passing", meaning: "also ships that only passed, without a stop" },
      { flags: "--enter-metres <metres>", meaning: "a visit begins nearer than this (default: 3000)" },
      { flags: "--leave-metres <metres>", meaning: "a visit ends farther than this (default: 4000)" },
    ],
    examples: [{ line: "yardwatch ais visits --place rajin", does: "lists the ships that visited Rajin" }],
    usesCase: true,
    load: () => import("./visits.ts"),
  },
  {
    noun: "ais",
    verb: "meetings",
    summary: "list ships that lay beside each other at sea",
    detail: `Two identities nearer than 500 m for two hours, both below 2 knots, 10 km or more from shore. In order of hours times kilometres from the nearest shore or port (at most 100). ${kept}`,
    args: [],
    options: [
      ...shared,
      { flags: "--meeting-metres <metres>", meaning: "nearer than this (default: 500)" },
      { flags: "--meeting-hours <hours>", meaning: "for so long (default: 2)" },
      { flags: "--shore-metres <metres>", meaning: "so far from shore (default: 10000); 0 anywhere" },
    ],
    examples: [
      {
        line: "yardwatch ais meetings --out meetings.kml",
        does: "lists meetings and writes them for Google Earth",
      },
    ],
    usesCase: true,
    load: () => import("./meetings.ts"),
  },
  {
    noun: "ais",
    verb: "loitering",
    summary: "list ships that were slow for hours far from shore",
    detail: `Below 2 knots for four hours, 20 nautical miles or more from shore; the longest first. ${kept}`,
    args: [],
    options: [...shared, { flags: "--loitering-hours <hours>", meaning: "for so long (default: 4)" }],
    examples: [{ line: "yardwatch ais loitering", does: "lists them" }],
    usesCase: true,
    load: () => import("./loitering.ts"),
  },
];
