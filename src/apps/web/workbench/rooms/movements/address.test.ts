import { expect, test } from "vitest";
import { addressOf, addressText, type RoomAddress } from "./address.ts";

const written = (address: Partial<RoomAddress>): URLSearchParams => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(addressText(address)))
    if (value !== null && value !== "") query.set(name, value);
  return query;
};

test("everything that the room shows comes back from its address", () => {
  const zero = Date.UTC(2020, 0, 1);
  const address: RoomAddress = {
    axis: { fromMs: zero, toMs: zero + 86_400_000 },
    window: { fromMs: zero + 3_600_000, toMs: zero + 7_200_000 },
    atMs: zero + 5_405_000,
    ship: 366_562_000,
    sighting: "scene-1/7",
    verdict: "report-without-ship",
    picture: "yard.2020-01-01",
    opacityPercent: 65,
    panel: "chain",
    event: "gap/366562000/1577836800000",
    eventKind: "gap",
    eventsInView: true,
    hidden: new Set(["reception", "pictures", "ships"]),
    silenceMinutes: 360,
    counts: "rajin/container",
    sought: "ANG",
    way: 2,
    leg: "voyages/a-b",
  };
  expect(addressOf(written(address))).toEqual(address);
});

test("what is usual is not written, and nonsense gives the usual", () => {
  const usual = addressOf(new URLSearchParams());
  expect(written(usual).toString()).toBe("");
  expect(
    addressOf(
      new URLSearchParams(
        "axis=x&window=1,2&at=noon&ship=abc&panel=x&hide=x,y&silence=7&way=-1&kind=x&where=x&opacity=5",
      ),
    ),
  ).toEqual(usual);
});
