import type { CommandDefinition, OptionDefinition } from "../../definition.ts";

const by: OptionDefinition = { flags: "--by <name>", meaning: "who says so", required: true };
const note: OptionDefinition = { flags: "--note <words>", meaning: "why" };
const pass: OptionDefinition = {
  flags: "--pass <pass>",
  meaning:
    "the pass that is changed (default: the mark's own; review for a mark of the machine; 1 for a new mark)",
};
const kind: OptionDefinition = { flags: "--kind <kind>", meaning: "kind (default: railcar)" };
const look = { name: "<look>", meaning: "a look with a picture" };
const one = { name: "<mark>", meaning: "the id of a mark that stands" };
const outline =
  "a polygon: longitude,latitude longitude,latitude … (column,row … where the picture has no place on the ground)";

const counter: readonly OptionDefinition[] = [
  { flags: "--by <name>", meaning: "only what this person counted" },
  { flags: "--pass <pass>", meaning: "only this pass" },
];

export const markCommands: readonly CommandDefinition[] = [
  {
    noun: "mark",
    verb: "list",
    summary: "list the marks of a look, counter by counter",
    detail: "What stands of each count after all of its edits, with the count that it gives.",
    args: [look],
    options: [...counter, { flags: "--all", meaning: "marks that were replaced, too" }],
    examples: [{ line: "yardwatch mark list tumangang-2023-10-05", does: "lists every count of the look" }],
    usesCase: true,
    load: () => import("./list.ts"),
  },
  {
    noun: "mark",
    verb: "import",
    summary: "import a person's count of a look, or a review of the machine's, from GeoJSON or COCO",
    detail:
      "Polygons, one for each thing. Properties that are read: kind, cover, number, probability, state, track, area, note; others are left out with a warning. All marks come in or none; a wrong one is named with its place and field. Importing a file twice changes nothing. A second blind count is another pass. With --pass review the file is a review of the machine's marks that mark export wrote: marks are known by their property mark; another state accepts, rejects or doubts one, another outline, kind, cover, number, track or area corrects it, a polygon without one is added, and what is left as it was stays the machine's.",
    args: [{ name: "<file>", meaning: "a GeoJSON or COCO file" }],
    options: [
      { flags: "--look <look>", meaning: "the look that was counted", required: true },
      { flags: "--by <name>", meaning: "who counted", required: true },
      {
        flags: "--pass <pass>",
        meaning: "which time this person counted it (default: 1); review: the machine's marks, corrected",
      },
      { flags: "--kind <kind>", meaning: "kind of marks that name none (default: railcar)" },
      {
        flags: "--missing <what>",
        meaning: "of a review: keep (default) the marks that the file leaves out as they are, or reject them",
      },
      {
        flags: "--unchanged <what>",
        meaning: "of a review: keep (default) what is left as it was as the machine's, or accept it",
      },
    ],
    examples: [
      {
        line: 'yardwatch mark import marks.geojson --look tumangang-2023-10-05 --by "A. Name" --pass 2',
        does: "imports a second count",
      },
      {
        line: 'yardwatch mark import corrected.geojson --look tumangang-2023-10-05 --by "A. Name" --pass review --unchanged accept',
        does: "imports a review of the machine's marks, in which all that was left alone is right",
      },
    ],
    usesCase: true,
    load: () => import("./import.ts"),
  },
  {
    noun: "mark",
    verb: "export",
    summary: "write the marks of a look as GeoJSON or COCO",
    detail:
      "What stands of one count. With --blind the file has the facts of the picture and no mark, for a second person who must not see the first one's.",
    args: [look],
    options: [
      { flags: "--format <format>", meaning: "geojson or coco", required: true },
      { flags: "--out <file>", meaning: "the file to write", required: true },
      ...counter,
      { flags: "--blind", meaning: "without any mark" },
    ],
    examples: [
      {
        line: "yardwatch mark export tumangang-2023-10-05 --format coco --blind --out to-count.json",
        does: "prepares a blind count",
      },
    ],
    usesCase: true,
    load: () => import("./export.ts"),
  },
  {
    noun: "mark",
    verb: "set",
    summary: "accept or reject a mark, or call it unsure or hidden",
    detail: "The mark as it was stays on record; the new one names it.",
    args: [one],
    options: [
      { flags: "--state <state>", meaning: "accepted, rejected, unsure, hidden", required: true },
      by,
      pass,
      note,
    ],
    examples: [
      {
        line: 'yardwatch mark set tumangang-2023-10-05/mark-12 --state rejected --by "A. Name" --note "a shed"',
        does: "rejects a mark",
      },
    ],
    usesCase: true,
    load: () => import("./set.ts"),
  },
  {
    noun: "mark",
    verb: "add",
    summary: "add a mark that is missing from a count",
    detail: "Into pass 1 of the person's own count, or with --pass review to the machine's marks.",
    args: [look],
    options: [
      { flags: "--outline <positions>", meaning: outline, required: true },
      by,
      pass,
      note,
      kind,
      { flags: "--cover <cover>", meaning: "open-empty, open-loaded, tarp, closed, cannot-tell (default)" },
      { flags: "--number <number>", meaning: "how many it stands for (default: 1)" },
      { flags: "--track <track>", meaning: "the track that it stands on" },
    ],
    examples: [
      {
        line: 'yardwatch mark add yard-1 --outline "10,10 40,10 40,17 10,17" --by "A. Name" --pass review',
        does: "adds a car that the machine missed",
      },
    ],
    usesCase: true,
    load: () => import("./add.ts"),
  },
  {
    noun: "mark",
    verb: "correct",
    summary: "correct the outline, kind, cover or number of a mark",
    detail: "What is corrected counts as accepted.",
    args: [one],
    options: [
      { flags: "--outline <positions>", meaning: outline },
      { flags: "--kind <kind>", meaning: "kind" },
      { flags: "--cover <cover>", meaning: "open-empty, open-loaded, tarp, closed, cannot-tell" },
      { flags: "--number <number>", meaning: "how many it stands for" },
      { flags: "--track <track>", meaning: "the track that it stands on" },
      by,
      pass,
      note,
    ],
    examples: [
      { line: 'yardwatch mark correct yard-1/mark-3 --cover tarp --by "A. Name"', does: "corrects a cover" },
    ],
    usesCase: true,
    load: () => import("./correct.ts"),
  },
  {
    noun: "mark",
    verb: "split",
    summary: "split a mark that is two things",
    detail:
      "The fraction is counted along the longer side of the outline, from its western end (in pixels: from the left).",
    args: [one],
    options: [{ flags: "--at <fraction>", meaning: "above 0 and below 1 (default: 0.5)" }, by, pass, note],
    examples: [{ line: 'yardwatch mark split yard-1/mark-3 --at 0.4 --by "A. Name"', does: "splits a mark" }],
    usesCase: true,
    load: () => import("./split.ts"),
  },
  {
    noun: "mark",
    verb: "merge",
    summary: "merge marks that are one thing",
    detail: "Single things become one thing; strings that stand for several add up.",
    args: [{ name: "<marks...>", meaning: "ids of marks that stand, two or more" }],
    options: [by, pass, note],
    examples: [
      {
        line: 'yardwatch mark merge yard-1/mark-3 yard-1/mark-4 --by "A. Name"',
        does: "merges two halves of a car",
      },
    ],
    usesCase: true,
    load: () => import("./merge.ts"),
  },
  {
    noun: "mark",
    verb: "undo",
    summary: "take back what made a mark",
    detail: "What it replaced stands again, as new marks; the edit and its undoing stay on record.",
    args: [one],
    options: [by, pass, note],
    examples: [{ line: 'yardwatch mark undo yard-1/mark-5 --by "A. Name"', does: "takes an edit back" }],
    usesCase: true,
    load: () => import("./undo.ts"),
  },
  {
    noun: "mark",
    verb: "finish",
    summary: "say that a pass over a look is finished",
    detail:
      "Marks say what was seen; this says that there is nothing more. A pass without a mark is a count of zero. A pass from nothing that is finished is not changed any more, since whoever finished it may see what others counted.",
    args: [look],
    options: [
      by,
      { flags: "--pass <pass>", meaning: "which time this person counted it (default: 1)" },
      { flags: "--kind <kind>", meaning: "what was counted (default: railcar)" },
    ],
    examples: [
      {
        line: 'yardwatch mark finish yard-1 --by "A. Name"',
        does: "says that all there is was marked, or that nothing stands there",
      },
    ],
    usesCase: true,
    load: () => import("./finish.ts"),
  },
  {
    noun: "mark",
    verb: "combine",
    summary: "hold all counts of a look against each other and keep one count of them",
    detail:
      "Which marks people and the machine agree on, and one count with an interval that keeps their spread. It is put on record, for the site and for each area that the machine counted, and stands in place of the machine's alone in history, finding and report; what it replaces stays on record. Without another mark nothing changes. How: docs/method/people-and-machine.md.",
    args: [look],
    options: [kind, { flags: "--dry-run", meaning: "print the counts and keep nothing" }],
    examples: [
      {
        line: "yardwatch mark combine tumangang-2023-10-05",
        does: "prints the agreement, and keeps the one count",
      },
    ],
    usesCase: true,
    load: () => import("./combine.ts"),
  },
  {
    noun: "mark",
    verb: "picture",
    summary: "draw the numbered picture of a count",
    detail:
      "The proof of a count: every mark with its number along the tracks, the count and its interval below. The picture stays in the case unless its licence lets pixels leave.",
    args: [look],
    options: [{ flags: "--out <file>", meaning: "a PNG file", required: true }, ...counter, kind],
    examples: [
      {
        line: 'yardwatch mark picture yard-1 --by "A. Name" --out count.png',
        does: "draws one person's count",
      },
    ],
    usesCase: true,
    load: () => import("./picture.ts"),
  },
];
