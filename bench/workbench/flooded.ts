import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Figure } from "../figure.ts";

interface FloodReport {
  readonly sentASecond: number;
  readonly answers: Readonly<Record<string, number>>;
  readonly boardAloneMs: number;
  readonly boardUnderFloodMs: {
    readonly refused: number;
    readonly median: number;
    readonly p95: number;
    readonly worst: number;
  };
  readonly boardAfter: { readonly status: number };
  readonly memoryMegabytes: { readonly most: number };
  readonly log: { readonly lines: number; readonly bytes: number };
}

/** 2,000 requests a second for a minute from one client, while another asks for the board: what `flood.ts` saw, as figures. */
export function flooded(folder: string, seconds: number): Figure[] {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, "flood.ts"), "--case", folder, "--seconds", String(seconds)],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`the flood ended with ${status}: ${stderr}`);
  const report = JSON.parse(stdout) as FloodReport;
  const all = Object.values(report.answers).reduce((sum, n) => sum + n, 0);
  const { refused, median, p95, worst } = report.boardUnderFloodMs;
  return [
    { name: "workbench-flood-sent", value: report.sentASecond, unit: "requests/s", goal: null },
    {
      name: "workbench-flood-refused",
      value: (100 * (report.answers["429"] ?? 0)) / all,
      unit: "%",
      goal: null,
    },
    { name: "workbench-flood-others-refused", value: refused, unit: "requests", goal: "<=0" },
    { name: "workbench-flood-others-board", value: median, unit: "ms", goal: null },
    { name: "workbench-flood-others-board-p95", value: p95, unit: "ms", goal: "<=1000" },
    { name: "workbench-flood-others-board-worst", value: worst, unit: "ms", goal: null },
    { name: "workbench-flood-memory", value: report.memoryMegabytes.most, unit: "MB", goal: "<500" },
    { name: "workbench-flood-log-lines", value: report.log.lines, unit: "lines", goal: ">0" },
    { name: "workbench-flood-serves-after", value: report.boardAfter.status, unit: "status", goal: "<=200" },
  ];
}
