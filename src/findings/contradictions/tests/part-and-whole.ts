import type { Answer } from "../contradiction.ts";
import { inFull, listed } from "../list-words.ts";
import type { Statement } from "../statement.ts";
import { restsOn } from "./floors.ts";

/** Figures of a part and of the whole (the column `value`): a whole is no less than a floor of it, and than each of its parts. */
export function partAndWhole(statements: readonly Statement[]): Answer {
  const wholes = statements.filter((s) => s.value === "whole");
  const parts = statements.filter((s) => s.value === "part");
  const floor = Math.max(-Infinity, ...[...wholes, ...parts].map((s) => s.bounds.low ?? -Infinity));
  const falls = wholes.filter((s) => s.bounds.high !== null && s.bounds.high < floor);
  const standing = wholes.filter((s) => !falls.includes(s));
  const base = { falls: falls.map((s) => s.statement), figures: { floor }, restsOn: restsOn(statements) };
  if (wholes.length === 0 || parts.length === 0)
    return { ...base, standing: "open", why: "A figure of the part or of the whole is missing." };
  if (falls.length > 0 && standing.length > 0)
    return {
      ...base,
      standing: "resolved",
      why: `${listed([...new Set(parts.map((s) => inFull(s.best ?? s.low ?? 0)))])} is a part; as the whole it would lie below the ${inFull(floor)} that ${standing[0]?.publisher ?? "another"} gives as its floor.`,
    };
  const asMuch = parts.filter((p) =>
    wholes.some((w) => (p.bounds.low ?? 0) >= (w.best ?? w.bounds.low ?? Infinity)),
  );
  if (asMuch.length > 0)
    return {
      ...base,
      standing: "open",
      why: `${listed([...new Set(asMuch.map((s) => inFull(s.best ?? s.low ?? 0)))])} is said both of a part and of the whole: then the part was all of it, or one of them is mislabelled.`,
    };
  return { ...base, standing: "compatible", why: "Each part is less than the whole." };
}
