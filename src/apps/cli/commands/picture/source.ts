import { basename } from "node:path";
import { crsOfText } from "../../../../sites/pictures/crs/epsg.ts";
import { openNetwork } from "../../../../system/net/network.ts";
import { httpSource } from "../../../../system/net/http-source.ts";
import { filesBeside } from "../../../../system/looks/files-beside.ts";
import {
  openLookPicture,
  withPlace,
  type OpenedPicture,
} from "../../../../system/looks/open-look-picture.ts";
import { openPicture } from "../../../../system/pictures/open-picture.ts";
import type { Picture } from "../../../../sites/pictures/picture.ts";

/** A picture that a command was called with, its place put into its description. */
export interface NamedPicture {
  readonly picture: Picture;
  readonly opened: OpenedPicture | null;
  readonly close: () => Promise<void>;
}

/** Opens a file with what lies beside it, or an http address by ranges. */
export async function openNamed(
  name: string,
  crs: string | undefined,
  signal: AbortSignal,
): Promise<NamedPicture> {
  if (/^https?:/i.test(name)) {
    const network = openNetwork();
    // Somebody typed this address: a host of a private network is what they mean.
    network.allowHost(new URL(name).hostname);
    const picture = await openPicture(await httpSource(name, { network, signal }));
    return {
      picture,
      opened: null,
      close: async () => {
        await picture.close();
        network.close();
      },
    };
  }
  if (crs !== undefined) crsOfText(crs);
  const beside = filesBeside(name);
  const named = (path: string) => ({ path, name: basename(path) });
  const opened = await openLookPicture({
    picture: named(name),
    worldFile: beside.worldFile === null ? null : named(beside.worldFile),
    controlPoints: null,
    sidecars: beside.sidecars.map(named),
    crs: crs ?? null,
    model: null,
  });
  return { picture: withPlace(opened), opened, close: opened.picture.close };
}
