import fc from "fast-check";
import { expect, test } from "vitest";
import type { CountingScreen } from "../../../findings/screens/counting.ts";
import type { Mark } from "../../../sites/counting/mark.ts";
import { editMarks } from "../../../sites/counting/marks/edit.ts";
import type { MarkContent } from "../../../sites/counting/marks/mark-fields.ts";
import {
  openEditQueue,
  type EditQueue,
  type GoAnswer,
  type GoFailure,
  type QueuedGo,
  type QueueState,
} from "./edit-queue.ts";
import { keptGoes, openGoStore, type PlainStorage } from "./go-store.ts";
import { CountingSession } from "./session.ts";

const counter = { marker: { type: "person", name: "A" }, pass: "1" } as const;
const named = { look: "look", by: "A", pass: "1" };
const content = (i: number): MarkContent => ({
  areaId: null,
  trackId: "t",
  kind: "railcar",
  cover: "cannot-tell",
  outline: [
    [15 * i, 0],
    [15 * i + 13, 0],
    [15 * i + 13, 3],
    [15 * i, 3],
    [15 * i, 0],
  ],
  inPixels: true,
  number: 1,
  probability: 1,
  state: "accepted",
  note: "",
});

/** A server that keeps what it answers, and whose answers can be lost on either way. */
class Server {
  marks: Mark[] = [];
  readonly answers = new Map<string, GoAnswer>();
  take(go: QueuedGo): GoAnswer {
    const before = this.answers.get(go.key);
    if (before !== undefined) return before;
    const made: Mark[] = [];
    for (const { edit, note } of go.edits) {
      const now = editMarks([...this.marks, ...made], edit, {
        lookId: "look",
        counter,
        note,
        size: null,
        newId: (n) => `look/mark-${this.marks.length + made.length + 1 + n}`,
      });
      made.push(...now);
    }
    this.marks.push(...made);
    const answer = { trail: this.answers.size + 1, at: "", made };
    this.answers.set(go.key, answer);
    return answer;
  }
}

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

const lost = (error: unknown): GoFailure => ({
  isFinal: !(error instanceof TypeError),
  why: error instanceof Error ? error.message : "",
  error,
});

/** What befalls the next request: it arrives and is answered; it never arrives; it arrives and its answer is lost; the page ends meanwhile. */
type Fate = "answered" | "lost" | "answer-lost" | "page-ends";
const steps = fc.array(
  fc.record({
    type: fc.constantFrom("add", "judge", "split", "undo", "redo", "wait" as const),
    at: fc.nat(50),
  }),
  { maxLength: 20 },
);
const fates = fc.array(fc.constantFrom<Fate>("answered", "lost", "answer-lost", "page-ends"), {
  maxLength: 30,
});

test("every edit is kept once, in its order, whatever is lost on the way and however often the page ends", async () => {
  await fc.assert(
    fc.asyncProperty(steps, fates, async (chosen, befalls) => {
      const server = new Server();
      const store = storage();
      let key = 0;
      let clock = 0;
      const left = [...befalls];
      /** Ends the page that is open and opens another, which first sends what was kept. */
      const open = async () => {
        let ended: (() => void) | null = null;
        const end = new Promise<void>((resolve) => {
          ended = resolve;
        });
        let session: CountingSession | null = null;
        const queue: EditQueue = openEditQueue({
          store: openGoStore(store, named),
          send: async (go) => {
            const fate = left.shift() ?? "answered";
            await Promise.resolve();
            if (fate === "lost") throw new TypeError("no connection");
            const answer = server.take(go);
            if (fate === "answer-lost") throw new TypeError("no answer");
            if (fate === "page-ends") {
              queue.close();
              ended?.();
              throw new TypeError("the page is gone");
            }
            return answer;
          },
          failureOf: lost,
          wait: () => Promise.resolve(),
          onAnswer: (go, answer) => session?.answered(go, answer),
          onRefused: (_go, failure) => {
            throw failure.error;
          },
          onState: () => undefined,
        });
        await Promise.race([queue.idle(), end]);
        const screen: CountingScreen = {
          look: "look",
          kind: "railcar",
          by: "A",
          pass: "1",
          byMachine: false,
          review: false,
          state: "open",
          finishedAt: null,
          seen: 0,
          marks: [...server.marks],
          machine: null,
          actions: [],
        };
        session = new CountingSession(screen, {
          newKey: () => `key-${++key}`,
          now: () => ++clock,
          send: (go) => queue.add(go),
          changed: () => undefined,
        });
        return { queue, session, end };
      };
      let page = await open();
      for (let n = 0; n < 40 && (await settled(page)) === "ended"; n++) page = await open();
      let done = 0;
      for (const { type, at } of chosen) {
        const { session } = page;
        const standing = session.shown;
        const mark = standing[at % Math.max(1, standing.length)];
        if (type === "wait") {
          if ((await settled(page)) === "ended") page = await reopened(open);
          continue;
        }
        if (type === "undo") session.undo();
        else if (type === "redo") session.redo();
        else if (type === "add" || mark === undefined) {
          session.do([{ edit: { type: "add", content: content(done++) }, note: "" }]);
        } else if (type === "judge")
          session.do([{ edit: { type, mark: mark.id, state: "unsure" }, note: "" }]);
        else session.do([{ edit: { type, mark: mark.id, at: 0.5 }, note: "" }]);
      }
      const shown = page.session.shown.map((m) => JSON.stringify([m.outline, m.state])).sort();
      if ((await settled(page)) === "ended") page = await reopened(open);
      expect(keptGoes(store)).toEqual([]);
      expect(server.answers.size).toBe(key);
      const kept = page.session.shown.map((m) => JSON.stringify([m.outline, m.state])).sort();
      expect(kept).toEqual(shown);
      expect(page.session.shown.filter((m) => m.id.startsWith("pending:"))).toEqual([]);
      expect(new Set(server.marks.map((m) => m.id)).size).toBe(server.marks.length);
      page.queue.close();
    }),
    { numRuns: 150 },
  );
});

type Page = { readonly queue: EditQueue; readonly end: Promise<void> };
const settled = ({ queue, end }: Page): Promise<"idle" | "ended"> =>
  Promise.race([end.then(() => "ended" as const), queue.idle().then(() => "idle" as const)]);
async function reopened<P extends Page>(open: () => Promise<P>): Promise<P> {
  for (;;) {
    const page = await open();
    if ((await settled(page)) === "idle") return page;
  }
}

test("what is refused is told, with what hung on it, and the rest goes on", async () => {
  const refused: string[][] = [];
  const states: QueueState[] = [];
  const sent: string[] = [];
  const go = (key: string, mark: string): QueuedGo => ({
    ...named,
    key,
    kind: "railcar",
    role: { type: "do" },
    edits: [{ edit: { type: "judge", mark, state: "unsure" }, note: "" }],
    seen: 0,
    order: 0,
  });
  const queue = openEditQueue({
    store: { put: () => false, remove: () => undefined, all: () => [] },
    send: async ({ key }) => {
      sent.push(key);
      await Promise.resolve();
      if (key === "first") throw new RangeError("somebody changed it first");
      return { trail: 1, at: "", made: [] };
    },
    failureOf: lost,
    wait: () => Promise.resolve(),
    onAnswer: () => undefined,
    onRefused: ({ key }, { why }, dropped) => refused.push([key, why, ...dropped.map((d) => d.key)]),
    onState: (state) => states.push(state),
  });
  queue.add(go("first", "m1"));
  queue.add(go("second", "pending:first:0"));
  queue.add(go("third", "pending:second:0"));
  queue.add(go("fourth", "m2"));
  await queue.idle();
  expect(refused).toEqual([["first", "somebody changed it first", "second", "third"]]);
  expect(sent).toEqual(["first", "fourth"]);
  expect(states[0]).toEqual({ type: "saving", waiting: 1, kept: false });
  expect(states.at(-1)).toEqual({ type: "saved" });
});

test("while the server cannot be reached, it is said why, how much waits, and when it is tried again", async () => {
  const states: QueueState[] = [];
  const waits: (() => void)[] = [];
  let isThere = false;
  const queue = openEditQueue({
    store: openGoStore(storage(), named),
    send: async () => {
      await Promise.resolve();
      if (!isThere) throw new TypeError("the server cannot be reached");
      return { trail: 1, at: "", made: [] };
    },
    failureOf: lost,
    wait: (_ms, signal) =>
      new Promise((resolve) => {
        waits.push(resolve);
        signal.addEventListener("abort", () => resolve());
      }),
    onAnswer: () => undefined,
    onRefused: () => undefined,
    onState: (state) => states.push(state),
  });
  queue.add({ ...named, key: "k1", kind: "railcar", role: { type: "do" }, edits: [], seen: 0, order: 0 });
  for (let n = 0; n < 20 && waits.length === 0; n++) await Promise.resolve();
  expect(queue.state()).toMatchObject({
    type: "not-saved",
    waiting: 1,
    kept: true,
    why: "the server cannot be reached",
  });
  isThere = true;
  queue.wake();
  await queue.idle();
  expect(queue.state()).toEqual({ type: "saved" });
});
