import { ConflictError } from "../../../base/errors.ts";
import { showCombined } from "../../../system/steps/show-counting.ts";
import { blindPassesOf } from "../guard/blind.ts";
import type { Asked } from "../route.ts";
import { counterName, kindAsked } from "./marks.ts";

const blindOn = (asked: Asked, look: string) =>
  blindPassesOf(asked.bench, asked.who).filter((p) => p.look === look);

/** All counts of a look side by side, and the one count that follows from them. */
export function getCombined(asked: Asked) {
  const look = asked.params["look"] ?? "";
  return showCombined(asked.bench.opened, {
    look,
    kind: kindAsked(asked.query["kind"]),
    hidden: blindOn(asked, look).length > 0,
  });
}

/** Puts the one count of a look on record. @throws ConflictError while whoever asks counts it blind */
export async function postCombined(asked: Asked) {
  const look = asked.params["look"] ?? "";
  counterName(asked);
  const [open] = blindOn(asked, look);
  if (open !== undefined)
    throw new ConflictError(
      `pass ${open.pass} of ${open.by} over this look is not finished: finish it first`,
      {
        open,
      },
    );
  const kind = kindAsked((asked.body as { readonly kind?: string }).kind);
  const { changed, counts } = await asked.bench.act("mark combine", { look, kind });
  return { changed, counts };
}
