import type { CommandDefinition } from "../../definition.ts";

export const trainCommands: readonly CommandDefinition[] = [
  {
    noun: "train",
    verb: "turnover",
    summary: "say which strings of cars stayed, left and came between two looks of a site",
    detail:
      "Lays the cars of both looks on each other along each track, by place and by the order of cars. Cars and metres are intervals. What was hidden or cut in either look cannot be told and is never called left. Both looks must have been counted by the machine. The method and its figures: docs/method/turnover.md.",
    args: [
      { name: "<before>", meaning: "the earlier look" },
      { name: "<after>", meaning: "the later look of the same site" },
    ],
    options: [],
    examples: [
      {
        line: "yardwatch train turnover yard.2023-10-05.1a2b3c4d yard.2023-10-09.5e6f7a8b",
        does: "lists strings that stayed, left and came in four days",
      },
    ],
    usesCase: true,
    load: () => import("./turnover.ts"),
  },
  {
    noun: "train",
    verb: "find",
    summary: "look for one string of cars in other looks, of this site or another, by the order of its cars",
    detail:
      "Compares the kinds, lengths, covers and colours of the cars in their order, forwards and backwards, with cars added, set out or missed, against chance: what trains of the same looks' cars would look like. A look that the train cannot have reached in time has it not, and looks that cannot both have it are weighed against each other; the answer gives rivals and the probability that it is none of them. Cars may be the machine's or marked by people. Strings of like cars cannot be told apart, and the answer then says so. The method and its figures: docs/method/turnover.md and docs/method/trains.md.",
    args: [{ name: "<look>", meaning: "the look that shows the train" }],
    options: [
      { flags: "--track <track>", meaning: "the track that it stands on", required: true },
      {
        flags: "--string <number>",
        meaning: "which string of that track, from 1 in the order of its line; train turnover prints them",
        required: true,
      },
      {
        flags: "--among <looks>",
        meaning:
          "looks to search, parted by commas (default: all others that the machine counted or people marked)",
      },
      { flags: "--marks", meaning: "take people's marks where a look has them, not the machine's cars" },
      { flags: "--most-km-a-day <km>", meaning: "way of a train in a day at the most (default: 1500)" },
      { flags: "--least-km-a-day <km>", meaning: "and of a usual run at the least (default: 200)" },
      {
        flags: "--border-hours <hours>",
        meaning: "hours at a border at the least, a change of bogies counted in (default: 2)",
      },
    ],
    examples: [
      {
        line: "yardwatch train find yard.2023-10-05.1a2b3c4d --track t4 --string 2 --json",
        does: "searches all other counted looks of the case",
      },
    ],
    usesCase: true,
    load: () => import("./find.ts"),
  },
];
