import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  at,
  noon,
  partA,
  partB,
  position,
  read,
  type Read,
  ship,
  sumOf,
} from "../../../../test/ais/made-sentences.ts";
import type { Statement } from "../fixes.ts";
import type { SentenceFixes } from "./fix-columns.ts";
import { createSentenceReader } from "./reader.ts";

/** A log with everything in it: receivers, parts, stamps, boats, repeats, damage. */
function madeLog(seed: number): string {
  const out: string[] = [];
  for (let i = 0; i < 60; i++) {
    const n = (seed * 7919 + i * 104_729) % 1009;
    const when = noon + i * 1500;
    const mmsi = 990_000_000 + (n % 5);
    const receiver = n % 3 === 0 ? undefined : `station${n % 4}`;
    const message =
      n % 7 === 0
        ? ship(mmsi, { destination: n % 2 === 0 ? "HERE" : "THERE" })
        : n % 7 === 1
          ? partA(mmsi, `BOAT ${n % 3}`)
          : n % 7 === 2
            ? partB(mmsi, `C${n % 2}`)
            : position(mmsi, { longitude: 78_000_000 + n, second: n % 60 });
    const sent = at(message, when, receiver, { sequence: n % 10, charactersEach: n % 2 === 0 ? 28 : 60 });
    if (n % 11 === 0) sent.push("", "# remark", "$GPVTG,000.0,T*22");
    if (n % 13 === 0) sent.push((sent[0] ?? "").replace("1", "2"));
    out.push(...sent);
    if (n % 4 === 0) out.push(...at(message, when + 500, "again", { sequence: n % 10 }));
  }
  return out.join(seed % 2 === 0 ? "\n" : "\r\n");
}

describe("reading a log", () => {
  const plain = ({ fixes, statements, counts, receivers }: Read): unknown => ({
    fixes: Object.fromEntries(
      Object.entries(fixes).map(([name, column]) => [
        name,
        typeof column === "number" ? column : [...column],
      ]),
    ),
    statements,
    counts,
    receivers,
  });

  it("gives the same however its bytes are cut and whenever results are taken", () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }),
        (seed, sizes) => {
          const bytes = Buffer.from(madeLog(seed), "latin1");
          const whole = read(bytes);
          const reader = createSentenceReader();
          const taken: Statement[] = [];
          const fixes: SentenceFixes[] = [];
          for (let from = 0, i = 0; from < bytes.length; i++) {
            const size = sizes[i % sizes.length] ?? 1;
            // A copy that is overwritten afterwards: the reader must not hold on to it.
            const chunk = Uint8Array.from(bytes.subarray(from, from + size));
            reader.push(chunk);
            chunk.fill(33);
            from += size;
            if (i % 3 === 0) {
              const { statements, fixes: some } = reader.take();
              taken.push(...statements);
              fixes.push(some);
            }
          }
          reader.end();
          const { statements, fixes: last } = reader.take();
          expect(fixes.every((f) => f.length === 0)).toBe(true);
          const cut = {
            fixes: last,
            statements: [...taken, ...statements],
            counts: reader.counts(),
            receivers: reader.receivers,
          };
          expect(plain(cut)).toEqual(plain(whole));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("gives out reports in bounded pieces that together are all of them", () => {
    const log: string[] = [];
    for (let i = 0; i < 20_000; i++)
      log.push(...at(position(990_000_000 + (i % 7), { longitude: 78_000_000 + i }), noon + i * 10));
    const bytes = Buffer.from(log.join("\n"));
    const reader = createSentenceReader();
    const seen: number[] = [];
    for (let from = 0; from < bytes.length; from += 100_000) {
      reader.push(bytes.subarray(from, from + 100_000));
      seen.push(...reader.take().fixes.longitude);
      expect(reader.waiting()).toBeLessThanOrEqual(16_384);
    }
    expect(seen.length).toBeGreaterThan(2000);
    reader.end();
    seen.push(...reader.take().fixes.longitude);
    expect(seen).toEqual([...read(bytes).fixes.longitude]);
    expect(seen.length).toBe(20_000);
  });

  it("survives any damage, and every line is counted once", () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 80 }),
        (seed, damage) => {
          const bytes = Buffer.from(madeLog(seed), "latin1");
          // Exclamation marks and backslashes could begin a second sentence in a line, which counts as a line.
          for (const [where, value] of damage)
            if (value !== 33 && value !== 92) bytes[where % bytes.length] = value;
          const { counts } = read(bytes, { givenMs: noon });
          const text = bytes.toString("latin1");
          const expected = text.split(/\r\n|\r|\n/).length - (/[\r\n]$/.test(text) ? 1 : 0);
          expect(counts.lines).toBe(expected);
          expect(sumOf(counts)).toBe(counts.lines);
          expect(counts.pending).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("survives bytes that are no log at all", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const { counts } = read(bytes);
        expect(sumOf(counts)).toBe(counts.lines);
      }),
    );
  });
});
