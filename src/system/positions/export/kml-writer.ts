import { harmlessInKml } from "./harmless-text.ts";
import { isoTime, type TrackWriter } from "./track-writer.ts";

/** KML 2.2 with Google's tracks: a place for each ship, with the time of each position. */
export const kmlWriter = (): TrackWriter => ({
  begin: () =>
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>Position reports</name>\n',
  ship: ({ mmsi, said, points }) => {
    const name = said === null || said.name === "" ? String(mmsi) : `${said.name} (${mmsi})`;
    const when = points.map(([, , ms]) => `<when>${isoTime(ms)}</when>`).join("");
    const where = points.map(([x, y]) => `<gx:coord>${x} ${y} 0</gx:coord>`).join("");
    return `<Placemark><name>${harmlessInKml(name)}</name><gx:Track><altitudeMode>clampToGround</altitudeMode>${when}${where}</gx:Track></Placemark>\n`;
  },
  end: () => "</Document></kml>\n",
});
