import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  openEditQueue,
  type EditQueue,
  type GoAnswer,
  type QueuedGo,
} from "../../src/apps/web/counting/edit-queue.ts";
import { openGoStore, type PlainStorage } from "../../src/apps/web/counting/go-store.ts";
import { CountingSession } from "../../src/apps/web/counting/session.ts";
import { countingScreen } from "../../src/findings/screens/counting.ts";
import { currentMarks } from "../../src/sites/counting/marks/current-marks.ts";
import type { MarkContent } from "../../src/sites/counting/marks/mark-fields.ts";
import { uniform } from "../../src/base/random.ts";
import { openCase } from "../../src/system/files/case-folder.ts";
import { readMarks } from "../../src/system/store/reading-marks.ts";
import { verifyCase } from "../../src/system/steps/verify-case.ts";
import { drawnYard, trueContents, yardCase } from "../made-yard-case.ts";
import { readyServer } from "./killed-server.ts";

const kills = 100;
/** Cases that are counted beside each other, each with its own server. */
const lanes = 4;
/** Most edits that a server is let answer before it is killed, and longest that is waited then, in milliseconds. */
const mostAnswers = 6;
const longestWait = 40;

function storage(): PlainStorage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (i) => [...kept.keys()][i] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}

/** One analyst who counts on while the server is killed again and again. */
async function lane(
  folder: string,
  web: string,
  cache: string,
  look: string,
  contents: readonly MarkContent[],
  seed: number,
) {
  const random = uniform(seed);
  const store = openGoStore(storage(), { look, by: "A", pass: "1" });
  const answers = new Map<string, GoAnswer>();
  let url = "";
  let key = 0;
  let isCounting = true;
  let onAnswered: (() => void) | null = null;
  let session: CountingSession | null = null;
  const queue: EditQueue = openEditQueue({
    store,
    send: async (go) => {
      if (url === "") throw new TypeError("no server");
      const { look: _look, by, order: _order, ...body } = go;
      const answer = await fetch(`${url}/api/looks/${encodeURIComponent(look)}/edits`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-yardwatch-by": by },
        body: JSON.stringify({ ...body, seen: Number.MAX_SAFE_INTEGER }),
      });
      if (!answer.ok) throw new RangeError(`${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as GoAnswer;
    },
    failureOf: (error) => ({ isFinal: error instanceof RangeError, why: String(error), error }),
    wait: (_milliseconds, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, 15);
        signal.addEventListener("abort", () => {
          clearTimeout(timer);
          resolve();
        });
      }),
    onAnswer: (go, answer) => {
      answers.set(go.key, answer);
      onAnswered?.();
      onAnswered = null;
      session?.answered(go, answer);
      if (isCounting) edit();
    },
    onRefused: (_go, failure) => {
      throw failure.error;
    },
    onState: () => undefined,
  });
  const goes: QueuedGo[] = [];
  const counting = (session = new CountingSession(
    countingScreen({
      look,
      kind: "railcar",
      counter: { marker: { type: "person", name: "A" }, pass: "1" },
      marks: [],
      passes: [],
      actions: [],
      totalOf: () => null,
    }),
    {
      newKey: () => `lane-${seed}-go-${++key}`,
      now: () => key,
      send: (go) => {
        goes.push(go);
        queue.add(go);
      },
      changed: () => undefined,
    },
  ));
  /** What an analyst's fingers do: mostly a further car, now and then a judgement or a step back. */
  function edit(): void {
    const at = random();
    const mark = counting.shown[Math.floor(random() * counting.shown.length)];
    const content = contents[Math.floor(random() * contents.length)];
    if (at < 0.12 && counting.undo()) return;
    if (at < 0.25 && mark !== undefined)
      counting.do([{ edit: { type: "judge", mark: mark.id, state: "unsure" }, note: "" }]);
    else if (content !== undefined) counting.do([{ edit: { type: "add", content }, note: "" }]);
  }
  for (let n = 0; n < 3; n++) edit();
  let next = readyServer(folder, web, cache);
  for (let n = 0; n < kills / lanes; n++) {
    const server = next;
    url = await server.open();
    next = readyServer(folder, web, cache);
    queue.wake();
    // So many answers, and then somewhere in the edits that follow: however slow the machine is.
    const enough = answers.size + Math.floor(random() * (mostAnswers + 1));
    while (answers.size < enough) await new Promise<void>((resolve) => (onAnswered = resolve));
    await new Promise((resolve) => setTimeout(resolve, random() * longestWait));
    url = "";
    await server.kill();
  }
  isCounting = false;
  url = await next.open();
  queue.wake();
  await queue.idle();
  await next.kill();
  queue.close();
  return { answers, goes, session: counting, left: store.all() };
}

it("a server that is killed a hundred times keeps every edit that it answered, once, and the case is whole", async () => {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-killed-server-"));
  try {
    const yard = drawnYard();
    const { opened, looks } = await yardCase(folder, [yard]);
    opened.close();
    const [look = ""] = looks;
    const web = join(folder, "web");
    mkdirSync(web);
    writeFileSync(join(web, "index.html"), "<title>pages</title>");
    const cases = Array.from({ length: lanes }, (_, i) => join(folder, `case-${i}`));
    for (const path of cases) cpSync(join(folder, "case"), path, { recursive: true });
    const cache = join(folder, "compiled");
    const first = readyServer(join(folder, "case"), web, cache);
    await first.open();
    await first.end();
    const ends = await Promise.all(
      cases.map((path, i) => lane(path, web, cache, look, trueContents(yard), i + 1)),
    );
    for (const [i, { answers, goes, session, left }] of ends.entries()) {
      expect(left).toEqual([]);
      expect(answers.size).toBe(goes.length);
      expect(goes.length).toBeGreaterThan(kills / lanes);
      const kept = openCase(cases[i] ?? "", "read", () => new Date());
      try {
        const marks = readMarks(kept.database, { lookId: look });
        const answered = [...answers.values()].flatMap((a) => a.made.map((m) => m.id));
        expect(marks.map((m) => m.id).sort()).toEqual([...answered].sort());
        expect(new Set(answered).size).toBe(answered.length);
        const keys = kept.database
          .prepare("SELECT json_extract(settings, '$.key') AS key FROM trail WHERE step = 'mark edits'")
          .all()
          .map((r) => String(r["key"]));
        expect(keys.sort()).toEqual(goes.map((g) => g.key).sort());
        // What the screen showed is what stands.
        const standing = currentMarks(marks, session.counter).map((m) => `${m.id} ${m.state}`);
        expect(session.standing.map((m) => `${m.id} ${m.state}`).sort()).toEqual(standing.sort());
        expect((await verifyCase(kept)).damage).toEqual([]);
      } finally {
        kept.close();
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 600_000);
