import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonical } from "../../base/canonical.ts";
import { checkChain, lineText, nextLine, type CustodyLine } from "./custody.ts";

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

function chain(length: number): string[] {
  const lines: string[] = [];
  let last: CustodyLine | null = null;
  for (let i = 0; i < length; i++) {
    last = nextLine(
      last,
      { at: `2026-01-0${(i % 9) + 1}T00:00:00Z`, action: "import", detail: { n: i, text: `é "${i}"` } },
      hash,
    );
    lines.push(lineText(last));
  }
  return lines;
}

test("a chain as it was written is sound", () => {
  expect(checkChain(chain(12), hash).damage).toEqual([]);
});

test("a changed word, a swap, a removal and a doubled line are found anywhere", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 7 }),
      fc.integer({ min: 0, max: 7 }),
      fc.constantFrom("change", "swap", "remove", "double"),
      (i, j, what) => {
        const lines = chain(8);
        const [a, b] = [lines[i] ?? "", lines[j] ?? ""];
        if (what === "change") lines[i] = a.replace("import", "export");
        else if (what === "remove") lines.splice(Math.min(i, 6), 1);
        else if (what === "double") lines.splice(i, 0, a);
        else if (i === j) return;
        else [lines[i], lines[j]] = [b, a];
        expect(checkChain(lines, hash).damage.length).toBeGreaterThan(0);
      },
    ),
  );
});

test("lines that are no JSON or lack a part are named", () => {
  expect(checkChain(["{", "{}", "null"], hash).damage).toEqual(
    expect.arrayContaining([
      "custody line 1: cannot be read",
      "custody line 2: cannot be read",
      "custody line 3: cannot be read",
    ]),
  );
});

test("canonical text does not depend on the order of keys and refuses what JSON cannot carry", () => {
  expect(canonical({ b: 1, a: [null, -0, "x"] })).toBe('{"a":[null,0,"x"],"b":1}');
  expect(() => canonical({ a: Number.NaN })).toThrow("JSON");
});
