import { outOfOrder, type OutOfOrder } from "../../base/table/in-order.ts";
import { parseSpan } from "../../base/time/span.ts";
import type { VoyageRow } from "./voyages-table.ts";

/** Clocks of two places are apart by no more: a day at one may begin so much before the same day at the other. */
const clocksApartMs = 26 * 3_600_000;

/** What cannot be in a published leg: fewer containers at most than at least, or an arrival before it set out. */
export function legFaults({
  fromAt,
  toAt,
  containersLow,
  containersBest,
  containersHigh,
}: VoyageRow): OutOfOrder[] {
  const found = outOfOrder([
    ["containers_low", containersLow],
    ["containers_best", containersBest],
    ["containers_high", containersHigh],
  ]);
  const [from, to] = [spanOf(fromAt), spanOf(toAt)];
  if (from !== null && to !== null) {
    const slackMs = fromAt.includes("T") && toAt.includes("T") ? 0 : clocksApartMs;
    if (to.toMs + slackMs <= from.fromMs)
      found.push({ field: "to_at", found: toAt, allowed: `not before from_at, which is ${fromAt}` });
  }
  return found;
}

function spanOf(text: string): { readonly fromMs: number; readonly toMs: number } | null {
  const parsed = text === "" ? null : parseSpan(text, 0);
  return parsed?.ok === true ? parsed.span : null;
}
