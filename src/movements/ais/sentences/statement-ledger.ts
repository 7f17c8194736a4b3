import { isImoNumber } from "../../vessels/imo.ts";
import { nothingStated, type Stated, type Statement } from "../fixes.ts";
import type { Message } from "./message.ts";
import { heardAgain, refusal, used, type Fate } from "./refusals.ts";
import { aidName, text, unsigned, type Words } from "./words.ts";

/** Two senders under one number are told apart while each repeats its own within this time; ships repeat theirs every 6 minutes. */
const repeatMs = 3_600_000;
const mostOpenOfShip = 4;
const mostShips = 500_000;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A statement that may still be repeated. Its two halves come in two messages for class B, in one for all others. */
class OpenStatement {
  content: Stated;
  /** Hashes of the bits that said it; 0 while a half has not come. */
  nameHash = 0;
  restHash = 0;
  nameMs = Number.NaN;
  restMs = Number.NaN;
  firstMs: number;
  lastMs: number;
  reports = 0;

  constructor(content: Stated, atMs: number) {
    this.content = content;
    this.firstMs = atMs;
    this.lastMs = atMs;
  }
}

/** Which of its halves a message carries. */
type Half = "both" | "name" | "rest";

/**
 * What ships say of themselves, joined by their number: the same words again lengthen a statement, other words begin a new one. Text is only made when
 * the bits have changed.
 */
export class StatementLedger {
  /** Of each ship the statements that may be repeated, the last heard one last. */
  readonly #ships = new Map<number, OpenStatement[]>();
  #closed: Statement[] = [];
  readonly #windowMs: number;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Statements that can no longer change; all after the end. */
  takeStatements(ended: boolean): Statement[] {
    if (ended) this.#closeAll();
    const taken = this.#closed;
    this.#closed = [];
    return taken;
  }

  /** Message 5. */
  shipStatic(message: Message, mmsi: number): Fate {
    // The expected time of arrival (bits 274 to 293) is no part of a statement.
    const { words } = message;
    const hash = hashOfBits(words, 294, 422, hashOfBits(words, 40, 274, 5));
    return this.#state(message, mmsi, "both", hash, () => readShip(words));
  }

  /** Message 19. */
  extendedClassB(message: Message, mmsi: number): Fate {
    const { words } = message;
    return this.#state(message, mmsi, "both", hashOfBits(words, 143, 301, 19), () => ({
      ...nothingStated,
      ...dimensions(words, 271),
      name: text(words, 143, 20),
      shipType: shipType(unsigned(words, 263, 8)),
    }));
  }

  /** Message 21: the name of an aid to navigation, which goes on behind the fixed fields when it is long. */
  aid(message: Message, mmsi: number): Fate {
    const { words, bits } = message;
    const further = Math.max(0, Math.min(14, Math.floor((bits - 272) / 6)));
    const hash = hashOfBits(
      words,
      43,
      163,
      hashOfBits(words, 219, 249, hashOfBits(words, 272, 272 + 6 * further, 21)),
    );
    return this.#state(message, mmsi, "both", hash, () => ({
      ...nothingStated,
      ...dimensions(words, 219),
      name: aidName(words, bits),
    }));
  }

  /** Message 24, part A or B. */
  classBStatic(message: Message, mmsi: number): Fate {
    const { words, bits } = message;
    const part = unsigned(words, 38, 2);
    if (part > 1 || bits < (part === 0 ? 160 : 162)) return refusal["wrong length"];
    if (part === 0)
      return this.#state(message, mmsi, "name", hashOfBits(words, 40, 160, 24), () => ({
        ...nothingStated,
        name: text(words, 40, 20),
      }));
    return this.#state(message, mmsi, "rest", hashOfBits(words, 40, 162, 24), () => ({
      ...nothingStated,
      // Craft of a mother ship (98...) give its number in place of their size.
      ...(Math.floor(mmsi / 10_000_000) === 98 ? {} : dimensions(words, 132)),
      shipType: shipType(unsigned(words, 40, 8)),
      callSign: text(words, 90, 7),
    }));
  }

  #state(message: Message, mmsi: number, half: Half, hash: number, read: () => Stated): Fate {
    if (mmsi === 0 || mmsi > 999_999_999) return refusal["sender impossible"];
    const { atMs } = message;
    if (Number.isNaN(atMs)) return refusal["no time"];
    let open = this.#ships.get(mmsi);
    if (open === undefined) {
      if (this.#ships.size >= mostShips) this.#closeAll();
      this.#ships.set(mmsi, (open = []));
    }
    const heard = find(open, half, hash, atMs) ?? this.#begin(mmsi, open, half, hash, atMs, read());
    if (open.at(-1) !== heard) {
      open.splice(open.indexOf(heard), 1);
      open.push(heard);
    }
    const before = half === "rest" ? heard.restMs : heard.nameMs;
    if (Math.abs(atMs - before) <= this.#windowMs) return heardAgain;
    if (half !== "rest") heard.nameMs = atMs;
    if (half !== "name") heard.restMs = atMs;
    heard.firstMs = Math.min(heard.firstMs, atMs);
    heard.lastMs = Math.max(heard.lastMs, atMs);
    heard.reports++;
    return used;
  }

  /** The statement that takes new bits: one that the same words were read for before, one that lacks just this half, or a new one. */
  #begin(
    mmsi: number,
    open: OpenStatement[],
    half: Half,
    hash: number,
    atMs: number,
    content: Stated,
  ): OpenStatement {
    const latest = open.at(-1);
    const lacking =
      latest !== undefined && half !== "both" && (half === "name" ? latest.nameHash : latest.restHash) === 0;
    const same = open.find((one) => usable(one, open, atMs) && sameHalf(one, half, content));
    const statement = lacking ? latest : (same ?? new OpenStatement(content, atMs));
    if (lacking)
      statement.content =
        half === "name"
          ? { ...statement.content, name: content.name }
          : { ...content, name: statement.content.name };
    if (half !== "rest") statement.nameHash = hash;
    if (half !== "name") statement.restHash = hash;
    if (!open.includes(statement)) {
      for (let i = open.length - 1; i >= 0; i--) {
        const one = open[i];
        if (one === undefined || (atMs - one.lastMs <= repeatMs && open.length - i < mostOpenOfShip))
          continue;
        this.#close(mmsi, one);
        open.splice(i, 1);
      }
      open.push(statement);
    }
    return statement;
  }

  #close(mmsi: number, { content, firstMs, lastMs, reports }: OpenStatement): void {
    this.#closed.push({ mmsi, ...content, firstMs, lastMs, reports });
  }

  #closeAll(): void {
    for (const [mmsi, open] of this.#ships) for (const one of open) this.#close(mmsi, one);
    this.#ships.clear();
  }
}

/** An older statement comes to life again only soon after it was heard; the last one stands until something else is said. */
const usable = (one: OpenStatement, open: readonly OpenStatement[], atMs: number): boolean =>
  one === open.at(-1) || Math.abs(atMs - one.lastMs) <= repeatMs;

/** The open statement that these very bits made. */
function find(
  open: readonly OpenStatement[],
  half: Half,
  hash: number,
  atMs: number,
): OpenStatement | undefined {
  for (let i = open.length - 1; i >= 0; i--) {
    const one = open[i];
    if (one === undefined || (half === "rest" ? one.restHash : one.nameHash) !== hash) continue;
    if (half === "both" && one.restHash !== hash) continue;
    if (usable(one, open, atMs)) return one;
  }
  return undefined;
}

function sameHalf({ content, nameHash, restHash }: OpenStatement, half: Half, other: Stated): boolean {
  const sameName = content.name === other.name;
  if (half === "name") return nameHash !== 0 && sameName;
  const sameRest =
    content.callSign === other.callSign &&
    content.imo === other.imo &&
    content.shipType === other.shipType &&
    content.lengthMetres === other.lengthMetres &&
    content.widthMetres === other.widthMetres &&
    content.toBowMetres === other.toBowMetres &&
    content.toPortMetres === other.toPortMetres &&
    content.draughtMetres === other.draughtMetres &&
    content.destination === other.destination;
  return restHash !== 0 && sameRest && (half === "rest" || (nameHash !== 0 && sameName));
}

function readShip(words: Words): Stated {
  const imo = unsigned(words, 40, 30);
  const draught = unsigned(words, 294, 8);
  return {
    ...nothingStated,
    ...dimensions(words, 240),
    imo: isImoNumber(String(imo)) ? imo : null,
    callSign: text(words, 70, 7),
    name: text(words, 112, 20),
    shipType: shipType(unsigned(words, 232, 8)),
    draughtMetres: draught === 0 ? null : draught / 10,
    destination: text(words, 302, 20),
  };
}

const shipType = (raw: number): number | null => (raw === 0 || raw > 99 ? null : raw);

/** Distances from the antenna to bow, stern, port and starboard at `start`. Bow and port both 0: the sender gives its size, not where its antenna stands. */
function dimensions(words: Words, start: number): Partial<Writable<Stated>> {
  const bow = unsigned(words, start, 9);
  const stern = unsigned(words, start + 9, 9);
  const port = unsigned(words, start + 18, 6);
  const starboard = unsigned(words, start + 24, 6);
  const placed = bow > 0 || port > 0;
  return {
    lengthMetres: bow + stern === 0 ? null : bow + stern,
    widthMetres: port + starboard === 0 ? null : port + starboard,
    toBowMetres: placed && bow + stern > 0 ? bow : null,
    toPortMetres: placed && port + starboard > 0 ? port : null,
  };
}

/** 32 bits, never 0, over the bits [from, to). */
function hashOfBits(words: Words, from: number, to: number, seed: number): number {
  let hash = seed;
  for (let at = from; at < to; at += 30) {
    hash = Math.imul(hash ^ unsigned(words, at, Math.min(30, to - at)), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash === 0 ? 1 : hash;
}
