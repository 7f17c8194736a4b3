import type { DuckDBAppender, DuckDBConnection } from "@duckdb/node-api";
import { isValidIdentity } from "../../movements/ais/formats/words.ts";
import { appendedSelect, appendedTable, appendFixes } from "./append-fixes.ts";
import { noSecond, type Fixes, type Stated, type Statement } from "../../movements/ais/fixes.ts";
import type { Report } from "../../movements/ais/formats/report.ts";
import { statementColumns } from "./day-columns.ts";
import { batchLength, columnsOf, emptyFixes } from "./fix-batches.ts";
import { dayMs } from "./position-filter.ts";
import { stagingTarget, type Staging } from "./staging.ts";

/** Rows that are kept in memory before they go into files. */
const rowsInMemory = 1_000_000;
/** Statements that are kept open before they are closed. */
const openStatements = 100_000;

const day = "(make_timestamp(at_ms::BIGINT * 1000)::DATE)::VARCHAR";

interface Said {
  readonly mmsi: number;
  day: number;
  firstMs: number;
  lastMs: number;
  reports: number;
}

/** Takes reports one by one or in columns and puts them aside by day, in bounded memory. */
export class IncomingRows {
  readonly #connection: DuckDBConnection;
  readonly #staging: Staging;
  /** Twice a batch, so that there is room left for the lines of a piece when it is `full`. */
  readonly #room = emptyFixes(2 * batchLength);
  readonly #said = new Map<Stated, Said>();
  #inTable = 0;
  #statementsInTable = 0;
  #fixes: DuckDBAppender | null = null;
  #statements: DuckDBAppender | null = null;
  /** Reports taken. */
  taken = 0;
  /** Of them, those under a number that is given to nobody. */
  odd = 0;
  /** Of them, those whose sender stated a second. */
  seconds = 0;

  constructor(connection: DuckDBConnection, staging: Staging) {
    this.#connection = connection;
    this.#staging = staging;
  }

  async open(): Promise<void> {
    await this.#connection.run(
      `${appendedTable("incoming_fixes")};
       CREATE OR REPLACE TEMP TABLE incoming_statements (${statementColumns.map(([name, type]) => `${name} ${type === "BIGINT" ? "DOUBLE" : type}`).join(", ")});`,
    );
    this.#fixes = await this.#connection.createAppender("incoming_fixes");
    this.#statements = await this.#connection.createAppender("incoming_statements");
  }

  /** True when `drain` should be awaited before more is taken. */
  get full(): boolean {
    return this.#room.length >= batchLength || this.#said.size >= openStatements;
  }

  /** Takes a report that was found good. */
  take(report: Report): void {
    if (report.placed) {
      const room = this.#room;
      const i = room.length++;
      room.mmsi[i] = report.mmsi;
      room.at[i] = report.at;
      room.longitude[i] = report.longitude;
      room.latitude[i] = report.latitude;
      room.speed[i] = report.speed;
      room.course[i] = report.course;
      room.heading[i] = report.heading;
      room.status[i] = report.status;
      room.senderClass[i] = report.senderClass;
      room.second[i] = report.second;
      if (report.second < noSecond) this.seconds++;
      this.taken++;
      if (!isValidIdentity(report.mmsi)) this.odd++;
    }
    if (report.stated !== null) this.#say(report.mmsi, report.at, report.stated);
  }

  #say(mmsi: number, at: number, stated: Stated): void {
    const today = Math.floor(at / dayMs);
    const said = this.#said.get(stated);
    if (said !== undefined && said.day === today) {
      if (at < said.firstMs) said.firstMs = at;
      if (at > said.lastMs) said.lastMs = at;
      said.reports++;
      return;
    }
    if (said !== undefined) this.#appendSaid(stated, said);
    this.#said.set(stated, { mmsi, day: today, firstMs: at, lastMs: at, reports: 1 });
  }

  /** Takes reports in columns; those in the future or before there were any are passed over, and counted by the caller's question. */
  async takeFixes(fixes: Fixes): Promise<void> {
    for (const mmsi of fixes.mmsi) if (!isValidIdentity(mmsi)) this.odd++;
    for (const second of fixes.second) if (second < noSecond) this.seconds++;
    for (let at = 0; at < fixes.length;) {
      if (this.full) await this.drain();
      const length = Math.min(fixes.length - at, batchLength);
      const from = columnsOf(fixes);
      for (const [i, column] of columnsOf(this.#room).entries())
        column.set(from[i]?.subarray(at, at + length) ?? [], this.#room.length);
      this.#room.length += length;
      this.taken += length;
      at += length;
    }
  }

  /** Takes statements with times; one that lasts over midnight is one of each day. */
  takeStatements(statements: readonly Statement[]): void {
    for (const s of statements)
      for (const part of byDay(s.firstMs, s.lastMs, s.reports)) this.#append(s.mmsi, s, part);
  }

  /** Brings what was taken to the engine, and what the engine has too much of into files. */
  async drain(): Promise<void> {
    this.#appendRoom();
    if (this.#said.size >= openStatements) this.#appendAllSaid();
    if (this.#inTable >= rowsInMemory || this.#statementsInTable >= rowsInMemory) await this.#stage();
  }

  /** Brings everything into files. */
  async flush(): Promise<void> {
    this.#appendRoom();
    this.#appendAllSaid();
    await this.#stage();
  }

  #appendRoom(): void {
    if (this.#fixes !== null) appendFixes(this.#fixes, this.#room);
    this.#inTable += this.#room.length;
    this.#room.length = 0;
  }

  #appendAllSaid(): void {
    for (const [stated, said] of this.#said) this.#appendSaid(stated, said);
    this.#said.clear();
  }

  #appendSaid(stated: Stated, said: Said): void {
    this.#append(said.mmsi, stated, said);
  }

  #append(
    mmsi: number,
    stated: Stated,
    { firstMs, lastMs, reports }: Pick<Said, "firstMs" | "lastMs" | "reports">,
  ): void {
    const appender = this.#statements;
    if (appender === null) return;
    const number = (value: number | null, append: (value: number) => void): void => {
      if (value === null) appender.appendNull();
      else append(value);
    };
    appender.appendInteger(mmsi);
    appender.appendVarchar(stated.name);
    appender.appendVarchar(stated.callSign);
    number(stated.imo, (v) => appender.appendInteger(v));
    number(stated.shipType, (v) => appender.appendUTinyInt(v));
    for (const metres of [
      stated.lengthMetres,
      stated.widthMetres,
      stated.toBowMetres,
      stated.toPortMetres,
      stated.draughtMetres,
    ])
      number(metres, (v) => appender.appendFloat(v));
    appender.appendVarchar(stated.destination);
    appender.appendDouble(firstMs);
    appender.appendDouble(lastMs);
    appender.appendInteger(reports);
    appender.endRow();
    this.#statementsInTable++;
  }

  async #stage(): Promise<void> {
    this.#fixes?.flushSync();
    this.#statements?.flushSync();
    if (this.#inTable > 0)
      await this.#connection.run(
        `COPY (SELECT ${day} AS day, ${appendedSelect} FROM incoming_fixes) TO ${stagingTarget(this.#staging, "fixes")};
         TRUNCATE incoming_fixes;`,
      );
    if (this.#statementsInTable > 0)
      await this.#connection.run(
        `COPY (SELECT ${day.replace("at_ms", "first_ms")} AS day, * REPLACE (first_ms::BIGINT AS first_ms, last_ms::BIGINT AS last_ms)
         FROM incoming_statements) TO ${stagingTarget(this.#staging, "statements")};
         TRUNCATE incoming_statements;`,
      );
    this.#inTable = 0;
    this.#statementsInTable = 0;
  }

  close(): void {
    this.#fixes?.closeSync();
    this.#statements?.closeSync();
  }
}

/** A stretch of time cut at midnights, its reports shared out by length. */
function byDay(
  firstMs: number,
  lastMs: number,
  reports: number,
): { readonly firstMs: number; readonly lastMs: number; readonly reports: number }[] {
  const [from, to] = [Math.floor(firstMs / dayMs), Math.floor(lastMs / dayMs)];
  if (from === to) return [{ firstMs, lastMs, reports }];
  const whole = lastMs - firstMs;
  return Array.from({ length: to - from + 1 }, (_, i) => {
    const begins = Math.max(firstMs, (from + i) * dayMs);
    const ends = Math.min(lastMs, (from + i + 1) * dayMs - 1);
    return {
      firstMs: begins,
      lastMs: ends,
      reports: Math.max(1, Math.floor((reports * (ends - begins)) / whole)),
    };
  });
}
