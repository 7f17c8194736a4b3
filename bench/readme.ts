import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import type { Figure } from "./figure.ts";

const path = fileURLToPath(new URL("../README.md", import.meta.url));

/** Writes the table of figures into the README, with the machine and the day. */
export function writeReadme(figures: readonly Figure[]): void {
  const [cpu] = cpus();
  const machine = `${cpus().length} cores (${cpu?.model.trim() ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
  const rows = figures.map(
    (f) => `| ${f.name} | ${Number(f.value.toPrecision(3))} ${f.unit} | ${f.goal ?? ""} |`,
  );
  const table = ["| figure | measured | goal |", "|---|---|---|", ...rows].join("\n");
  const text = `Written by \`npm run bench -- --readme\`: medians on ${machine}.\n\n${table}\n`;
  const readme = readFileSync(path, "utf8");
  writeFileSync(
    path,
    readme.replace(
      /(<!-- figures -->\n)[\s\S]*(<!-- \/figures -->)/,
      (_, start: string, end: string) => `${start}\n${text}\n${end}`,
    ),
  );
}
