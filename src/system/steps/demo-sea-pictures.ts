import { utimesSync } from "node:fs";
import type { Scene } from "../../movements/sightings/sighting.ts";
import { portSiteId } from "../../movements/simulated/port-sites.ts";
import { picturedScenes, pictureOf, type PicturedScene } from "../../movements/simulated/sea-pictures.ts";
import type { SimulatedTraffic } from "../../movements/simulated/traffic.ts";
import type { Case } from "../files/case-folder.ts";
import { writeSimulated } from "../pictures/simulated-files.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { readFirstScenes } from "../store/reading-sightings.ts";
import { addLook } from "./add-look.ts";

/** So many scenes get pixels: each takes two seconds and a megabyte or more. */
const mostPictures = 2;

/**
 * Draws the scenes that show most ships about their port and takes them into the case as looks of that port's site.
 * @returns all scenes of the traffic, those with pixels naming their look. Scenes that are on record name what they first named there: a
 * case of before that has no pixels stays without.
 */
export async function takeSeaPictures(
  opened: Case,
  folder: string,
  traffic: SimulatedTraffic,
  signal?: AbortSignal,
): Promise<Scene[]> {
  const ids = traffic.scenes.map(({ id }) => id);
  const onRecord = new Map(readFirstScenes(opened.database, ids).map((scene) => [scene.id, scene.lookId]));
  const fullest = picturedScenes(traffic)
    .toSorted((a, b) => b.ships.length - a.ships.length)
    .slice(0, mostPictures);
  const scenes: Scene[] = [];
  // In order of time, as pictures come in.
  for (const scene of traffic.scenes) {
    const pictured = fullest.find((p) => p.scene.id === scene.id);
    const lookId =
      onRecord.get(scene.id) ??
      (pictured === undefined || onRecord.has(scene.id)
        ? null
        : await lookOf(opened, folder, pictured, signal));
    scenes.push({ ...scene, lookId });
  }
  return scenes;
}

/** The look of a picture: the one on record, or a new one. */
async function lookOf(
  opened: Case,
  folder: string,
  pictured: PicturedScene,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { scene, window } = pictured;
  const site = portSiteId(window.port);
  const known = readPictureLooks(opened.database, { siteId: site }).find(
    (l) => l.supply.item === `${scene.id}.tif`,
  );
  if (known !== undefined) return known.look.id;
  signal?.throwIfAborted();
  const { picture } = await writeSimulated(folder, scene.id, pictureOf(pictured));
  // The clock of the case, so that the same case comes out at the same time.
  const now = opened.now();
  utimesSync(picture, now, now);
  const { lookId } = await addLook(opened, picture, {
    site,
    takenAt: scene.at.text,
    licence: "CC0-1.0",
    provider: "Yardwatch (simulated)",
    signal,
  });
  return lookId;
}
