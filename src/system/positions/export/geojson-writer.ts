import { harmlessJson, harmlessText } from "./harmless-text.ts";
import { cutAtDateLine, isoTime, type ShipTrack, type TrackWriter } from "./track-writer.ts";

/** GeoJSON (RFC 7946): a feature for each ship, cut at the date line as the standard asks, with the time of each position in `coordTimes`. */
export function geoJsonWriter(): TrackWriter {
  let first = true;
  return {
    begin: () => '{"type":"FeatureCollection","features":[',
    ship: (ship) => {
      const text = `${first ? "" : ","}\n${harmlessJson(featureOf(ship))}`;
      first = false;
      return text;
    },
    end: () => "\n]}\n",
  };
}

function featureOf({ mmsi, said, points }: ShipTrack): object {
  const parts = cutAtDateLine(points);
  const times = parts.map((part) => part.map(([, , ms]) => isoTime(ms)));
  const places = parts.map((part) => part.map(([longitude, latitude]) => [longitude, latitude]));
  const geometry =
    points.length === 1
      ? { type: "Point", coordinates: places[0]?.[0] }
      : parts.length === 1
        ? { type: "LineString", coordinates: places[0] }
        : // A line of one point is none: it is given twice.
          { type: "MultiLineString", coordinates: places.map((p) => (p.length === 1 ? [p[0], p[0]] : p)) };
  return {
    type: "Feature",
    properties: {
      mmsi,
      name: harmlessText(said?.name ?? ""),
      callSign: harmlessText(said?.callSign ?? ""),
      imo: said?.imo ?? null,
      shipType: said?.shipType ?? null,
      reports: points.length,
      coordTimes: points.length === 1 ? times[0]?.[0] : parts.length === 1 ? times[0] : times,
    },
    geometry,
  };
}
