import type { Document, Element } from "@xmldom/xmldom";
import { quoted } from "../../base/errors.ts";
import type { Remarks } from "./remarks.ts";

const number = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?`;
const tuple = new RegExp(`^${number},${number}(?:,${number})?$`);
const tupleWords = "longitude,latitude or longitude,latitude,height; no space inside, spaces between";

const fewest: ReadonlyMap<string, number> = new Map([
  ["LinearRing", 3],
  ["LineString", 2],
  ["Point", 1],
]);

/**
 * Checks the coordinates of a KML document as text. The converter to GeoJSON passes over a number that it cannot read and
 * takes the first ring of a polygon for the outer one, which would change an outline without a word.
 */
export function checkCoordinates(document: Document, file: string, remarks: Remarks): void {
  for (const element of document.getElementsByTagName("coordinates")) {
    const tuples = (element.textContent ?? "").split(/\s+/).filter((text) => text !== "");
    const parent = element.parentNode?.nodeName ?? "";
    const needed = fewest.get(parent) ?? 0;
    const wrong = tuples.find((text) => !tuple.test(text));
    if (wrong !== undefined) remarks.fault(whereOf(element, file), "coordinates", quoted(wrong), tupleWords);
    else if (tuples.length < needed)
      remarks.fault(
        whereOf(element, file),
        "coordinates",
        `${tuples.length} positions`,
        `at least ${needed} in a ${parent}`,
      );
  }
  for (const polygon of document.getElementsByTagName("Polygon")) {
    const sides = [...polygon.getElementsByTagName("LinearRing")].map(
      (ring) => ring.parentNode?.nodeName ?? "",
    );
    const sound = sides.every(
      (side, index) => side === (index === 0 ? "outerBoundaryIs" : "innerBoundaryIs"),
    );
    if (!sound || sides.length === 0)
      remarks.fault(
        whereOf(polygon, file),
        "Polygon",
        sides.join(", ") || "no ring",
        "one outerBoundaryIs, then any innerBoundaryIs",
      );
  }
}

const whereOf = (element: Element, file: string): string => `${file} line ${element.lineNumber ?? 1}`;
