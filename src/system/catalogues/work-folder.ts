import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { InputError, UnavailableError } from "../../base/errors.ts";
import { objectOf } from "../../sites/pictures/supply/foreign.ts";
import { writeWhole } from "../files/atomic.ts";
import { sha256 } from "../hash.ts";
import type { FoundItem } from "./catalogue.ts";

/** What a pull found and keeps until it is through, so that a pull that was cut off goes on with the same list. */
export type PlannedItem = Exclude<FoundItem, { type: "remark" }>;

export interface Plan {
  readonly items: readonly PlannedItem[];
  readonly remarks: readonly { readonly text: string; readonly incomplete: boolean }[];
}

/** Outcome of an item that was handed over. */
export interface Handed {
  readonly key: string;
  readonly outcome: "fetched" | "refused" | "failed";
  readonly bytes: number;
}

/** The folder of one pull. */
export interface WorkFolder {
  readonly plan: () => Plan | null;
  readonly setPlan: (plan: Plan) => void;
  readonly handed: ReadonlyMap<string, Handed>;
  /** Notes on the disk, before it returns, that an item is through. */
  readonly note: (handed: Handed) => void;
  /** Path, without ending, for what is kept of one file of an item. */
  readonly pathFor: (key: string, asset: string) => string;
  readonly clipFor: (key: string) => string;
  /** Removes the plan and the journal: the pull is through. */
  readonly finish: () => void;
  readonly close: () => void;
}

/** Name of an item in the work folder, safe whatever the catalogue calls it: 32 hexadecimal digits. */
export const keyOfItem = (catalogue: string, collection: string, id: string): string =>
  sha256(JSON.stringify([catalogue, collection, id])).slice(0, 32);

/**
 * Opens or makes the work folder of a pull. One that was begun with another question is refused, since its list would be wrong.
 * Only one process may use it at a time; who calls sees to that.
 * @throws InputError when it is of another question; UnavailableError when the disk does not take it
 */
export function openWorkFolder(folder: string, question: unknown): WorkFolder {
  const asked = sha256(JSON.stringify(question));
  const [planPath, journalPath] = [join(folder, "plan.lines"), join(folder, "handed.jsonl")];
  try {
    mkdirSync(join(folder, "parts"), { recursive: true });
    mkdirSync(join(folder, "clips"), { recursive: true });
  } catch (error) {
    throw new UnavailableError(`${folder} could not be made: ${(error as Error).message}`, false, error);
  }
  let plan = readPlan(planPath, asked, folder);
  const handed = plan === null ? new Map<string, Handed>() : readJournal(journalPath);
  if (plan === null) rmSync(journalPath, { force: true });
  let journal: number | null = null;
  const close = (): void => {
    if (journal !== null) closeSync(journal);
    journal = null;
  };
  return {
    plan: () => plan,
    setPlan(next) {
      plan = next;
      // A line for each item, each packed: catalogues describe a picture in tens of kilobytes.
      const head = JSON.stringify({ question: asked, remarks: next.remarks });
      writeWhole(planPath, [head, ...next.items.map(packed), "end"].join("\n"));
    },
    handed,
    note(entry) {
      // A line that a kill has cut is ended first, so that this one stands alone.
      journal ??= openSync(journalPath, "a");
      writeSync(journal, `\n${JSON.stringify(entry)}\n`);
      fsyncSync(journal);
      handed.set(entry.key, entry);
    },
    pathFor: (key, asset) => join(folder, "parts", `${key}-${sha256(asset).slice(0, 16)}`),
    clipFor: (key) => join(folder, "clips", `${key}.tif`),
    finish() {
      close();
      // The plan goes first: a journal without a plan is of no pull.
      for (const path of [planPath, journalPath]) rmSync(path, { force: true });
      for (const name of ["parts", "clips"]) rmSync(join(folder, name), { recursive: true, force: true });
    },
    close,
  };
}

function packed(item: PlannedItem): string {
  const itemJson = Buffer.from(item.itemJson).toString("base64");
  return deflateRawSync(JSON.stringify({ ...item, itemJson })).toString("base64");
}

function unpacked(line: string): PlannedItem {
  // Written by this program, so its shape is known.
  const item = JSON.parse(inflateRawSync(Buffer.from(line, "base64")).toString("utf8")) as PlannedItem & {
    readonly itemJson: unknown;
  };
  return { ...item, itemJson: new Uint8Array(Buffer.from(String(item.itemJson), "base64")) };
}

function readPlan(path: string, asked: string, folder: string): Plan | null {
  if (!existsSync(path)) return null;
  const [head = "", ...lines] = readFileSync(path, "latin1").split("\n");
  let question: unknown;
  let plan: Plan;
  try {
    const whole = objectOf(JSON.parse(head));
    if (whole === null || lines.pop() !== "end") return null;
    question = whole["question"];
    plan = { items: lines.map(unpacked), remarks: whole["remarks"] as Plan["remarks"] };
  } catch {
    // It is written whole, so something else was done to it: the list is made anew.
    return null;
  }
  if (question !== asked)
    throw InputError.of(
      "work folder",
      folder,
      "a pull that was begun with other settings, place or dates",
      "the same question, to go on with it, or an empty folder",
    );
  return plan;
}

function readJournal(path: string): Map<string, Handed> {
  const handed = new Map<string, Handed>();
  if (!existsSync(path)) return handed;
  for (const line of readFileSync(path, "utf8").split("\n")) {
    try {
      const { key, outcome, bytes } = JSON.parse(line) as Handed;
      if (typeof key === "string") handed.set(key, { key, outcome, bytes });
    } catch {
      // A line that was cut by a kill: the item is handed over again, which the caller knows by its key.
    }
  }
  return handed;
}
