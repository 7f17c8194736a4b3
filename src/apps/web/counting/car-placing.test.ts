import { expect, test } from "vitest";
import { madeDesk, madeTrack } from "./made-desk.ts";

test("a full track refuses the next car with a word", () => {
  const { desk, told } = madeDesk();
  for (let n = 0; n < 60; n++) desk.placing.put();
  expect(desk.ordered.length).toBeGreaterThan(30);
  expect(desk.ordered.length).toBeLessThan(40);
  expect(told.at(-1)).toContain("no room for a car");
});

test("cars are put only where the picture shows the track", () => {
  const { desk, told } = madeDesk({ on: [madeTrack("half", 0, 500, [100, 160])] });
  for (let n = 0; n < 6; n++) desk.placing.put();
  // Four whole ones, and one that the picture's edge cuts: it counts where 4 m of it are seen.
  expect(desk.ordered).toHaveLength(5);
  for (const { fromMetres, toMetres } of desk.ordered) {
    expect(fromMetres).toBeGreaterThanOrEqual(100);
    expect(toMetres).toBeLessThanOrEqual(160.1);
  }
  expect(desk.clickTrack(0, 300)).toBe(false);
  expect(told.at(-1)).toContain("the picture does not show");
});

test("a car that is drawn goes from one end to the other; a dot is none", () => {
  const { desk, told } = madeDesk();
  expect(desk.placing.putFree([200, 30], [201, 30])).toBeNull();
  expect(told.at(-1)).toBe("drag from one end of the car to the other");
  // Along a track it is of that track.
  expect(desk.placing.putFree([200, 10], [213, 10])).toMatchObject({ trackId: "north" });
  expect(desk.placing.putFree([200, 60], [213, 60])).toMatchObject({ trackId: null });
});

test("nothing is proposed while a mark is chosen, nor where no track holds", () => {
  const { desk } = madeDesk();
  expect(desk.placing.proposal).not.toBeNull();
  desk.placing.put();
  desk.step(-1);
  expect(desk.placing.proposal).toBeNull();
  const none = madeDesk({ on: [] });
  expect(none.desk.placing.put()).toBeNull();
  expect(none.told).toEqual(["no track holds on this day: draw a free car"]);
});
