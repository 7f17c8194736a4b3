import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DamageError } from "../../base/errors.ts";
import { stripRows } from "../../sites/tracks/strip.ts";
import { inputChannels } from "../../sites/tracks/strips/network-input.ts";
import { readModel, shippedModel } from "./manifest.ts";
import { openReaderPool, type Piece, type ReaderPool } from "./reader-pool.ts";
import { runCanary } from "./run-canary.ts";

const model = readModel();
let pool: ReaderPool;
beforeAll(async () => {
  pool = await openReaderPool({ model });
});
afterAll(() => pool.close());

/** A piece as it would be if its samples lay `scale` times as far apart as they should, about the line and from the piece's start. */
function atWrongScale(piece: Piece, scale: number): Piece {
  return {
    ...piece,
    strip: () => {
      const { columns } = piece;
      const [right, wrong] = [piece.strip(), new Float32Array(inputChannels * stripRows * columns)];
      for (let channel = 0; channel < inputChannels; channel++)
        for (let r = 0; r < stripRows; r++) {
          const row = Math.floor((r + 0.5 - stripRows / 2) * scale + stripRows / 2);
          if (row < 0 || row >= stripRows) continue;
          for (let c = 0; c < columns && c * scale < columns; c++) {
            const from = channel === 4 ? r : row;
            wrong[(channel * stripRows + r) * columns + c] =
              right[(channel * stripRows + from) * columns + Math.floor(c * scale)] ?? 0;
          }
        }
      return wrong;
    },
  };
}

test("the shipped network counts the picture with a known answer, and says by which network", async () => {
  const run = await runCanary({ model, pool });
  expect(run).toMatchObject({ expected: 20, passed: true, modelSha256: model.manifest.sha256 });
  expect(Math.abs(run.found - run.expected)).toBeLessThanOrEqual(1);
});

test.each([0.7, 1.4])("samples %s times as far apart as they should be stop the run", async (scale) => {
  const wrong: ReaderPool = {
    ...pool,
    read: (pieces, options) =>
      pool.read(
        pieces.map((piece) => atWrongScale(piece, scale)),
        options,
      ),
  };
  await expect(runCanary({ model, pool: wrong })).rejects.toThrow(/counted wrongly/);
});

test("a picture that was altered is not taken for the one with a known answer", async () => {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-canary-"));
  try {
    await expect(runCanary({ model, pool, folder })).rejects.toThrow(DamageError);
    copyFileSync(join(shippedModel(), "canary.json"), join(folder, "canary.json"));
    const bytes = readFileSync(join(shippedModel(), "canary.tif"));
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9);
    writeFileSync(join(folder, "canary.tif"), bytes);
    await expect(runCanary({ model, pool, folder })).rejects.toThrow(/altered/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
