import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { standingClock, temporaryFolder } from "../../../test/made-case.ts";
import { isWithin } from "../../base/geometry/within.ts";
import { openCase } from "../files/case-folder.ts";
import { storedLines } from "../store/custody.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readScenes } from "../store/reading-sightings.ts";
import { buildTrafficDemo, type DemoTraffic } from "./demo-traffic.ts";
import { shownLooks } from "./shown-looks.ts";
import { verifyCase } from "./verify-case.ts";

test("the demo of movements has pictures with pixels for two of its scenes, under ships that are dark, and says the same again", async () => {
  const folder = join(temporaryFolder(), "case");
  const build = (): Promise<DemoTraffic> =>
    buildTrafficDemo({ folder, now: standingClock, say: () => undefined });
  const built = await build();
  // As without pixels: a picture is drawn of what was simulated, and changes nothing of it.
  expect(built.verdicts).toEqual({ "cannot-tell": 4, matched: 78, dark: 14, "fixed-object": 12 });
  const opened = openCase(folder, "write", standingClock);
  onTestFinished(() => opened.close());
  const named = readScenes(opened.database).filter((scene) => scene.lookId !== null);
  expect(named.map(({ id }) => id)).toEqual([
    "sim-optical-20230902t0214-south-port",
    "sim-optical-20230902t0215-naval-port",
  ]);
  expect(built.looks).toEqual(named.map(({ lookId }) => lookId));
  const looks = shownLooks(opened);
  const records = readPictureLooks(opened.database, {});
  for (const scene of named) {
    const look = looks.find((l) => l.id === scene.lookId);
    if (look?.footprint == null) throw new Error(`${scene.id} names no look with a place`);
    expect(look).toMatchObject({ simulated: true, picture: true, fromMs: scene.at.fromMs });
    expect(records.find((r) => r.look.id === look.id)?.supply).toMatchObject({
      licence: "CC0-1.0",
      item: `${scene.id}.tif`,
    });
    // Nothing in open water holds still: no picture of it may be moved onto another.
    expect(records.find((r) => r.look.id === look.id)?.lineUp).toMatchObject({
      eastMetres: 0,
      northMetres: 0,
    });
    // The pixels are a part of what the scene covers.
    expect(look.footprint[0]?.every((corner) => isWithin(corner, scene.footprint))).toBe(true);
  }
  const verified = await verifyCase(opened);
  expect(verified.damage).toEqual([]);
  expect(verified.sound).toBe(true);

  expect(await build()).toEqual(built);
  expect(storedLines(opened.database).length).toBe(verified.custodyHead?.seq);
}, 600_000);
