import { InputError, quoted } from "../../base/errors.ts";
import { aheadMs } from "../../base/time/to-come.ts";
import type { Fixes } from "../../movements/ais/fixes.ts";
import { csvLineReader } from "../../movements/ais/formats/csv-lines.ts";
import { jsonLineReader } from "../../movements/ais/formats/json-lines.ts";
import { recogniseHeader, recogniseText, type TextFormat } from "../../movements/ais/formats/recognise.ts";
import { earliestMs } from "../../movements/ais/formats/refusal.ts";
import { emptyReport, type LineReader } from "../../movements/ais/formats/report.ts";
import { createSentenceReader, type SentenceReader } from "../../movements/ais/sentences/reader.ts";
import type { IncomingRows } from "./incoming-rows.ts";
import { TextLines } from "./text-lines.ts";
import { withoutZoneError } from "./zone.ts";

export interface IntakeOptions {
  /** What to call the source in an error. */
  readonly name: string;
  /** A format that somebody insists on; otherwise it is recognised. */
  readonly format: TextFormat["format"] | null;
  readonly zoneMinutes: number | null;
  readonly now: () => number;
  /** Reports without a time are of the time at which they come in. */
  readonly timeOfArrival: boolean;
}

/** What became of the lines so far. */
export interface IntakeCounts {
  readonly lines: number;
  readonly refused: Readonly<Record<string, number>>;
}

/** Lines that may come before one by which the format is known. */
const mostUnknownLines = 1000;

/** Reads text of any known format as it comes, in pieces cut anywhere, and gives the reports to the rows. */
export class TextIntake {
  readonly #rows: IncomingRows;
  readonly #options: IntakeOptions;
  readonly #report = emptyReport();
  readonly #lines: TextLines;
  #unknown: string[] = [];
  #format: TextFormat | null = null;
  #read: LineReader | null = null;
  #sentences: SentenceReader | null = null;
  #counted = 0;
  #refused: Record<string, number> = {};

  constructor(rows: IncomingRows, options: IntakeOptions) {
    this.#rows = rows;
    this.#options = options;
    this.#lines = new TextLines({
      line: (line) => this.#line(line),
      tooLong: () => this.#refuse("too long"),
    });
  }

  get format(): TextFormat["format"] | null {
    return this.#format?.format ?? null;
  }

  /** @throws InputError when after many lines nothing of a known format has come */
  async push(bytes: Uint8Array): Promise<void> {
    const reader = this.#sentences;
    if (reader !== null && !this.#options.timeOfArrival) {
      this.#pushSentences(reader, bytes);
      if (reader.waiting() > 100_000) await this.#takeSentences();
    } else
      // Small pieces, so that rows are brought on before there are too many.
      for (let at = 0; at < bytes.length; at += pieceLength) {
        this.#lines.push(bytes.subarray(at, at + pieceLength));
        if (this.#rows.full) await this.#rows.drain();
      }
    if (this.#rows.full) await this.#rows.drain();
  }

  /** Whole lines only: what is held of one that has not ended is not lost when the reader is settled. */
  #pushSentences(reader: SentenceReader, bytes: Uint8Array): void {
    const end = bytes.lastIndexOf(10) + 1;
    const held = this.#lines.takeHeld();
    if (held.length > 0) reader.push(held);
    if (end > 0) reader.push(bytes.subarray(0, end));
    const rest = bytes.subarray(end);
    if (end === 0 && held.length > 0) reader.push(rest);
    else this.#lines.push(rest);
  }

  /** A document has ended: the next one may have another header. Gives the format of this one; null when it was empty. */
  async endDocument(): Promise<TextFormat["format"] | null> {
    const reader = this.#sentences;
    if (reader === null) this.#lines.end();
    else {
      reader.push(this.#lines.takeHeld());
      await this.settle();
    }
    if (this.#format === null && this.#unknown.length > 0) throw this.#unknownError();
    const format = this.format;
    this.#format = null;
    this.#read = null;
    this.#sentences = null;
    return format;
  }

  /** Gives everything that has come to the rows, so that it can be committed; a line that has not ended waits for its end. */
  async settle(): Promise<void> {
    const reader = this.#sentences;
    if (reader === null) return;
    reader.end();
    await this.#takeSentences();
    this.#count(reader);
    this.#sentences = this.#newReader();
  }

  #newReader(): SentenceReader {
    return createSentenceReader({ zoneMinutes: this.#options.zoneMinutes });
  }

  /** What became of the lines since the last time. */
  takeCounts(): IntakeCounts {
    const counts = { lines: this.#counted, refused: this.#refused };
    this.#counted = 0;
    this.#refused = {};
    return counts;
  }

  #refuse(reason: string, lines = 1): void {
    this.#counted += lines;
    this.#add(reason, lines);
  }

  #line(line: string): void {
    const reader = this.#sentences;
    if (reader !== null) {
      reader.push(Buffer.from(`${this.#options.timeOfArrival ? this.#stamped(line) : line}\n`, "latin1"));
      return;
    }
    const read = this.#read;
    if (read === null) {
      this.#unknownLine(line);
      return;
    }
    const refusal = read(line, this.#report);
    if (refusal !== null) {
      if (refusal === "time without zone" && this.#counted < mostUnknownLines)
        throw withoutZoneError(this.#options.name);
      // A feed of several files joined has their headers in it.
      if (refusal === "sender impossible" && recogniseHeader(line) !== null) return;
      this.#refuse(refusal);
      return;
    }
    this.#counted++;
    this.#rows.take(this.#report);
  }

  #unknownLine(line: string): void {
    const { format } = this.#options;
    const found =
      format === "csv"
        ? recogniseHeader(line)
        : format === null
          ? recogniseText([line])
          : ({ format } as TextFormat);
    if (found === null) {
      this.#unknown.push(line.slice(0, 400));
      if (this.#unknown.length >= mostUnknownLines) throw this.#unknownError();
      return;
    }
    if (found.format === "csv" && found.table.twice.length > 0)
      throw InputError.of(
        this.#options.name,
        "columns",
        `${found.table.twice.join(", ")} twice`,
        "each column once, since it cannot be told which of them is meant",
      );
    this.#format = found;
    const before = this.#unknown;
    this.#unknown = [];
    const options = { nowMs: this.#options.now(), zoneMinutes: this.#options.zoneMinutes };
    if (found.format === "sentences") this.#sentences = this.#newReader();
    else if (found.format === "csv") this.#read = csvLineReader(found.table, found.delimiter, options);
    else
      this.#read = jsonLineReader({
        ...options,
        arrivalMs: this.#options.timeOfArrival ? this.#options.now : null,
      });
    // A header is no report; any other line may be one.
    if (found.format !== "csv") this.#line(line);
    for (const other of before)
      if (found.format === "csv") this.#refuse(other.trim() === "" ? "blank" : "wrong cells");
      else this.#line(other);
  }

  #unknownError(): InputError {
    const first = this.#unknown.find((l) => l.trim() !== "") ?? "";
    return InputError.of(
      this.#options.name,
      "content",
      quoted(first),
      first.includes("\0")
        ? "text in UTF-8; this looks like UTF-16 or no text at all"
        : /\r./.test(first)
          ? "lines that end in a line feed; these end in a carriage return alone"
          : "sentences (!AIVDM), a CSV file with a header of MarineCadastre, the Danish Maritime Authority or our own, JSON lines, or Parquet",
    );
  }

  /** A line that tells no time, with a tag block that does. */
  #stamped(line: string): string {
    if (!/^[!$]/.test(line)) return line;
    const block = `c:${this.#options.now()}`;
    let sum = 0;
    for (let i = 0; i < block.length; i++) sum ^= block.charCodeAt(i);
    return `\\${block}*${sum.toString(16).toUpperCase().padStart(2, "0")}\\${line}`;
  }

  async #takeSentences(): Promise<void> {
    const taken = this.#sentences?.take();
    if (taken === undefined) return;
    const latest = this.#options.now() + aheadMs;
    await this.#rows.takeFixes(this.#timely(taken.fixes, latest));
    this.#rows.takeStatements(taken.statements.filter((s) => s.firstMs >= earliestMs && s.lastMs <= latest));
  }

  /** Reports whose time can be true; the others are counted as refused. */
  #timely(fixes: Fixes, latest: number): Fixes {
    const isTimely = (_: number, i: number): boolean => {
      const at = fixes.at[i] ?? Number.NaN;
      return at >= earliestMs && at <= latest;
    };
    const length = fixes.at.filter(isTimely).length;
    if (length === fixes.length) return fixes;
    const late = fixes.at.filter((at) => at > latest).length;
    this.#add("time in future", late);
    this.#add("time absurd", fixes.length - length - late);
    return {
      length,
      mmsi: fixes.mmsi.filter(isTimely),
      at: fixes.at.filter(isTimely),
      longitude: fixes.longitude.filter(isTimely),
      latitude: fixes.latitude.filter(isTimely),
      speed: fixes.speed.filter(isTimely),
      course: fixes.course.filter(isTimely),
      heading: fixes.heading.filter(isTimely),
      status: fixes.status.filter(isTimely),
      senderClass: fixes.senderClass.filter(isTimely),
      second: fixes.second.filter(isTimely),
    };
  }

  #count(reader: SentenceReader): void {
    const { lines, refused } = reader.counts();
    this.#counted += lines;
    for (const [reason, n] of Object.entries(refused)) this.#add(reason, n);
  }

  #add(reason: string, lines: number): void {
    if (lines > 0) this.#refused[reason] = (this.#refused[reason] ?? 0) + lines;
  }
}

/** Bytes that are cut into lines at a time: at the shortest line that holds a report there is room for all of them. */
const pieceLength = 262_144;
