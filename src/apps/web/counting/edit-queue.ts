import type { EditsRole } from "../../../findings/screens/counting.ts";
import type { Edit } from "../../../sites/counting/marks/edit.ts";
import type { Mark } from "../../../sites/counting/mark.ts";
import type { NotedEdit } from "./undo-stack.ts";

/** Edits that were made in one go, on their way to the server. */
export interface QueuedGo {
  readonly key: string;
  readonly look: string;
  readonly by: string;
  readonly pass: string;
  readonly kind: string;
  readonly role: EditsRole;
  readonly edits: readonly NotedEdit[];
  /** The newest trail entry whose marks whoever edits had seen. */
  readonly seen: number;
  /** Goes are sent in this order: when it was made, in milliseconds, and which of that moment. */
  readonly order: number;
}

/** Where goes are kept until they are answered, so that neither a page nor a server that ends loses one. */
export interface GoStore {
  /** False where it could not be kept. */
  readonly put: (go: QueuedGo) => boolean;
  readonly remove: (key: string) => void;
  /** In their order. */
  readonly all: () => readonly QueuedGo[];
}

/** What the server answers to a go. */
export interface GoAnswer {
  readonly trail: number;
  readonly at: string;
  readonly made: readonly Mark[];
}

/** Why a go was not taken. `isFinal`: sending it again cannot help. */
export interface GoFailure {
  readonly isFinal: boolean;
  readonly why: string;
  readonly error: unknown;
}

export type QueueState =
  | { readonly type: "saved" }
  | { readonly type: "saving"; readonly waiting: number; readonly kept: boolean }
  | {
      readonly type: "not-saved";
      readonly waiting: number;
      readonly kept: boolean;
      readonly why: string;
      /** When it is tried again, in milliseconds from then. */
      readonly again: number;
    };

export interface EditQueueOptions {
  readonly store: GoStore;
  readonly send: (go: QueuedGo) => Promise<GoAnswer>;
  readonly failureOf: (error: unknown) => GoFailure;
  /** Waits so long, or until it is woken. */
  readonly wait: (milliseconds: number, wake: AbortSignal) => Promise<void>;
  readonly onAnswer: (go: QueuedGo, answer: GoAnswer) => void;
  /** Told with the goes that named what the refused one would have made: they are dropped too. */
  readonly onRefused: (go: QueuedGo, failure: GoFailure, dropped: readonly QueuedGo[]) => void;
  readonly onState: (state: QueueState) => void;
}

export interface EditQueue {
  readonly add: (go: QueuedGo) => void;
  /** How many goes were ever added here: unchanged means that nothing was done in between. */
  readonly added: () => number;
  /** Takes up what another window of this count left in the store. */
  readonly pickUp: () => void;
  readonly state: () => QueueState;
  /** Tries at once, as when a connection is back. */
  readonly wake: () => void;
  /** Resolves when nothing waits any more. */
  readonly idle: () => Promise<void>;
  readonly close: () => void;
}

/** Waits between tries, in milliseconds; the last one again and again. */
const patience = [500, 1_000, 2_000, 5_000, 10_000] as const;

/** The id of the n-th mark that a go will make, until the server has named it. */
export const pendingId = (key: string, n: number): string => `pending:${key}:${n}`;

/**
 * Sends goes one after another, each until it is answered. A go that is sent twice (its answer was lost) is known to the server by its key and answered the same.
 */
export function openEditQueue(options: EditQueueOptions): EditQueue {
  const { store, send, failureOf, wait, onAnswer, onRefused, onState } = options;
  const waiting: QueuedGo[] = [...store.all()];
  const unkept = new Set<string>();
  let state: QueueState = { type: "saved" };
  let isClosed = false;
  let isRunning = false;
  let added = 0;
  let waker = new AbortController();
  const idlers: (() => void)[] = [];

  const tell = (next: QueueState): void => {
    state = next;
    onState(next);
  };
  const saving = (): QueueState =>
    waiting.length === 0
      ? { type: "saved" }
      : { type: "saving", waiting: waiting.length, kept: unkept.size === 0 };

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    let tries = 0;
    const first = (): QueuedGo | undefined => (isClosed ? undefined : waiting[0]);
    for (let go = first(); go !== undefined; go = first()) {
      if (tries === 0) tell(saving());
      try {
        const answer = await send(go);
        if (isClosed) break;
        done(go);
        rename(new Map(answer.made.map((mark, n) => [pendingId(go?.key ?? "", n), mark.id])));
        onAnswer(go, answer);
        tries = 0;
      } catch (error) {
        if (isClosed) break;
        const failure = failureOf(error);
        if (failure.isFinal) {
          refuse(go, failure);
          tries = 0;
          continue;
        }
        const again = patience[Math.min(tries, patience.length - 1)] ?? 10_000;
        tries++;
        tell({
          type: "not-saved",
          waiting: waiting.length,
          kept: unkept.size === 0,
          why: failure.why,
          again,
        });
        await wait(again, waker.signal);
        waker = new AbortController();
      }
    }
    isRunning = false;
    if (isClosed) return;
    tell(saving());
    if (waiting.length === 0) for (const idle of idlers.splice(0)) idle();
  }

  function done(go: QueuedGo): void {
    waiting.splice(waiting.indexOf(go), 1);
    unkept.delete(go.key);
    store.remove(go.key);
  }

  /** What waits names marks by the ids that they were given here until the server has named them. */
  function rename(names: ReadonlyMap<string, string>): void {
    for (const [i, go] of waiting.entries()) {
      const renamed = renamedGo(go, names);
      if (renamed === go) continue;
      waiting[i] = renamed;
      if (!store.put(renamed)) unkept.add(go.key);
    }
  }

  function refuse(go: QueuedGo, failure: GoFailure): void {
    const lost = new Set([go.key]);
    const dropped = waiting.filter((other) => {
      if (other === go) return false;
      const hangs = idsOf(other).some((id) => [...lost].some((key) => id.startsWith(`pending:${key}:`)));
      if (hangs) lost.add(other.key);
      return hangs;
    });
    for (const gone of [go, ...dropped]) done(gone);
    onRefused(go, failure, dropped);
  }

  if (waiting.length > 0) void run();
  return {
    add: (go) => {
      added++;
      waiting.push(go);
      if (!store.put(go)) unkept.add(go.key);
      if (state.type === "not-saved") tell({ ...state, waiting: waiting.length, kept: unkept.size === 0 });
      else tell(saving());
      void run();
    },
    added: () => added,
    pickUp: () => {
      const known = new Set(waiting.map((go) => go.key));
      waiting.push(...store.all().filter((go) => !known.has(go.key)));
      if (waiting.length > 0) void run();
    },
    state: () => state,
    wake: () => waker.abort(),
    idle: () => (waiting.length === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
    close: () => {
      isClosed = true;
      waker.abort();
    },
  };
}

const idsOf = ({ edits }: QueuedGo): readonly string[] =>
  edits.flatMap(({ edit }) =>
    edit.type === "restore"
      ? [...edit.marks, ...edit.as]
      : edit.type === "merge"
        ? edit.marks
        : edit.type === "add"
          ? []
          : [edit.mark],
  );

/** An edit with the marks that it names called by their names of now; the very same where none changed. */
export function renamedEdit(edit: Edit, names: ReadonlyMap<string, string>): Edit {
  const named = (id: string): string => names.get(id) ?? id;
  switch (edit.type) {
    case "add":
      return edit;
    case "restore":
      return [...edit.marks, ...edit.as].some((id) => names.has(id))
        ? { ...edit, marks: edit.marks.map(named), as: edit.as.map(named) }
        : edit;
    case "merge":
      return edit.marks.some((id) => names.has(id)) ? { ...edit, marks: edit.marks.map(named) } : edit;
    case "judge":
    case "correct":
    case "split":
    case "undo":
      return names.has(edit.mark) ? { ...edit, mark: named(edit.mark) } : edit;
  }
}

function renamedGo(go: QueuedGo, names: ReadonlyMap<string, string>): QueuedGo {
  const edits = go.edits.map((noted) => {
    const edit = renamedEdit(noted.edit, names);
    return edit === noted.edit ? noted : { ...noted, edit };
  });
  return edits.every((e, i) => e === go.edits[i]) ? go : { ...go, edits };
}
