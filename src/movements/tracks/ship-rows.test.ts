import fc from "fast-check";
import { expect, test } from "vitest";
import { fixesOf, type PlainFix } from "./plain-fixes.ts";
import { shipRows } from "./ship-rows.ts";

test("every report comes once, in order, whatever the batches and the room for one ship", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 60 }),
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 10 }),
      fc.integer({ min: 1, max: 8 }),
      async (ships, sizes, most) => {
        const fixes = ships
          .sort((a, b) => a - b)
          .map((mmsi, at): PlainFix => ({ mmsi, at, longitude: at, latitude: 0 }));
        const seen: number[] = [];
        let open = -1;
        for await (const rows of shipRows(inBatches(fixes, sizes), most)) {
          if (open !== -1) expect(rows.mmsi).toBe(open);
          open = rows.last ? -1 : rows.mmsi;
          for (let i = rows.from; i < rows.to; i++) {
            expect(rows.fixes.mmsi[i]).toBe(rows.mmsi);
            seen.push(rows.fixes.at[i] ?? -1);
          }
        }
        expect(open).toBe(-1);
        expect(seen).toEqual(fixes.map((f) => f.at));
      },
    ),
  );
});

test("ships out of order are refused", async () => {
  const read = async (): Promise<void> => {
    for await (const rows of shipRows(
      inBatches(
        [
          { mmsi: 2, at: 0, longitude: 0, latitude: 0 },
          { mmsi: 1, at: 0, longitude: 0, latitude: 0 },
        ],
        [5],
      ),
    ))
      void rows;
  };
  await expect(read()).rejects.toThrow("ship 1 after ship 2");
});

async function* inBatches(fixes: readonly PlainFix[], sizes: readonly number[]) {
  let turn = 0;
  for (let from = 0; from < fixes.length;) {
    const size = sizes[turn++ % sizes.length] ?? 1;
    yield fixesOf(fixes.slice(from, from + size));
    from += size;
  }
}
