import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, lines, noon, read, refusedOnly, ship, sumOf } from "../../../../test/ais/made-sentences.ts";
import { checksumOf } from "./encode-sentence.ts";

describe("messages in parts", () => {
  const split = { charactersEach: 28 };

  it("come together in any order, between others, from several receivers", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 24, maxLength: 24 }), (order) => {
        const sent = Array.from({ length: 8 }, (_, i) => {
          const options = { ...split, sequence: i % 4, channel: i % 2 === 0 ? "A" : "B" };
          return at(ship(990_000_010 + i, { name: `SHIP ${i}` }), noon, `r${i >> 2}`, options);
        });
        // Only the first part carries the tag block of its group; the group says whose the others are.
        const grouped = sent.flatMap((parts, i) =>
          parts.map((part, k) => {
            const body = `g:${k + 1}-3-${i + 1},s:r${i >> 2},c:${noon / 1000}`;
            return `\\${body}*${checksumOf(body)}\\${part.slice(part.indexOf("!"))}`;
          }),
        );
        const shuffled = grouped
          .map((line, i) => ({ line, key: order[i] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ line }) => line);
        const { statements, counts } = read(shuffled.join("\r\n"));
        expect(counts).toMatchObject({ lines: 24, used: 24, pending: 0 });
        expect(statements.map((s) => s.name).sort()).toEqual(
          [0, 1, 2, 3, 4, 5, 6, 7].map((i) => `SHIP ${i}`),
        );
      }),
    );
  });

  it("give up what stays without its other parts, and say so", () => {
    const [first = "", second = "", third = ""] = at(ship(990_000_001), noon, "r", split);
    expect(refusedOnly(read([first, second].join("\n")).counts)).toEqual({ "part missing": 2 });
    expect(refusedOnly(read(third).counts)).toEqual({ "part missing": 1 });
    // Half an hour later the same number belongs to another message.
    const late = at(ship(990_000_001, { name: "OTHER" }), noon + 1_800_000, "r", split);
    const { counts, statements } = read([first, ...late].join("\n"));
    expect(refusedOnly(counts)).toEqual({ "part missing": 1 });
    expect(statements.map((s) => s.name)).toEqual(["OTHER"]);
  });

  it("are not joined where two messages compete for a part", () => {
    const a = lines(ship(990_000_001, { name: "A", destination: "HERE" }), split);
    const b = lines(ship(990_000_002, { name: "B", destination: "THERE" }), split);
    const log = [a[0], b[0], a[1], b[1], a[2], b[2]].join("\n");
    const { statements, counts } = read(log, { givenMs: noon });
    expect(statements).toEqual([]);
    expect(sumOf(counts)).toBe(6);
    expect(counts.refused["parts ambiguous"]).toBeGreaterThan(2);
  });

  it("are told apart where messages end alike", () => {
    const names = ["A", "B", "C", "D"];
    const log = names.flatMap((name, i) =>
      lines(ship(990_000_001 + i, { name, destination: "" }), { sequence: 5, charactersEach: 60 }),
    );
    expect(log[1]).toBe(log[3]);
    const { statements, counts } = read(log.join("\n"), { givenMs: noon });
    expect(statements.map((s) => s.name)).toEqual(names);
    expect(counts).toMatchObject({ lines: 8, used: 8 });
    // Heard by two receivers without names, one behind the other.
    const twice = read([...log, ...log.slice(6)].join("\n"), { givenMs: noon });
    expect(twice.counts).toMatchObject({ lines: 10, used: 8, heardAgain: 2 });
  });

  it("count the same message by a second receiver as heard again", () => {
    const one = at(ship(990_000_001), noon, "north", split);
    const two = at(ship(990_000_001), noon + 1000, "south", split);
    const tagged = (parts: string[], name: string): string[] =>
      parts.map((p) => (p.startsWith("\\") ? p : `\\s:${name}*${checksumOf(`s:${name}`)}\\${p}`));
    const { counts, statements } = read(
      [one, two].flatMap((parts, i) => tagged(parts, i === 0 ? "north" : "south")).join("\n"),
    );
    expect(counts).toMatchObject({ lines: 6, used: 3, heardAgain: 3 });
    expect(statements).toMatchObject([{ reports: 1 }]);
    // Without names the second copy is known by its characters.
    const bare = lines(ship(990_000_001), split);
    expect(read([...bare, ...bare].join("\n"), { givenMs: noon }).counts).toMatchObject({
      used: 3,
      heardAgain: 3,
    });
  });
});
