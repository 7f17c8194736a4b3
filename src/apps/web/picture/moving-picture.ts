/** A file of pictures in turn, as a browser can make it. */
export interface MovingPicture {
  readonly blob: Blob;
  readonly extension: "mp4" | "gif";
  /** "H.264", "VP9", "GIF". */
  readonly coding: string;
}

/** Takes frames one by one from a canvas and makes a file of them. */
export interface MovingPictureWriter {
  /** Adds what is on the canvas now, to stand for so many seconds. */
  readonly add: (seconds: number) => Promise<void>;
  readonly finish: () => Promise<MovingPicture>;
  /** Throws away what was written. */
  readonly cancel: () => Promise<void>;
}

const codingNames: Readonly<Record<string, string>> = { avc: "H.264", vp9: "VP9", av1: "AV1", vp8: "VP8" };

/**
 * Writes MP4 by the browser's own encoder: H.264 where it has that, since every player shows it, else what it has.
 * @returns null where the browser encodes no video
 */
export async function openMp4Writer(canvas: OffscreenCanvas): Promise<MovingPictureWriter | null> {
  // A large library for a rare wish: loaded when it is wished.
  const { BufferTarget, CanvasSource, getFirstEncodableVideoCodec, Mp4OutputFormat, Output, Quality } =
    await import("mediabunny");
  if (typeof VideoEncoder === "undefined") return null;
  const codec = await getFirstEncodableVideoCodec(["avc", "vp9", "av1"], {
    width: canvas.width,
    height: canvas.height,
  });
  if (codec === null) return null;
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, quality: new Quality("high") });
  output.addVideoTrack(source);
  await output.start();
  let at = 0;
  return {
    add: async (seconds) => {
      // Each look is whole by itself: players may jump to it.
      await source.add(at, seconds, { keyFrame: true });
      at += seconds;
    },
    finish: async () => {
      await output.finalize();
      if (target.buffer === null) throw new TypeError("moving picture: the writer gave no bytes");
      return {
        blob: new Blob([target.buffer], { type: "video/mp4" }),
        extension: "mp4",
        coding: codingNames[codec] ?? codec,
      };
    },
    cancel: () => output.cancel(),
  };
}

/** Writes an endless GIF of 256 colours a frame. */
export async function openGifWriter(canvas: OffscreenCanvas): Promise<MovingPictureWriter> {
  const { applyPalette, GIFEncoder, quantize } = await import("gifenc");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new TypeError("openGifWriter: this browser has no 2D canvas");
  const gif = GIFEncoder();
  return {
    add: async (seconds) => {
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
      const palette = quantize(data, 256);
      gif.writeFrame(applyPalette(data, palette), width, height, {
        palette,
        delay: seconds * 1000,
        repeat: 0,
      });
      // The screen is drawn in between.
      await new Promise((resolve) => setTimeout(resolve));
    },
    finish: async () => {
      gif.finish();
      return { blob: new Blob([gif.bytes()], { type: "image/gif" }), extension: "gif", coding: "GIF" };
    },
    cancel: async () => undefined,
  };
}
