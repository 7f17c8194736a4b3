import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../../test/made-case.ts";
import type { Picture } from "../../../sites/pictures/picture.ts";
import { openFileSource } from "../../../system/pictures/file-source.ts";
import { openPicture } from "../../../system/pictures/open-picture.ts";
import { withWholeRows } from "./whole-rows.ts";

const [width, height] = [300, 200];

async function pictureFile(tile: boolean): Promise<string> {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 31 + (i >> 7)) % 251);
  const path = join(temporaryFolder(), "picture.tif");
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .tiff({ compression: "deflate", tile, tileWidth: 64, tileHeight: 64 })
    .toFile(path);
  return path;
}

test("windows cut from kept rows have the pixels of the picture, and rows are read once", async () => {
  const picture = await openPicture(await openFileSource(await pictureFile(false)));
  let reads = 0;
  const counted: Picture = {
    ...picture,
    readWindow: (window, options) => {
      reads++;
      return picture.readWindow(window, options);
    },
  };
  const whole = withWholeRows(counted);
  for (const [column, row, w, h] of [
    [0, 0, 100, 64],
    [100, 0, 100, 64],
    [200, 0, 100, 64],
    [13, 64, 7, 64],
  ] as const) {
    const window = { column, row, width: w, height: h };
    expect(await whole.readWindow(window, { bands: [2, 0] })).toEqual(
      await picture.readWindow(window, { bands: [2, 0] }),
    );
  }
  expect(reads).toBe(2);
  // Beyond the picture, and single rows, are left to the picture itself.
  const beyond = { column: -5, row: 180, width: 50, height: 40 };
  expect(await whole.readWindow(beyond)).toEqual(await picture.readWindow(beyond));
  expect(reads).toBe(3);
  await picture.close();
});

test("tiles are left as they are", async () => {
  const picture = await openPicture(await openFileSource(await pictureFile(true)));
  expect(withWholeRows(picture)).toBe(picture);
  await picture.close();
});
