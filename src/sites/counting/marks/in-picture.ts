import { InputError, type Fault } from "../../../base/errors.ts";
import type { Position } from "../site.ts";
import type { MarkedPicture } from "./coco-marks.ts";
import { beyondEdge, type MarkContent } from "./mark-fields.ts";
import type { Point } from "./outline-plane.ts";

/** Where a corner of a mark lies in the look's picture; null where it lies nowhere on its map. */
export function pixelOf(
  position: Position,
  inPixels: boolean,
  { place }: Pick<MarkedPicture, "place">,
): Point | null {
  if (inPixels || place === null) return position;
  try {
    return place.toPixel(position);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** What is wrong with a mark of which the look's picture shows nothing, or whose positions are latitude before longitude; empty when nothing is. */
export function placeFaults(where: string, content: MarkContent, picture: MarkedPicture): Fault[] {
  const outside = content.outline.find((p) => !shows(picture, pixelOf(p, content.inPixels, picture)));
  if (outside === undefined) return [];
  const turned = content.outline.every(([x, y]) =>
    shows(picture, pixelOf([y, x], content.inPixels, picture)),
  );
  const [x, y] = outside;
  const order = content.inPixels ? "column before row" : "longitude before latitude";
  return [
    {
      where,
      field: "outline",
      found: turned
        ? `${x}, ${y}: the other way round it lies in the picture`
        : `${x}, ${y}: beside the picture`,
      allowed: `a place that the look's picture shows, ${order}`,
    },
  ];
}

const shows = ({ size }: MarkedPicture, pixel: Point | null): boolean =>
  pixel !== null && within(pixel[0], size.width) && within(pixel[1], size.height);

const within = (pixel: number, length: number): boolean =>
  pixel >= -beyondEdge && pixel <= length + beyondEdge;
