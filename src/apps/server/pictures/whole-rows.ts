import type { Picture, ReadOptions } from "../../../sites/pictures/picture.ts";
import type { PixelWindow, Raster, Samples } from "../../../sites/pictures/raster.ts";

/** Most bytes of rows that are kept, and of one stretch of rows. */
const most = { kept: 160 * 2 ** 20, one: 64 * 2 ** 20 } as const;

/**
 * A picture in stripes, read so that tiles beside each other unpack their stripes once: a window is cut from whole rows, which are kept for the next
 * one. Any other picture is given back as it is.
 */
export function withWholeRows(picture: Picture): Picture {
  const { coding, sampleType, bands: all } = picture.description;
  if (!/\bstrips of \d+ rows?\b/.test(coding)) return picture;
  const bytesOfSample = Number(/\d+/.exec(sampleType)?.[0] ?? 8) / 8;
  const kept = new Map<string, Promise<Raster>>();
  let bytes = 0;

  function rowsOf(window: PixelWindow, width: number, options: ReadOptions, size: number): Promise<Raster> {
    const { level = 0, bands = [] } = options;
    const key = [level, bands.join("."), window.row, window.height].join(" ");
    const had = kept.get(key);
    kept.delete(key);
    const rows =
      had ??
      // Not stopped with who asked first: others wait for the same rows.
      picture.readWindow(
        { column: 0, row: window.row, width, height: window.height },
        { level, ...(options.bands === undefined ? {} : { bands: options.bands }) },
      );
    kept.set(key, rows);
    if (had === undefined) {
      bytes += size;
      rows.catch(() => {
        if (kept.delete(key)) bytes -= size;
      });
      for (const oldest of kept.keys()) {
        if (bytes <= most.kept || kept.size <= 1) break;
        kept.delete(oldest);
        bytes -= size;
      }
    }
    return rows;
  }

  return {
    ...picture,
    readWindow: async (window, options = {}) => {
      const level = picture.description.levels[options.level ?? 0];
      const count = options.bands?.length ?? all.length;
      const size = (level?.width ?? 0) * window.height * (count * bytesOfSample + 1);
      const isInside =
        level !== undefined &&
        window.column >= 0 &&
        window.row >= 0 &&
        window.column + window.width <= level.width &&
        window.row + window.height <= level.height;
      // A row alone is as soon read again as kept.
      if (!isInside || window.height < 16 || size > most.one || window.width === level.width)
        return picture.readWindow(window, options);
      options.signal?.throwIfAborted();
      return cut(await rowsOf(window, level.width, options, size), window);
    },
  };
}

/** Columns of whole rows. */
function cut({ width, bands, valid }: Raster, window: PixelWindow): Raster {
  const part = <T extends Samples>(plane: T): T => {
    const out = plane.slice(0, window.width * window.height) as T;
    for (let y = 0; y < window.height; y++) {
      const from = y * width + window.column;
      out.set(plane.subarray(from, from + window.width), y * window.width);
    }
    return out;
  };
  return {
    width: window.width,
    height: window.height,
    bands: bands.map(part),
    valid: valid === null ? null : part(valid),
  };
}
