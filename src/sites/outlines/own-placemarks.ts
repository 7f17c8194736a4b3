import { propertyNames, type FoundFeature } from "./features.ts";
import { gathered, type Placemark } from "./placemark.ts";

/** True for a placemark that says what record it is. */
export const isOwn = ({ properties }: Placemark): boolean => properties["record"] !== undefined;

/** A placemark that `writeKml` wrote, with its texts turned back into what a GeoJSON property holds. */
export function ownFeature({ where, properties, geometry }: Placemark): FoundFeature {
  const known = Object.entries(properties).filter(([name]) => propertyNames.has(name));
  const values = Object.fromEntries(
    known.map(([name, value]) => [name, typeof value === "string" ? valueOf(name, value) : value]),
  );
  return { where, feature: { type: "Feature", geometry: gathered(geometry), properties: values } };
}

/** Text that does not fit its property stays text, for the checks to refuse. */
function valueOf(name: string, text: string): unknown {
  switch (name) {
    case "approximate":
      return text === "true" ? true : text === "false" ? false : text;
    case "uncertainty_m":
      return text === "" ? null : /^\d/.test(text) && Number.isFinite(Number(text)) ? Number(text) : text;
    case "names":
      return listOf(text);
    default:
      return text;
  }
}

function listOf(text: string): unknown {
  if (text === "") return [];
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
