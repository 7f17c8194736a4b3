import type { FindingModel } from "../judgements/model.ts";

export type AnchorOf =
  | "count"
  | "look"
  | "event"
  | "source"
  | "area"
  | "machine-count"
  | "combined-count"
  | "voyage";

/** The id of a row of the report. Percent-encoded, since an id with a blank in it could not be linked to. */
export const anchor = (of: AnchorOf, id: string): string => `${of}-${encodeURIComponent(id.toWellFormed())}`;

export const hrefTo = (of: AnchorOf, id: string): string => `#${anchor(of, id)}`;

/** Where in the report a binding of a sentence can be checked: the row of the record that it reads, or the section that tells how. */
export function hrefOfBinding(model: FindingModel, path: string): string {
  const [first = "", second = "", third = "", fourth = "", fifth = ""] = path.split("/");
  const row = (counts: readonly string[] | undefined, look: string | undefined): string | null => {
    const count = [...(counts ?? [])].sort().find((id) => Object.hasOwn(model.counts, id));
    if (count !== undefined) return hrefTo("count", count);
    return look !== undefined && Object.hasOwn(model.looks, look) ? hrefTo("look", look) : null;
  };
  const target = (): string | null => {
    switch (first) {
      case "counts":
        return row([second], undefined);
      case "looks":
        return row(undefined, second);
      case "events":
        return Object.hasOwn(model.events, second) ? hrefTo("event", second) : null;
      case "later":
        return row(model.later[Number(second)]?.counts, model.later[Number(second)]?.look);
      case "onsets": {
        const onset = model.onsets[Number(second)];
        if (third === "rise" && fourth === "looks")
          return row(undefined, onset?.rise.looks[Number(fifth)]?.look);
        return onset === undefined ? null : "#onset";
      }
      case "published":
        return model.published.pages > 0 ? "#publications" : null;
      case "areas":
      case "site":
        return "#places";
      case "chain":
        return "#chain";
      case "contradictions":
        return "#contradictions";
      case "voyages":
        return model.voyages.total > 0 ? "#voyages" : null;
      case "kind":
      case "undated":
        return "#looks";
      case "record": {
        if (second === "contrary")
          return row(
            model.record.contrary[Number(third)]?.counts,
            model.record.contrary[Number(third)]?.look,
          );
        if (second === "largestBefore")
          return row(model.record.largestBefore?.counts, model.record.largestBefore?.look);
        if (second === "count") return row(model.target.countIds, model.target.look.id);
        return null;
      }
      default:
        return null;
    }
  };
  return target() ?? "#method";
}
