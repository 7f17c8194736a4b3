import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { InputError } from "../../base/errors.ts";
import type { TextFormat } from "../../movements/ais/formats/recognise.ts";
import type { ImportClock } from "../../movements/ais/position-import.ts";
import type { Case } from "../files/case-folder.ts";
import { takeLock } from "../files/lock.ts";
import { dayStore } from "../positions/day-store.ts";
import { engineError } from "../positions/engine-error.ts";
import { openDuck } from "../positions/duck.ts";
import { importClock } from "../positions/import-clock.ts";
import { IncomingRows } from "../positions/incoming-rows.ts";
import { stagedSources } from "../positions/intake-file.ts";
import { packingOfHead } from "../positions/source-bytes.ts";
import { openStaging, type Staging } from "../positions/staging.ts";
import { TextIntake } from "../positions/text-intake.ts";
import { finishInterrupted, importLock, incomingFolder, positionsFolder } from "../positions/unfinished.ts";
import { writeLog } from "../store/custody.ts";
import { importMemory, nextId, recordImport } from "./import-positions.ts";

export interface FollowFeedOptions {
  readonly format?: TextFormat["format"] | undefined;
  readonly zoneMinutes?: number | null | undefined;
  /** Reports that tell no time are of the time at which they come in. */
  readonly timeOfArrival?: boolean | undefined;
  /** What has come is put on record after so many reports, and after so many seconds. */
  readonly everyReports: number;
  readonly everySeconds: number;
  readonly signal?: AbortSignal | undefined;
  readonly onCommit?: ((done: { readonly reports: number; readonly added: number }) => void) | undefined;
  readonly onProgress?: ((what: string) => void) | undefined;
}

export interface FollowedFeed {
  readonly step: "position import";
  readonly changed: boolean;
  readonly format: string;
  readonly lines: number;
  readonly reports: number;
  readonly added: number;
  readonly oddSenders: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly days: readonly string[];
  readonly imports: readonly string[];
  /** What the senders' seconds say of the times, at the last time that something was put on record with one. */
  readonly clock: ImportClock | null;
}

type Event = { readonly bytes: Uint8Array } | "due" | "ended" | "stopped";

/**
 * Takes position reports from a feed until it ends or the signal stops it, in bounded memory. What has come is put on record on a rhythm, each time as an import of
 * its own, also while the feed is silent: a stall, a cut or a kill loses at most what came since. The feed waits meanwhile.
 * @throws InputError when nothing of a known format comes; what was put on record before stays
 */
export async function followFeed(
  opened: Case,
  feed: AsyncIterable<unknown>,
  options: FollowFeedOptions,
): Promise<FollowedFeed> {
  mkdirSync(positionsFolder(opened), { recursive: true });
  const lock = takeLock(importLock(opened), "an import of position reports");
  const folder = join(incomingFolder(opened), "feed");
  try {
    finishInterrupted(opened);
    mkdirSync(folder, { recursive: true });
    const engine = await openDuck({
      memory: importMemory,
      threads: Math.min(availableParallelism(), 4),
      temporary: join(folder, "aside"),
    });
    try {
      const connection = await engine.connect();
      const staging = openStaging(join(folder, "staging"));
      const rows = new IncomingRows(connection, staging);
      await rows.open();
      const following = new Following(opened, options, connection, staging, rows);
      try {
        await following.follow(feed);
      } finally {
        rows.close();
      }
      return following.result();
    } catch (error) {
      throw engineError(error);
    } finally {
      engine.closeSync();
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    lock.drop();
  }
}

class Following {
  readonly #opened: Case;
  readonly #options: FollowFeedOptions;
  readonly #connection: DuckDBConnection;
  readonly #staging: Staging;
  readonly #rows: IncomingRows;
  readonly #intake: TextIntake;
  #hash = createHash("sha256");
  #bytes = 0;
  #committed = 0;
  /** Reports with a stated second that are on record. */
  #seconds = 0;
  #clock: ImportClock | null = null;
  #committedAt = performance.now();
  readonly #total = { lines: 0, reports: 0, added: 0, oddSenders: 0 };
  readonly #refused: Record<string, number> = {};
  readonly #days = new Set<string>();
  readonly #imports: string[] = [];
  #format = "nothing";

  constructor(
    opened: Case,
    options: FollowFeedOptions,
    connection: DuckDBConnection,
    staging: Staging,
    rows: IncomingRows,
  ) {
    this.#opened = opened;
    this.#options = options;
    this.#connection = connection;
    this.#staging = staging;
    this.#rows = rows;
    this.#intake = new TextIntake(rows, {
      name: "standard input",
      format: options.format ?? null,
      zoneMinutes: options.zoneMinutes ?? null,
      now: () => opened.now().getTime(),
      timeOfArrival: options.timeOfArrival ?? false,
    });
  }

  async follow(feed: AsyncIterable<unknown>): Promise<void> {
    const iterator = feed[Symbol.asyncIterator]();
    const { signal } = this.#options;
    const stopped = new Promise<Event>((resolve) => {
      if (signal?.aborted === true) resolve("stopped");
      signal?.addEventListener("abort", () => resolve("stopped"), { once: true });
    });
    const next = async (): Promise<Event> => {
      const { done, value } = await iterator.next();
      return done === true ? "ended" : { bytes: value as Uint8Array };
    };
    let coming = next();
    try {
      for (;;) {
        const event = await this.#first(coming, stopped);
        if (event === "ended" || event === "stopped") break;
        if (event === "due") await this.#commit();
        else {
          await this.#take(event.bytes);
          coming = next();
        }
      }
      await this.#intake.endDocument();
    } finally {
      // Also when the feed broke: what came before is whole.
      await this.#commit();
      coming.catch(() => {});
      void Promise.resolve(iterator.return?.()).catch(() => {});
      if ("destroy" in feed && typeof feed.destroy === "function") feed.destroy();
    }
  }

  /** What happens first: bytes, the end, the time to put what came on record, or a stop. */
  async #first(coming: Promise<Event>, stopped: Promise<Event>): Promise<Event> {
    const dueIn = Math.max(0, this.#committedAt + this.#options.everySeconds * 1000 - performance.now());
    if (this.#bytes === 0) return Promise.race([stopped, coming]);
    if (dueIn === 0 || this.#rows.taken - this.#committed >= this.#options.everyReports) return "due";
    const waiting = new AbortController();
    const due = pause(dueIn, "due" as const, { signal: waiting.signal }).catch(() => "due" as const);
    try {
      return await Promise.race([stopped, coming, due]);
    } finally {
      waiting.abort();
    }
  }

  async #take(bytes: Uint8Array): Promise<void> {
    if (this.#bytes === 0 && this.#imports.length === 0) {
      const packing = packingOfHead(bytes);
      if (packing !== "none")
        throw InputError.of(
          "standard input",
          "packing",
          packing,
          "text; give a packed file by its name, or unpack it on the way",
        );
    }
    if (this.#bytes === 0) this.#committedAt = performance.now();
    this.#bytes += bytes.length;
    this.#hash.update(bytes);
    await this.#intake.push(bytes);
    this.#format = this.#intake.format ?? this.#format;
    this.#options.onProgress?.(`${this.#rows.taken} reports`);
  }

  async #commit(): Promise<void> {
    if (this.#bytes === 0) return;
    await this.#intake.settle();
    await this.#rows.flush();
    const { lines, refused } = this.#intake.takeCounts();
    const [sha256, bytes] = [this.#hash.digest("hex"), this.#bytes];
    this.#hash = createHash("sha256");
    this.#bytes = 0;
    this.#committedAt = performance.now();
    const reports = this.#rows.taken - this.#committed;
    this.#committed = this.#rows.taken;
    if (lines === 0) return;
    const sources = stagedSources(this.#staging);
    const clock = this.#rows.seconds > this.#seconds ? await importClock(this.#connection, sources) : null;
    this.#seconds = this.#rows.seconds;
    const id = nextId(this.#opened);
    const store = await dayStore(this.#opened, id, { connection: this.#connection });
    const written = await store.write(sources).finally(store.close);
    const odd = this.#rows.odd - this.#total.oddSenders;
    const { format, zoneMinutes, timeOfArrival } = this.#options;
    const record = await recordImport(this.#opened, {
      id,
      source: { name: "standard input", sha256, bytes },
      settings: {
        feed: true,
        ...(format === undefined ? {} : { format }),
        ...(zoneMinutes === undefined || zoneMinutes === null ? {} : { zoneMinutes }),
        ...(timeOfArrival === true ? { timeOfArrival } : {}),
      },
      intake: { format: this.#format, lines, refused, reports, clock },
      written,
      kept: null,
    });
    store.place();
    writeLog(this.#opened.database, this.#opened.custodyPath);
    for (const kind of ["fixes", "statements"])
      rmSync(join(this.#staging.folder, kind), { recursive: true, force: true });
    this.#total.lines += lines;
    this.#total.reports += reports;
    this.#total.added += written.added;
    this.#total.oddSenders += odd;
    for (const [reason, n] of Object.entries(refused))
      this.#refused[reason] = (this.#refused[reason] ?? 0) + n;
    for (const day of Object.keys(written.days)) this.#days.add(day);
    this.#imports.push(record.id);
    if (clock !== null) this.#clock = clock;
    this.#options.onCommit?.({ reports, added: written.added });
  }

  result(): FollowedFeed {
    return {
      step: "position import",
      changed: this.#imports.length > 0,
      format: this.#format,
      ...this.#total,
      refused: this.#refused,
      days: [...this.#days].sort(),
      imports: this.#imports,
      clock: this.#clock,
    };
  }
}
