import { expect, test } from "vitest";
import { parseSpan, type TimeSpan } from "../../base/time/span.ts";
import { sunByTime } from "./sun-by-time.ts";

const tumangang = [130.6, 42.4] as const;
function span(text: string): TimeSpan {
  const parsed = parseSpan(text, 540);
  if (!parsed.ok) throw new Error(parsed.allowed);
  return parsed.span;
}

test("a time to the minute says where the sun stood, on whatever clock it is written", () => {
  const sun = sunByTime(span("2023-10-05T10:24+09:00"), tumangang);
  expect(sun).toEqual(sunByTime(span("2023-10-05T01:24Z"), tumangang));
  expect(sun?.azimuthDegrees).toBeGreaterThan(135);
  expect(sun?.azimuthDegrees).toBeLessThan(160);
  expect(sunByTime(span("2023-10-05T01:20Z/2023-10-05T01:28Z"), tumangang)).not.toBeNull();
});

test.each([
  "2023-10-05",
  "2023-10",
  "2023-10-05T01:20Z/2023-10-05T01:40Z",
  // Stand-ins for a time of day that nobody knows.
  "2023-10-05T00:00:00Z",
  "2023-10-05T12:00+09:00",
  "2023-10-05T09:00+09:00",
  // Night.
  "2023-10-05T23:30+09:00",
])("%s does not", (text) => {
  expect(sunByTime(span(text), tumangang)).toBeNull();
});

test("no time, no sun", () => {
  expect(sunByTime(null, tumangang)).toBeNull();
});
