import { vesselsTable } from "../../../../movements/vessels/vessels-table.ts";
import type { CommandDefinition } from "../../definition.ts";
import { correctedFactOptions, optionsOf } from "../sighting/cells.ts";

export const vesselCommands: readonly CommandDefinition[] = [
  {
    noun: "vessel",
    verb: "import",
    summary: "import facts of vessels: names, flags, numbers, owners, measures",
    detail:
      "One row is one thing said of one vessel, with when it held and who says so; the columns are in docs/reference/vessels.md. Facts that contradict each other all stand. All rows are imported or none, and a file twice changes nothing.",
    args: [{ name: "<file>", meaning: "a CSV file of facts" }],
    options: [],
    examples: [{ line: "yardwatch vessel import vessels.csv", does: "imports the file" }],
    usesCase: true,
    load: () => import("./import.ts"),
  },
  {
    noun: "vessel",
    verb: "correct",
    summary: "correct a fact that was written down wrongly: as a version beside the ones before",
    detail:
      "What is typed replaces those columns of docs/reference/vessels.md, an empty value takes one away. Checked as an import is. What stood before stays on record with who corrected it and why. Another page that says otherwise is a fact of its own: facts that contradict each other all stand. A withdrawn fact cannot be corrected.",
    args: [{ name: "<fact>", meaning: "a fact by its name in the table; vessel show prints it in brackets" }],
    options: [
      ...optionsOf(vesselsTable, correctedFactOptions),
      { flags: "--reason <text>", meaning: "why it was wrong", required: true },
      { flags: "--by <name>", meaning: "who says so", required: true },
    ],
    examples: [
      {
        line: 'yardwatch vessel correct angara-name-hangar --publisher Babel --reason "as it writes its name" --by "A. Analyst"',
        does: "gives it another publisher",
      },
    ],
    usesCase: true,
    load: () => import("./correct.ts"),
  },
  {
    noun: "vessel",
    verb: "withdraw",
    summary: "withdraw a fact that should not be on record: of another ship, or mistyped",
    detail:
      "It stays on record with who withdrew it and why, and nothing reads it any more. Facts that contradict each other need no withdrawing: all stand with their sources.",
    args: [{ name: "<fact>", meaning: "a fact by its name in the table; vessel show prints it in brackets" }],
    options: [
      { flags: "--reason <text>", meaning: "why it should not be there", required: true },
      { flags: "--by <name>", meaning: "who says so", required: true },
    ],
    examples: [
      {
        line: 'yardwatch vessel withdraw angara-length --reason "of her sister" --by "A. Analyst"',
        does: "withdraws one fact",
      },
    ],
    usesCase: true,
    load: () => import("./withdraw.ts"),
  },
  {
    noun: "vessel",
    verb: "list",
    summary: "list the vessels that facts tell of, or all that sent reports too",
    detail:
      "A vessel is what one ship number (IMO) stands for; identities without one stand by themselves. Names never join two vessels.",
    args: [],
    options: [
      { flags: "--all", meaning: "also vessels that are known by their position reports alone" },
      {
        flags: "--withdrawn",
        meaning:
          "the facts that were withdrawn instead, and what stood before corrections, with who said so and why",
      },
    ],
    examples: [{ line: "yardwatch vessel list", does: "lists the vessels with facts" }],
    usesCase: true,
    load: () => import("./list.ts"),
  },
  {
    noun: "vessel",
    verb: "show",
    summary:
      "what is known of one vessel: identity over time, lists, voyages, sightings that are or may be it",
    detail:
      "By ship number, maritime identity or name in any spelling. What contradicts stands side by side with its sources. Whether it stood on a watch list is answered for a day, from the editions on record. Sightings that no page names are weighed by size, layout and way (docs/method/vessels.md), each with its rivals.",
    args: [{ name: "<vessel>", meaning: "a ship number, a maritime identity, or a name" }],
    options: [
      { flags: "--on <day>", meaning: "the day that watch lists are asked for (default: today)" },
      { flags: "--no-reports", meaning: "do not read position reports" },
      {
        flags: "--format <format>",
        meaning: "geojson, csv or kml of its sightings instead of lines (default: by the ending of --out)",
      },
      { flags: "--out <file>", meaning: "write it to this file, whole, instead of to stdout" },
    ],
    examples: [
      { line: "yardwatch vessel show 9179842", does: "shows a vessel by its ship number" },
      {
        line: 'yardwatch vessel show "Lady R" --on 2023-10-16',
        does: "by its name, with the lists of that day",
      },
    ],
    usesCase: true,
    load: () => import("./show.ts"),
  },
  {
    noun: "watch",
    verb: "import",
    summary: "import one edition of a watch list: OFAC, UN, EU, or your own",
    detail:
      "The form is recognised: OFAC's sdn.csv (with alt.csv and sdn_comments.csv beside it), sdn.xml and sdn_advanced.xml, the UN's consolidated XML, the EU's consolidated list in XML or CSV 1.1, or a table with the columns of docs/reference/watch-lists.md. Only vessels are kept. Editions stand beside each other, so that a list can be asked for a day. Document types and entities in XML are refused.",
    args: [{ name: "<file>", meaning: "a list as it is published, or a CSV file of your own" }],
    options: [
      {
        flags: "--published <day>",
        meaning: "day of the edition, where the file does not say it: 2023-12-12",
      },
      { flags: "--list <name>", meaning: "name of the list (default: OFAC SDN, UN or EU by the form)" },
      { flags: "--alternates <file>", meaning: "OFAC's alt.csv beside sdn.csv" },
      { flags: "--comments <file>", meaning: "OFAC's sdn_comments.csv beside sdn.csv" },
    ],
    examples: [
      {
        line: "yardwatch watch import sdn.csv --alternates alt.csv --published 2023-12-12",
        does: "imports an edition of OFAC's list",
      },
      {
        line: 'yardwatch watch import vessels-1718.csv --list "UN 1718" --published 2024-03-01',
        does: "imports a list that was copied by hand",
      },
    ],
    usesCase: true,
    load: () => import("./watch-import.ts"),
  },
  {
    noun: "watch",
    verb: "list",
    summary: "list editions of watch lists, or what they say of one ship number",
    detail:
      "Without an option, the editions on record. With --imo, whether the number stood on each list on a day, and how that is known: between two editions that differ it cannot be told unless the list gives the day of listing.",
    args: [],
    options: [
      { flags: "--imo <number>", meaning: "a ship number" },
      { flags: "--on <day>", meaning: "the day that is asked for (default: today)" },
    ],
    examples: [
      { line: "yardwatch watch list", does: "lists the editions" },
      { line: "yardwatch watch list --imo 8517839 --on 2023-10-16", does: "asks for one vessel and day" },
    ],
    usesCase: true,
    load: () => import("./watch-list.ts"),
  },
  {
    noun: "watch",
    verb: "match",
    summary: "hold all vessels of the case against the watch lists",
    detail:
      "By ship number a vessel is the one on the list; by maritime identity, which may pass from ship to ship, it is a candidate. With --perhaps also by likeness of names and by call sign, which takes longer and proves nothing.",
    args: [],
    options: [{ flags: "--perhaps", meaning: "also candidates by name and call sign" }],
    examples: [{ line: "yardwatch watch match", does: "lists the vessels whose number stands on a list" }],
    usesCase: true,
    load: () => import("./watch-match.ts"),
  },
];
