import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { openRangeFile } from "./range-file.ts";

const pin = { size: 1000, etag: '"a"', lastModified: null };
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
const path = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-ranges-"));
  folders.push(folder);
  return join(folder, "x");
};
const bytes = (from: number, to: number): Uint8Array =>
  Uint8Array.from({ length: to - from }, (_, i) => (from + i) % 251);

describe("parts of a file", () => {
  it("are kept beyond the process, and only what is missing is missing", () => {
    const at = path();
    const first = openRangeFile(at);
    first.setPin(pin);
    first.write(100, bytes(100, 200));
    first.write(200, bytes(200, 260));
    first.write(500, bytes(500, 600));
    first.close();
    const second = openRangeFile(at);
    expect(second.pin()).toEqual(pin);
    expect(second.missing(0, 1000)).toEqual([
      [0, 100],
      [260, 500],
      [600, 1000],
    ]);
    expect(second.missing(150, 100)).toEqual([]);
    expect(second.read(150, 100)).toEqual(bytes(150, 250));
    expect(second.keptBytes()).toBe(260);
    second.remove();
    expect(openRangeFile(at).missing(0, 10)).toEqual([[0, 10]]);
  });

  it("that are not whole on the disk are as if they had never come", () => {
    const at = path();
    const first = openRangeFile(at);
    first.setPin(pin);
    for (const from of [0, 100, 200]) first.write(from, bytes(from, from + 100));
    first.close();
    const content = readFileSync(`${at}.bytes`);
    content[150] = (content[150] ?? 0) ^ 1;
    writeFileSync(`${at}.bytes`, content);
    expect(openRangeFile(at).missing(0, 300)).toEqual([[100, 200]]);
    truncateSync(`${at}.bytes`, 250);
    expect(openRangeFile(at).missing(0, 300)).toEqual([[100, 300]]);
  });

  it("are listed on, after a line that a kill has cut", () => {
    const at = path();
    const first = openRangeFile(at);
    first.setPin(pin);
    first.write(0, bytes(0, 100));
    first.close();
    appendFileSync(`${at}.parts`, "100 20");
    const second = openRangeFile(at);
    second.write(300, bytes(300, 400));
    second.close();
    expect(openRangeFile(at).missing(0, 400)).toEqual([[100, 300]]);
    writeFileSync(`${at}.parts`, "nonsense\n");
    expect(openRangeFile(at).pin()).toBeNull();
    expect(openRangeFile(at).missing(0, 10)).toEqual([[0, 10]]);
  });

  it("of another file do not count", () => {
    const at = path();
    const first = openRangeFile(at);
    first.setPin(pin);
    first.write(0, bytes(0, 100));
    first.setPin({ ...pin, etag: '"b"' });
    first.write(200, bytes(200, 300));
    first.close();
    expect(openRangeFile(at).missing(0, 300)).toEqual([[0, 200]]);
  });

  it("cover what was written, in whatever order and overlap", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(90), fc.integer({ min: 1, max: 20 })), { maxLength: 12 }),
        (parts) => {
          const file = openRangeFile(path());
          const covered = new Uint8Array(110);
          for (const [from, length] of parts) {
            file.write(from, bytes(from, from + length));
            covered.fill(1, from, from + length);
          }
          const missing = new Uint8Array(110);
          for (const [from, to] of file.missing(0, 110)) missing.fill(1, from, to);
          expect(missing.every((m, i) => m + (covered[i] ?? 0) === 1)).toBe(true);
          file.remove();
        },
      ),
      { numRuns: 40 },
    );
  });
});
