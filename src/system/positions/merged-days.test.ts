import fc from "fast-check";
import { expect, test } from "vitest";
import { fixesOf } from "../../movements/tracks/plain-fixes.ts";
import { mergedDays } from "./merged-days.ts";

test("days are joined in order of ship, then of time, however they come in batches", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 30 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 7 }),
      async (days, size) => {
        const made = days.map((ships, day) =>
          ships
            .sort((a, b) => a - b)
            .map((mmsi, i) => ({ mmsi, at: day * 1000 + i, longitude: 10 + i, latitude: day })),
        );
        const streams = made.map(async function* (fixes) {
          for (let from = 0; from < fixes.length; from += size) yield fixesOf(fixes.slice(from, from + size));
        });
        const found: string[] = [];
        for await (const f of mergedDays(streams))
          for (let i = 0; i < f.length; i++)
            found.push(`${f.mmsi[i]} ${f.at[i]} ${f.longitude[i]} ${f.latitude[i]}`);
        expect(found).toEqual(
          made
            .flat()
            .sort((a, b) => a.mmsi - b.mmsi || a.at - b.at)
            .map((f) => `${f.mmsi} ${f.at} ${f.longitude} ${f.latitude}`),
        );
      },
    ),
  );
});

test("a reader that stops closes every day", async () => {
  let closed = 0;
  const day = async function* () {
    try {
      yield fixesOf([{ mmsi: 1, at: 0, longitude: 0, latitude: 0 }]);
      yield fixesOf([{ mmsi: 2, at: 0, longitude: 0, latitude: 0 }]);
    } finally {
      closed++;
    }
  };
  const reading = mergedDays([day(), day()]);
  await reading.next();
  await reading.return(undefined);
  expect(closed).toBe(2);
});
