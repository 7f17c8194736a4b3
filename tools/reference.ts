// Writes docs/reference/ from the definitions of commands and tables; with --check it compares instead and exits with 1 on a difference.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { commands } from "../src/apps/cli/commands/all.ts";
import { sharedOptions, type CommandDefinition } from "../src/apps/cli/definition.ts";
import { keysOf, type Table } from "../src/base/table/table.ts";
import { publicationsTable } from "../src/findings/claims/publications-table.ts";
import { columnSets } from "../src/movements/ais/formats/column-set.ts";
import { plainColumns } from "../src/movements/ais/formats/plain-columns.ts";
import { refusals as tableRefusals } from "../src/movements/ais/formats/refusal.ts";
import { refusals as sentenceRefusals } from "../src/movements/ais/sentences/refusals.ts";
import { fixedTable } from "../src/movements/fixed/fixed-table.ts";
import { portsTable } from "../src/movements/places/ports-tables.ts";
import { scenesTable } from "../src/movements/sightings/scenes-table.ts";
import { sightingsTable } from "../src/movements/sightings/sightings-table.ts";
import { watchTable } from "../src/movements/vessels/lists/own-table.ts";
import { vesselsTable } from "../src/movements/vessels/vessels-table.ts";
import { statementsTable } from "../src/findings/contradictions/statements-table.ts";
import { connectionsTable } from "../src/movements/chain/connections-table.ts";
import { voyagesTable } from "../src/movements/voyages/voyages-table.ts";
import { looksTable } from "../src/sites/counting/looks-table.ts";
import { eventsTable } from "../src/sites/history/event.ts";

const folder = fileURLToPath(new URL("../docs/reference/", import.meta.url));
const generated = "<!-- Written by npm run reference from the definitions in src/. Do not edit. -->\n";

const nameOf = (c: CommandDefinition): string => (c.verb === "" ? c.noun : `${c.noun} ${c.verb}`);
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "\\<");

function commandPage(): string {
  const list = commands.map((c) => `- [${nameOf(c)}](#${nameOf(c).replace(" ", "-")}): ${c.summary}`);
  const sections = commands.map((c) => {
    const usage = [
      "yardwatch",
      nameOf(c),
      ...c.args.map((a) => a.name),
      ...c.options.filter((o) => o.required).map((o) => o.flags),
      "[options]",
    ].join(" ");
    return [
      `## ${nameOf(c)}`,
      "",
      c.detail,
      "",
      "```",
      usage,
      "```",
      "",
      ...(c.args.length === 0
        ? []
        : [
            "| argument | meaning |",
            "|---|---|",
            ...c.args.map((a) => `| \`${a.name}\` | ${cell(a.meaning)} |`),
            "",
          ]),
      "| option | meaning |",
      "|---|---|",
      ...[...c.options, ...sharedOptions].map(
        (o) => `| \`${o.flags}\` | ${cell(o.meaning)}${"required" in o && o.required ? "; required" : ""} |`,
      ),
      "",
      ...c.examples.flatMap((e) => ["```sh", e.line, "```", "", `${e.does}.`, ""]),
    ].join("\n");
  });
  const head = [
    "# Commands",
    "",
    "Results go to stdout, progress and errors to stderr. Exit codes: 0 done, 1 done in part or a check failed, 2 wrong input (each error names the field, what was found and what is allowed).",
  ];
  return `${generated}\n${[...head, "", ...list, "", ...sections].join("\n")}`.trimEnd() + "\n";
}

function tablePage<Row>(table: Table<Row>, command: string): string {
  const rows = keysOf(table).map((key) => {
    const column = table.columns[key];
    return `| \`${column.name}\` | ${column.needed ? "needed" : "optional"} | ${cell(column.meaning)} | ${cell(column.allowed)} |`;
  });
  const head = [
    `# Table of ${table.name}`,
    "",
    `${table.oneRow} Imported with \`${command}\`.`,
    "",
    "Comma-separated values (RFC 4180) in UTF-8 with a header line. Columns may stand in any order; optional ones may be left out. A cell may hold at most what its column allows, a row at most 65,536 characters.",
  ];
  return `${generated}\n${[...head, "", "| column | header | meaning | allowed |", "|---|---|---|---|", ...rows].join("\n")}\n`;
}

function positionsPage(): string {
  const columns = plainColumns.map(
    (c) =>
      `| \`${c.name}\` | ${c.needed ? "needed" : "optional"} | ${cell(c.meaning)} | ${cell(c.allowed)} |`,
  );
  const publishers = columnSets
    .filter((set) => set.name !== "plain")
    .map(({ name, columns: known, utc, dayFirst }) => {
      const words = Object.entries(known).map(([word, field]) => `\`${word}\` (${field})`);
      const times = `${dayFirst ? "days first" : "years first"}, ${utc ? "UTC by the publisher's word" : "no zone said: --zone is needed"}`;
      return `| ${name} | ${times} | ${words.join(", ")} |`;
    });
  const reasons = Object.entries(tableRefusals).map(([word, meaning]) => `| ${word} | ${cell(meaning)} |`);
  return `${generated}\n${[
    "# Position reports",
    "",
    "Imported with `yardwatch ais import`. The format is recognised by content.",
    "",
    "## Our own columns",
    "",
    "As a CSV file with a header (comma, semicolon or tabulator; columns in any order), as a Parquet file, or as JSON lines: one object a line, with these members. A line of JSON without longitude and latitude describes its ship only. `yardwatch ais show --out` writes them. A line has at most 65,536 bytes, and no cell goes on over a line end.",
    "",
    "| column | header | meaning | allowed |",
    "|---|---|---|---|",
    ...columns,
    "",
    "## Tables of publishers",
    "",
    "Columns are known by their letters and digits, whatever their case and what parts them; others are passed over.",
    "",
    "| publisher | times | columns |",
    "|---|---|---|",
    ...publishers,
    "",
    "## JSON lines of feeds",
    "",
    'Known by their members, and they may be mixed: aisstream.io (`MessageType`, `MetaData`), gpsd and AIS-catcher (`class` "AIS", or `rxuxtime`; gpsd tells no time: `--time-of-arrival`), Digitraffic (`navStat`, `refA`; a flat location beside its `topic`, as `{"topic": …, "payload": …}`).',
    "",
    "## Why a line gives no report",
    "",
    "| reason | meaning |",
    "|---|---|",
    ...reasons,
    "",
    `Sentences have these besides: ${sentenceRefusals.filter((r) => !Object.hasOwn(tableRefusals, r)).join(", ")}.`,
  ].join("\n")}\n`;
}

const pages: Readonly<Record<string, string>> = {
  "commands.md": commandPage(),
  "looks.md": tablePage(looksTable, "yardwatch look import"),
  "publications.md": tablePage(publicationsTable, "yardwatch look import LOOKS --publications FILE"),
  "events.md": tablePage(eventsTable, "yardwatch event import"),
  "fixed-objects.md": tablePage(fixedTable, "yardwatch fixed import"),
  "voyages.md": tablePage(voyagesTable, "yardwatch voyage import"),
  "positions.md": positionsPage(),
  "connections.md": tablePage(connectionsTable, "yardwatch chain import"),
  "contradictions.md": tablePage(statementsTable, "yardwatch contradiction import"),
  "ports.md": tablePage(portsTable, "yardwatch port import"),
  "scenes.md": tablePage(scenesTable, "yardwatch scene import"),
  "sightings.md": tablePage(sightingsTable, "yardwatch sighting import"),
  "vessels.md": tablePage(vesselsTable, "yardwatch vessel import"),
  "watch-lists.md": tablePage(watchTable, "yardwatch watch import"),
};

mkdirSync(folder, { recursive: true });
const check = process.argv.includes("--check");
const stale: string[] = [];
for (const [name, text] of Object.entries(pages)) {
  if (!check) writeFileSync(folder + name, text);
  else if (!readdirSync(folder).includes(name) || readFileSync(folder + name, "utf8") !== text)
    stale.push(name);
}
for (const name of readdirSync(folder)) {
  if (Object.hasOwn(pages, name)) continue;
  if (check) stale.push(`${name} (nothing writes it)`);
  else rmSync(folder + name);
}
if (stale.length > 0) {
  console.error(`reference: not as the definitions say: ${stale.join(", ")}; run npm run reference`);
  process.exitCode = 1;
} else
  console.log(
    `reference: ${Object.keys(pages).length} pages ${check ? "as the definitions say" : "written"}`,
  );
