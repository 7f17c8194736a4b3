import { messageOf } from "../../../../../base/errors.ts";
import type { StripLook } from "../../../../../findings/screens/look-strip.ts";
import { bandHeight, drawCaption } from "../../../picture/caption.ts";
import type { PictureFrame, PlacePosition } from "../../../picture/frame.ts";
import { areasOverlay, type DrawnAreas } from "../../../picture/areas-overlay.ts";
import { openGifWriter, openMp4Writer, type MovingPicture } from "../../../picture/moving-picture.ts";
import { openPictureView } from "../../../picture/picture-view.ts";
import { scaleOverlay } from "../../../picture/scale-overlay.ts";
import type { Tones } from "./address.ts";
import type { OpenedLooks } from "./opened-looks.ts";
import { styleOf } from "./styled.ts";

/** What to record. */
export interface TimelapseWish {
  readonly looks: readonly StripLook[];
  readonly opened: OpenedLooks;
  readonly frame: PictureFrame;
  /** The ground that is shown: middle, metres across the frame, rotation. */
  readonly view: {
    readonly centre: PlacePosition;
    readonly metresAcross: number;
    readonly rotationDegrees: number;
  };
  readonly tones: Tones;
  readonly drawn: Omit<DrawnAreas, "areas">;
  readonly width: number;
  readonly height: number;
  readonly secondsEach: number;
  readonly form: "mp4" | "gif";
  readonly signal: AbortSignal;
  /** Told after each look. */
  readonly progress: (done: number, of: number) => void;
}

export interface Timelapse extends MovingPicture {
  readonly looks: readonly StripLook[];
  /** Looks whose picture could not be read whole, each with why: they are not in the file. */
  readonly failed: readonly { readonly look: StripLook; readonly why: string }[];
}

/**
 * Draws each look at the same place, writes its date, credit and scale into the frame, and makes a moving picture of them.
 * @throws Error when the browser encodes no such file, or no look could be drawn; the signal's reason when it is stopped
 */
export async function recordTimelapse(wish: TimelapseWish): Promise<Timelapse> {
  const { looks, opened, frame, width, height, signal } = wish;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: wish.form === "gif" });
  if (context === null) throw new TypeError("recordTimelapse: this browser has no 2D canvas");
  const writer = wish.form === "gif" ? await openGifWriter(canvas) : await openMp4Writer(canvas);
  if (writer === null) throw new Error("this browser encodes no video; GIF can be made in its stead");
  const pictureHeight = height - bandHeight(height);
  // Beside the screen, at the size of the frame: a hidden element would have no size.
  const host = document.createElement("div");
  Object.assign(host.style, {
    position: "fixed",
    left: "-20000px",
    top: "0",
    width: `${width}px`,
    height: `${pictureHeight}px`,
  });
  host.setAttribute("aria-hidden", "true");
  document.body.append(host);
  let areas: DrawnAreas["areas"] = [];
  let failures: readonly string[] = [];
  const view = openPictureView({
    host,
    frame,
    camera: {
      centre: wish.view.centre,
      metresPerPixel: wish.view.metresAcross / width,
      rotationDegrees: wish.view.rotationDegrees,
    },
  });
  view.addOverlay(areasOverlay(() => ({ areas, ...wish.drawn })));
  view.addOverlay(scaleOverlay(frame));
  view.onPainted((painted) => {
    failures = painted.failures;
  });
  const written: StripLook[] = [];
  const failed: { look: StripLook; why: string }[] = [];
  try {
    for (const [i, look] of looks.entries()) {
      signal.throwIfAborted();
      try {
        const screen = await opened.screen(look.id);
        // What the strip says may be older than the record.
        if (screen.supply?.mayLeave !== true)
          throw new Error("its licence does not let pixels leave the case");
        const picture = await opened.picture(screen, frame);
        if (picture === null) throw new Error("it has no picture");
        ({ areas } = screen);
        view.setLayers([{ picture, style: await styleOf(picture, wish.tones), opacity: 1, across: null }]);
        const bitmap = await view.snapshot(signal);
        if (failures.length > 0) throw new Error(failures[0]);
        context.fillStyle = "#0c0e10";
        context.fillRect(0, 0, width, height);
        context.drawImage(bitmap, 0, 0, width, pictureHeight);
        bitmap.close();
        drawCaption(context, width, height, {
          date: screen.taken,
          credit: [
            screen.provider === "" ? screen.supply.platform : screen.provider,
            screen.supply.licence,
            screen.supply.attribution,
          ]
            .filter((w) => w !== "")
            .join(" · "),
          simulated: screen.simulated,
        });
        await writer.add(wish.secondsEach);
        written.push(look);
      } catch (error) {
        signal.throwIfAborted();
        failed.push({ look, why: messageOf(error) });
      }
      wish.progress(i + 1, looks.length);
    }
    if (written.length === 0) throw new Error(failed[0]?.why ?? "there is no look to show");
    return { ...(await writer.finish()), looks: written, failed };
  } catch (error) {
    await writer.cancel().catch(() => undefined);
    throw error;
  } finally {
    view.close();
    host.remove();
  }
}
