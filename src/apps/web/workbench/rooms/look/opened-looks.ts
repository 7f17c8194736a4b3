import type { LookScreen } from "../../../../../findings/screens/look.ts";
import { fallingBack } from "../../../picture/falling-back.ts";
import type { PictureFrame } from "../../../picture/frame.ts";
import type { RangeReader } from "../../../picture/range-reader.ts";
import { serverSource } from "../../../picture/server-source.ts";
import { shownPicture, type OpenPicture } from "../../../picture/shown-picture.ts";
import { ofLook } from "../../addresses.ts";
import { get } from "../../api.ts";

/** What the room has read of looks, so that stepping back and forth reads nothing twice. */
export interface OpenedLooks {
  readonly screen: (id: string) => Promise<LookScreen>;
  /** The picture of a look, ready for a view; null for a look without one. */
  readonly picture: (screen: LookScreen, frame: PictureFrame) => Promise<OpenPicture | null>;
  /** After a change of the records: what is said of looks is read again, their pixels are not. */
  readonly forgetScreens: () => void;
  readonly close: () => void;
}

const mostPictures = 12;
/** A picture without overviews that is larger is shrunk by the server, which need not send all of it. */
const mostPixelsWithoutOverviews = 2048 * 2048;

export function openLooks(reader: RangeReader, kind: () => string | null): OpenedLooks {
  const screens = new Map<string, Promise<LookScreen>>();
  const pictures = new Map<string, Promise<OpenPicture | null>>();

  async function opened(screen: LookScreen, frame: PictureFrame): Promise<OpenPicture | null> {
    const { picture, id, lineUp } = screen;
    if (picture === null) return null;
    const meanings = picture.bands.map((b) => b.meaning);
    const { width, height, sampleType, georeference } = picture;
    const of = { id, width, height, meanings, sampleType, georeference, lineUp };
    if (picture.readBy === "browser") {
      const file = ofLook(id, "file");
      // What the browser cannot open after all, the server may; where it cannot either, it says why.
      const levels = await reader.describe(file).then(
        (description) => description.levels,
        () => [],
      );
      const last = levels.at(-1);
      if (last !== undefined && last.width * last.height <= mostPixelsWithoutOverviews)
        return shownPicture(
          { ...of, levels },
          fallingBack(reader.sourceOf(file), serverSource(ofLook(id, "tiles"))),
          frame,
        );
    }
    const { levels } = await get<{ levels: readonly { width: number; height: number }[] }>(
      ofLook(id, "picture"),
    );
    return shownPicture({ ...of, levels }, serverSource(ofLook(id, "tiles")), frame);
  }

  return {
    screen: (id) => {
      const asked = kind();
      const had = screens.get(id);
      if (had !== undefined) return had;
      const screen = get<LookScreen>(ofLook(id, asked === null ? "" : `?kind=${encodeURIComponent(asked)}`));
      screens.set(id, screen);
      screen.catch(() => {
        if (screens.get(id) === screen) screens.delete(id);
      });
      return screen;
    },
    picture: (screen, frame) => {
      const key = `${screen.id} ${frame.kind} ${frame.origin.join(",")}`;
      const had = pictures.get(key);
      pictures.delete(key);
      const picture = had ?? opened(screen, frame);
      pictures.set(key, picture);
      picture.catch(() => {
        if (pictures.get(key) === picture) pictures.delete(key);
      });
      for (const [oldest, old] of pictures) {
        if (pictures.size <= mostPictures) break;
        pictures.delete(oldest);
        old.then((p) => p?.source.close()).catch(() => undefined);
      }
      return picture;
    },
    forgetScreens: () => screens.clear(),
    close: () => {
      screens.clear();
      pictures.clear();
    },
  };
}
