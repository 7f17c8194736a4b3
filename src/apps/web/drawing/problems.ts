import { selfCrossing } from "../../../base/geometry/crossing.ts";
import { farthestMetres } from "../../../sites/outlines/nearness.ts";
import { leastPoints, type Draft } from "./drawing.ts";
import { pathLength, ringArea } from "./ground.ts";

/** What keeps a draft from being saved, in words that say what to do; the server checks again. */
export function problemsOf(draft: Draft): readonly string[] {
  const { type, paths, name, validFrom, validTo, approximate, basis } = draft;
  const problems: string[] = [];
  if (name.trim() === "") problems.push("it needs a name");
  if (validFrom !== null && validTo !== null && validFrom >= validTo)
    problems.push(`it ends on ${validTo}, which is not after its first day, ${validFrom}`);
  if (approximate && basis.trim() === "")
    problems.push("an approximate outline needs words on how it was placed");
  for (const { points } of paths) {
    if (points.length < leastPoints[type])
      problems.push(type === "lines" ? "a line needs two points" : "an outline needs three points");
    else if (type === "lines" && pathLength(points, false) < 1)
      problems.push("the line is shorter than a metre");
    else if (type === "polygons") {
      if (ringArea(points) < 1) problems.push("the outline encloses less than a square metre");
      else {
        const crossing = selfCrossing([...points, ...points.slice(0, 1)]);
        if (crossing.kind === "crosses") problems.push("the outline crosses itself: move or delete a point");
        if (crossing.kind === "too-tangled") problems.push("the outline is too tangled to check");
      }
    }
    if (points.some(([east, north]) => Math.hypot(east, north) > farthestMetres))
      problems.push(`it reaches more than ${farthestMetres / 1000} km from the site`);
  }
  return [...new Set(problems)];
}
