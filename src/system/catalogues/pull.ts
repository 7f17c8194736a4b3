import { rmSync } from "node:fs";
import { InputError } from "../../base/errors.ts";
import { searchBoxes } from "../../sites/pictures/supply/search-window.ts";
import { fetchItem } from "./fetch-item.ts";
import type { PullOptions, PullProgress, PullResult, PullSummary } from "./pull-types.ts";
import { stateOfAll } from "./verify-whole.ts";
import { keyOfItem, openWorkFolder, type Plan, type PlannedItem, type WorkFolder } from "./work-folder.ts";

/**
 * Finds the items of a catalogue that touch a site and hands each over with the site's window of its files.
 *
 * First the whole list is made and kept, then the files are fetched, a few items at the same time. Every item is handed over once, in the order of the
 * list, also the cloudy, refused and failed one, with its reason. A pull that was stopped or killed goes on when it is called again with the
 * same question and folder: items that were taken over are not asked for again, and of a file that was under way only the missing bytes are.
 * When all are through, the work folder is emptied.
 * @throws InputError on wrong options; UnavailableError and DamageError when the list cannot be made; what `onItem` and `writeClip` throw;
 * the signal's reason when it was stopped. After each of these the pull can be called again.
 */
export async function pullItems(options: PullOptions): Promise<PullSummary> {
  const { catalogue, box, fromMs, toMs } = options;
  if (!(fromMs < toMs)) throw InputError.of("pull", "from", String(fromMs), `an instant before ${toMs}`);
  const concurrency = options.concurrency ?? 4;
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 32)
    throw InputError.of("pull", "concurrency", String(concurrency), "a whole number from 1 to 32");
  const boxes = searchBoxes(box, options.marginMetres ?? 0);
  const work = openWorkFolder(options.workFolder, [catalogue.name, boxes, fromMs, toMs]);
  try {
    const plan = work.plan() ?? (await makePlan(options, boxes));
    if (work.plan() === null) work.setPlan(plan);
    const summary = await handOverAll(options, boxes, plan, work, concurrency);
    work.finish();
    return summary;
  } finally {
    work.close();
  }
}

/** Most items of one pull: what one list can hold in memory. */
const mostItems = 20_000;

async function makePlan(options: PullOptions, boxes: ReturnType<typeof searchBoxes>): Promise<Plan> {
  const { catalogue, fromMs, toMs, signal } = options;
  const items: PlannedItem[] = [];
  const remarks: { text: string; incomplete: boolean }[] = [];
  const question = { boxes, fromMs, toMs, ...(signal === undefined ? {} : { signal }) };
  for await (const found of catalogue.search(question)) {
    if (found.type === "remark") remarks.push({ text: found.text, incomplete: found.incomplete });
    else if (items.push(found) > mostItems)
      throw InputError.of(
        catalogue.name,
        "from and to",
        `more than ${mostItems} pictures of the site in that time`,
        "shorter times, one after another",
      );
  }
  return { items, remarks };
}

async function handOverAll(
  options: PullOptions,
  boxes: ReturnType<typeof searchBoxes>,
  plan: Plan,
  work: WorkFolder,
  concurrency: number,
): Promise<PullSummary> {
  const { catalogue } = options;
  const halt = new AbortController();
  const signal = options.signal === undefined ? halt.signal : AbortSignal.any([options.signal, halt.signal]);
  const count = { found: plan.items.length, done: 0, fetched: 0, refused: 0, failed: 0, bytesFetched: 0 };
  let known = 0;
  const report = (): void => options.onProgress?.({ ...count } satisfies PullProgress);
  const tell = (outcome: PullResult["outcome"], bytes: number): void => {
    count.done++;
    count[outcome]++;
    count.bytesFetched += bytes;
    report();
  };
  let next = 0;
  let turn: Promise<void> = Promise.resolve();

  const oneAfterAnother = async (): Promise<void> => {
    while (next < plan.items.length) {
      signal.throwIfAborted();
      const planned = plan.items[next++];
      if (planned === undefined) return;
      const [collection, id] = namesOf(planned);
      const key = keyOfItem(catalogue.name, collection, id);
      const before = work.handed.get(key);
      if (before !== undefined) {
        tell(before.outcome, before.bytes);
        continue;
      }
      if (options.isKnown?.(key) === true) {
        known++;
        count.done++;
        report();
        continue;
      }
      const previous = turn;
      const { promise, resolve } = Promise.withResolvers<void>();
      turn = promise;
      try {
        const result = await resultOf(options, boxes, planned, key, work, signal);
        await previous;
        signal.throwIfAborted();
        await options.onItem(result);
        work.note({ key, outcome: result.outcome, bytes: result.bytesFetched });
        clear(planned, key, work);
        tell(result.outcome, result.bytesFetched);
      } catch (error) {
        // Nobody hands over after the first fault; what others have under way is kept for the next run.
        halt.abort(error);
        throw error;
      } finally {
        resolve();
      }
    }
  };

  const ends = await Promise.allSettled(Array.from({ length: concurrency }, oneAfterAnother));
  if (ends.some((end) => end.status === "rejected")) throw signal.reason;
  const incomplete = plan.remarks.some((remark) => remark.incomplete);
  return {
    found: count.found,
    known,
    fetched: count.fetched,
    refused: count.refused,
    failed: count.failed,
    bytesFetched: count.bytesFetched,
    complete: !incomplete && count.failed === 0,
    remarks: plan.remarks.map(({ text }) => text),
  };
}

const namesOf = (planned: PlannedItem): readonly [collection: string, id: string] =>
  planned.type === "item" ? [planned.item.collection, planned.item.id] : [planned.collection, planned.id];

async function resultOf(
  options: PullOptions,
  boxes: ReturnType<typeof searchBoxes>,
  planned: PlannedItem,
  key: string,
  work: WorkFolder,
  signal: AbortSignal,
): Promise<PullResult> {
  const [collection, id] = namesOf(planned);
  const base = { key, id, collection, itemJson: planned.itemJson };
  if (planned.type === "refused")
    return {
      ...base,
      item: null,
      outcome: "refused",
      reason: planned.reason,
      clipPath: null,
      files: [],
      bytesFetched: 0,
      checksumVerified: "not-given",
      remarks: [],
    };
  const clipPath = work.clipFor(key);
  const pathFor = (asset: string): string => work.pathFor(key, asset);
  const fetched = await fetchItem(planned.item, planned.choice, {
    options,
    boxes,
    pathFor,
    clipPath,
    signal,
  });
  return {
    ...base,
    item: planned.item,
    outcome: fetched.outcome,
    reason: fetched.reason,
    clipPath: fetched.outcome === "fetched" ? clipPath : null,
    files: fetched.files,
    bytesFetched: fetched.files.reduce((sum, file) => sum + file.bytesFetched, 0),
    checksumVerified: stateOfAll(fetched.files.map((file) => file.checksum)),
    remarks: [...planned.item.remarks, ...fetched.remarks],
  };
}

/** Removes what was kept for an item that was taken over. */
function clear(planned: PlannedItem, key: string, work: WorkFolder): void {
  rmSync(work.clipFor(key), { force: true });
  if (planned.type !== "item") return;
  const { choice, item } = planned;
  const assets = new Set([...choice.assets.map((a) => a.key), ...(choice.mask ? [choice.mask.key] : [])]);
  for (const { key: asset } of item.assets)
    if (choice.assets.length === 0 || assets.has(asset)) removeParts(work.pathFor(key, asset));
}

function removeParts(path: string): void {
  for (const ending of [".bytes", ".parts"]) rmSync(`${path}${ending}`, { force: true });
}
