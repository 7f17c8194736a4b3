import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, type Bench, type Figure } from "./figure.ts";

const launcher = fileURLToPath(new URL("../bin/yardwatch.js", import.meta.url));

function seconds(program: string, args: readonly string[]): number {
  const began = performance.now();
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
  return (performance.now() - began) / 1000;
}

/** The whole chain as a user starts it, through the launcher: each figure beside a bare start of Node, in turn. */
export async function benchChain({ folder, quick, note }: Bench): Promise<Figure[]> {
  const rounds = quick ? 3 : 9;
  const times = {
    bare: [] as number[],
    help: [] as number[],
    demo: [] as number[],
    history: [] as number[],
    verify: [] as number[],
    report: [] as number[],
  };
  seconds(process.execPath, [launcher, "--help"]);
  for (let round = 0; round < rounds; round++) {
    const made = join(folder, `demo-${round}`);
    times.bare.push(seconds(process.execPath, ["-e", "0"]));
    times.help.push(seconds(process.execPath, [launcher, "--help"]));
    times.demo.push(seconds(process.execPath, [launcher, "demo", made]));
    times.history.push(
      seconds(process.execPath, [
        launcher,
        "history",
        "tumangang",
        "--kind",
        "railcar",
        "--at",
        "2023-10-05",
        "--json",
        "--case",
        made,
      ]),
    );
    times.verify.push(seconds(process.execPath, [launcher, "case", "verify", "--case", made]));
    times.report.push(
      seconds(process.execPath, [
        launcher,
        "report",
        "build",
        "--case",
        made,
        "--out",
        join(folder, "again.html"),
      ]),
    );
  }
  note(JSON.stringify(times));
  const ms = (name: keyof typeof times): number => 1000 * median(times[name]);
  return [
    // The published chain takes under a second of it; the rest draws and counts the simulated yard.
    { name: "demo", value: median(times.demo), unit: "s", goal: "<20" },
    { name: "help", value: ms("help"), unit: "ms", goal: "<200" },
    {
      name: "help-over-node-start",
      value: median(times.help.map((t, i) => t / (times.bare[i] ?? Number.NaN))),
      unit: "x",
      goal: null,
    },
    { name: "history-of-the-example", value: ms("history"), unit: "ms", goal: "<1000" },
    { name: "verify-the-example", value: ms("verify"), unit: "ms", goal: null },
    { name: "report-of-the-example", value: ms("report"), unit: "ms", goal: null },
  ];
}
