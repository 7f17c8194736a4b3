import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commands } from "../../src/apps/cli/commands/all.ts";
import { temporaryFolder } from "../made-case.ts";

const launcher = fileURLToPath(new URL("../../bin/yardwatch.js", import.meta.url));

function yardwatch(args: readonly string[], options: { readonly cwd?: string; readonly zone?: string } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args], {
    encoding: "utf8",
    cwd: options.cwd ?? temporaryFolder(),
    env: { ...process.env, TZ: options.zone ?? "UTC" },
  });
  return { status, stdout, stderr };
}

/** The demo's case, made once by the command itself; a test that writes to it takes a copy. */
let made = "";
let demo: ReturnType<typeof yardwatch>;
beforeAll(() => {
  made = join(mkdtempSync(join(tmpdir(), "yardwatch-")), "case");
  demo = yardwatch(["demo", made], { cwd: tmpdir() });
}, 300_000);
afterAll(() => rmSync(join(made, ".."), { recursive: true, force: true }));

/** A copy of the demo's case. */
function demoCopy(): string {
  const folder = join(temporaryFolder(), "case");
  cpSync(made, folder, { recursive: true });
  return folder;
}

test("the demo prints the finding in about a dozen lines, says what it does on stderr, and leaves a report", () => {
  const folder = made;
  const { status, stdout, stderr } = demo;
  expect(status).toBe(0);
  const lines = stdout.trim().split("\n");
  expect(lines.length).toBeGreaterThanOrEqual(12);
  expect(lines.length).toBeLessThanOrEqual(18);
  expect(stdout).toContain("73 (61 to 85) railcars, 5 October 2023");
  expect(stdout).toContain("cannot tell: only a published maximum stands before it");
  expect(stdout).toMatch(/against it .*2 February 2023/);
  expect(stderr).toContain("importing published looks");
  const report = /report +(\S+\.html)/.exec(stdout)?.[1] ?? "";
  expect(statSync(report).size).toBeGreaterThan(50_000);
  const again = yardwatch(["demo", folder, "--json"]);
  expect(again.status).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({ report });
  expect(yardwatch(["case", "verify"], { cwd: folder }).status).toBe(0);
});

test("the history of the example gives what was promised, the same in every time zone of the machine", () => {
  const folder = demoCopy();
  const ask = (zone: string) =>
    yardwatch(
      [
        "history",
        "tumangang",
        "--kind",
        "railcar",
        "--at",
        "2023-10-05",
        "--event",
        "summit-2023-09-13",
        "--json",
        "--case",
        folder,
      ],
      { zone },
    );
  const { status, stdout } = ask("UTC");
  expect(status).toBe(0);
  const answer = JSON.parse(stdout) as Record<string, unknown>;
  expect(answer).toMatchObject({
    verdict: "cannot-tell",
    count: { low: 61, best: 73, high: 85 },
    comparableLooks: 0,
    largestBefore: { best: 20, looksBehindIt: null },
    chanceOfRecord: null,
    tailProbability: null,
  });
  expect(answer["ratio"]).toBeCloseTo(3.65, 12);
  expect(answer["unknown"]).toMatchObject({
    chanceOfRecord: expect.stringContaining("not known") as string,
    tailProbability: expect.any(String) as string,
  });
  const reasons = answer["notComparable"] as { look: string; reason: string }[];
  expect(reasons.every((n) => n.look !== "" && n.reason !== "")).toBe(true);
  expect(reasons.map((n) => n.look)).toContain("voa-2023-02-02");
  const { contrary } = answer as { contrary: { look: string; metres: number }[] };
  expect(contrary[0]).toMatchObject({ look: "voa-2023-02-02", metres: 495 });
  for (const zone of ["Asia/Pyongyang", "America/St_Johns", "Pacific/Kiritimati"])
    expect(ask(zone).stdout).toBe(stdout);
  const june = yardwatch([
    "history",
    "tumangang",
    "--kind",
    "railcar",
    "--at",
    "2024-06-17",
    "--json",
    "--case",
    folder,
  ]);
  const top = JSON.parse(june.stdout) as {
    verdict: string;
    count: { best: number };
    notComparable: { look: string; reason: string }[];
  };
  expect(top).toMatchObject({ verdict: "cannot-tell", count: { best: 258 } });
  expect(
    top.notComparable.find((n) => n.look === "csis-2023-10-05" && n.reason.includes("mix")),
  ).toBeDefined();
});

test("wrong use exits with 2 and says what is allowed", () => {
  const folder = demoCopy();
  const cases: [string[], RegExp][] = [
    [
      ["history", "atlantis", "--kind", "railcar"],
      /site: found "atlantis"; allowed: a site of the case: dunai, khasan/,
    ],
    [["history", "tumangang", "--kind", "spaceship"], /--kind: found "spaceship"; allowed: railcar/],
    [
      ["history", "tumangang", "--kind", "railcar", "--at", "yesterday"],
      /--at: found "yesterday"; allowed: 2023/,
    ],
    [["history", "tumangang", "--kind", "railcar", "--at", "1999"], /csis-2023-10-05 \(2023-10-05\)/],
    [["history", "tumangang", "--kind", "railcar", "--event", "nothing"], /--event: found "nothing"/],
    [["history", "tumangang", "--kind", "railcar", "--years", "-1"], /--years/],
    [["history", "tumangang"], /required option '--kind/],
    [["look", "import", "none.csv"], /no such file/],
    [["look", "list", "--outcome", "great"], /counted, partial, not-seen, failed/],
    [["site", "show", "tumangang", "--format", "shp"], /geojson or kml/],
    [["report", "build", "--finding", "none"], /a finding on record: tumangang/],
    [["frobnicate"], /unknown command/],
    [["look", "list", "--wrong"], /unknown option/],
  ];
  for (const [args, told] of cases) {
    const { status, stderr, stdout } = yardwatch([
      ...args,
      ...(args[0] === "frobnicate" ? [] : ["--case", folder]),
    ]);
    expect(stderr, args.join(" ")).toMatch(told);
    expect(status, args.join(" ")).toBe(2);
    expect(stdout).toBe("");
  }
  expect(yardwatch(["case", "status"]).stderr).toContain("no case.json");
  const busy = temporaryFolder();
  writeFileSync(join(busy, "notes.txt"), "mine");
  expect(yardwatch(["demo", busy]).stderr).toContain("which is not empty");
  const json = yardwatch(["history", "atlantis", "--kind", "railcar", "--json", "--case", folder]);
  expect(JSON.parse(json.stdout)).toMatchObject({ error: "wrong input", faults: [{ field: "site" }] });
});

test("sites go out as KML and GeoJSON and come in again unchanged", () => {
  const folder = demoCopy();
  for (const format of ["kml", "geojson"]) {
    const written = yardwatch(["site", "show", "all", "--format", format, "--case", folder]).stdout;
    const file = join(temporaryFolder(), `sites.${format}`);
    writeFileSync(file, written);
    const { status, stdout } = yardwatch(["site", "add", file, "--case", folder]);
    expect(status).toBe(0);
    expect(stdout).toContain("nothing new");
  }
  expect(yardwatch(["site", "show", "tumangang", "--case", folder]).stdout).toMatch(
    /secure-yard.*APPROXIMATE/,
  );
});

test("every command has help with an example that its definition knows", () => {
  const { stdout } = yardwatch(["--help"]);
  for (const noun of new Set(commands.map((c) => c.noun))) expect(stdout).toContain(noun);
  for (const command of commands) {
    const help = yardwatch([command.noun, ...(command.verb === "" ? [] : [command.verb]), "--help"]);
    expect(help.status).toBe(0);
    expect(help.stdout).toContain("Examples:");
    expect(command.examples.every((e) => e.line.startsWith(`yardwatch ${command.noun}`))).toBe(true);
  }
});

test("the reference is as the definitions say", () => {
  const tool = fileURLToPath(new URL("../../tools/reference.ts", import.meta.url));
  expect(spawnSync(process.execPath, [tool, "--check"], { encoding: "utf8" }).stdout).toContain(
    "as the definitions say",
  );
  expect(readFileSync(new URL("../../docs/reference/looks.md", import.meta.url), "utf8")).toContain(
    "`taken_weekday`",
  );
});

test("a server for a folder that is no case ends with a sentence, and leaves no thread behind", () => {
  const { status, signal, stderr } = spawnSync(
    process.execPath,
    [launcher, "serve", "--case", temporaryFolder(), "--port", "0"],
    { encoding: "utf8", timeout: 30_000 },
  );
  expect(signal).toBeNull();
  expect(status).toBe(2);
  expect(stderr).toContain("holds no case.json");
});
