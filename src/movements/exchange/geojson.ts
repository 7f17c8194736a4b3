import { timeText, type Exchanged } from "./exchanged.ts";

/** Features in a batch of text. */
const batch = 1000;

/** A collection of features as GeoJSON (RFC 7946), in pieces of bounded size; times as `from` and `to` in UTC. */
export function* geoJsonText(things: Iterable<Exchanged>): Generator<string> {
  let text = '{"type":"FeatureCollection","features":[';
  let count = 0;
  for (const thing of things) {
    text += (count++ === 0 ? "\n" : ",\n") + JSON.stringify(featureOf(thing));
    if (count % batch === 0) {
      yield text;
      text = "";
    }
  }
  yield `${text}\n]}\n`;
}

const featureOf = ({ name, geometry, fromMs, toMs, properties }: Exchanged) => ({
  type: "Feature" as const,
  geometry,
  properties: { name, from: timeText(fromMs), to: timeText(toMs), ...finiteOf(properties) },
});

/** JSON has no NaN: what is not a number is null. */
function finiteOf(properties: Exchanged["properties"]): Exchanged["properties"] {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      key,
      typeof value === "number" && !Number.isFinite(value) ? null : value,
    ]),
  );
}
