import type { Bounds, ChainLink, Joint } from "./chain.ts";
import { quantityStep } from "./quantity.ts";

const hourMs = 3_600_000;

/** Whether one link can follow another at the place where they meet: in order, with time between, and with no more than came. */
export function jointOf(before: ChainLink, after: ChainLink, carried: Bounds): Joint {
  const { arrives } = before;
  const { departs } = after;
  const order = orderOf(arrives, departs);
  const low =
    arrives.latestMs === null || departs.earliestMs === null
      ? null
      : Math.max(0, (departs.earliestMs - arrives.latestMs) / hourMs);
  const high =
    arrives.earliestMs === null || departs.latestMs === null
      ? null
      : Math.max(0, (departs.latestMs - arrives.earliestMs) / hourMs);
  const quantity = quantityStep(carried, after.containers);
  return {
    at: after.from,
    before: before.id,
    after: after.id,
    order,
    dwellHours: { low, high },
    quantity,
    notes: [
      ...(order === "cannot" ? ["it would have had to leave before the other can have come"] : []),
      ...(order === "cannot-tell" ? ["a date on one side is not known"] : []),
      ...(quantity === "grows"
        ? ["more left than can have come on this way: a further source, or another load"]
        : []),
      ...(quantity === "falls" ? ["fewer left than came: a part stayed, or went another way"] : []),
      ...(quantity === "cannot-tell" ? ["how many went on is not known"] : []),
      ...(after.sameLoad
        ? ["its source says that it was the same load"]
        : ["nothing says that it was the same load"]),
    ],
  };
}

export function orderOf(arrives: ChainLink["arrives"], departs: ChainLink["departs"]): Joint["order"] {
  if (arrives.earliestMs !== null && departs.latestMs !== null && departs.latestMs < arrives.earliestMs)
    return "cannot";
  if (arrives.latestMs !== null && departs.earliestMs !== null && departs.earliestMs >= arrives.latestMs)
    return "in-order";
  return arrives.earliestMs === null || departs.latestMs === null ? "cannot-tell" : "can-be";
}
