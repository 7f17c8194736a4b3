import { InputError, quoted } from "../../base/errors.ts";
import type { Area } from "../counting/site.ts";
import { correctedFrom, type Amendment, type AmendmentWhat } from "./amendment.ts";
import { areaKey } from "./outline-key.ts";
import { heldAreas, outlineStates, undoneOf, type OutlineState } from "./outline-state.ts";
import { Remarks } from "./remarks.ts";
import { byCode, checkValidity } from "./validity.ts";

/** What is on record of the outlines of one site. */
export interface KnownOutlines {
  readonly areas: readonly Area[];
  readonly amendments: readonly Amendment[];
}

/** What one change put on record, for undoing it. */
export interface DrawnBefore {
  readonly outlines: readonly string[];
  readonly amendments: readonly Pick<Amendment, "outline" | "number">[];
}

/** What a person asks of the outlines of one site, all at once. */
export interface DrawingRequest {
  readonly siteId: string;
  /** Outlines as they were drawn. One whose area and first day are on record draws that one anew, for the same days. */
  readonly drawn: readonly Area[];
  readonly end: readonly { readonly outline: string; readonly day: string | null }[];
  readonly withdraw: readonly string[];
  readonly undo: DrawnBefore | null;
  readonly reason: string;
  readonly by: string;
}

/** What a change adds to the record. */
export interface DrawingPlan {
  readonly areas: readonly Area[];
  readonly amendments: readonly Amendment[];
}

/**
 * Says what a change adds to the record. A new outline ends the one of its area that holds on its first day, and ends itself where the next one begins or
 * the one that it ended did. Nothing on record is replaced.
 * @throws InputError when an outline is not on record or was withdrawn, days are out of order, or two outlines of one area would hold on the same day
 */
export function planDrawing(known: KnownOutlines, request: DrawingRequest): DrawingPlan {
  const states = new Map(outlineStates(known.areas, known.amendments).map((s) => [s.key, s]));
  const plan = new Plan(known, states, request);
  if (request.undo !== null) plan.undo(request.undo);
  // In order of time, so that several outlines of one area end one another whatever their order in the list.
  for (const area of request.drawn.toSorted((a, b) => byCode(areaKey(a), areaKey(b)))) plan.draw(area);
  for (const { outline, day } of request.end) plan.end(outline, day);
  for (const outline of request.withdraw) plan.withdraw(outline);
  plan.check();
  return plan;
}

class Plan implements DrawingPlan {
  readonly areas: Area[] = [];
  readonly amendments: Amendment[] = [];
  readonly #known: KnownOutlines;
  readonly #states: Map<string, OutlineState>;
  readonly #request: DrawingRequest;

  constructor(known: KnownOutlines, states: Map<string, OutlineState>, request: DrawingRequest) {
    this.#known = known;
    this.#states = states;
    this.#request = request;
  }

  draw(drawn: Area): void {
    const key = areaKey(drawn);
    const there = this.#states.get(key);
    if (drawn.validFrom !== null && drawn.validTo !== null && drawn.validFrom >= drawn.validTo)
      throw fault(key, "valid_to", drawn.validTo, `a day after valid_from, which is ${drawn.validFrom}`);
    if (there?.held === true) {
      this.#correct(there, drawn);
      return;
    }
    const others = [...this.#states.values()].filter(
      (s) => s.held && s.key !== key && sameArea(s.area, drawn),
    );
    const before = others.find((s) => holdsOn(s.area, drawn.validFrom));
    const next = others
      .map((s) => s.area.validFrom)
      .filter((day) => day !== null && day > (drawn.validFrom ?? ""))
      .toSorted((a, b) => byCode(a ?? "", b ?? ""))[0];
    const area = { ...drawn, validTo: drawn.validTo ?? next ?? before?.area.validTo ?? null };
    if (before !== undefined) this.#amend(before.key, { type: "ended", day: drawn.validFrom });
    if (there === undefined) {
      this.areas.push(area);
      this.#refresh(key);
      return;
    }
    this.#amend(key, { type: "corrected", area: correctedFrom(area) });
    this.#endOn(key, area.validTo);
  }

  end(outline: string, day: string | null): void {
    const { area } = this.#standing(outline);
    if (day !== null && area.validFrom !== null && day <= area.validFrom)
      throw fault(outline, "day", day, `a day after ${area.validFrom}, the first on which it holds`);
    this.#endOn(outline, day);
  }

  withdraw(outline: string): void {
    this.#standing(outline);
    this.#amend(outline, { type: "withdrawn" });
  }

  /** Makes undone what a change did. Undoing an undoing brings the change back. */
  undo({ outlines, amendments }: DrawnBefore): void {
    let did = false;
    for (const outline of outlines)
      if (this.#states.get(outline)?.held === true) {
        this.#amend(outline, { type: "withdrawn" });
        did = true;
      }
    for (const { outline, number } of amendments.toReversed())
      if (!undoneOf(this.#of(outline)).has(number)) {
        this.#amend(outline, { type: "undone", number });
        did = true;
      }
    if (!did)
      throw fault(this.#request.siteId, "change", "one that is undone already", "a change that still counts");
  }

  /** @throws InputError when two outlines of one area would hold on the same day, or one would end before it begins */
  check(): void {
    const remarks = new Remarks();
    const held = heldAreas([...this.#states.values()]);
    for (const { siteId, id, validFrom, validTo } of held)
      if (validFrom !== null && validTo !== null && validFrom >= validTo)
        remarks.fault(areaKey({ siteId, id, validFrom }), "valid_to", validTo, `a day after ${validFrom}`);
    checkValidity(
      held.map((record) => ({ where: areaKey(record), record })),
      remarks,
    );
    remarks.throwIfAny();
  }

  #correct(there: OutlineState, drawn: Area): void {
    const corrected = correctedFrom(drawn);
    if (JSON.stringify(corrected) !== JSON.stringify(correctedFrom(there.area)))
      this.#amend(there.key, { type: "corrected", area: corrected });
    this.#endOn(there.key, drawn.validTo);
  }

  #endOn(key: string, day: string | null): void {
    if (this.#states.get(key)?.area.validTo !== day) this.#amend(key, { type: "ended", day });
  }

  #standing(outline: string): OutlineState {
    const state = this.#states.get(outline);
    if (state?.held === true) return state;
    const held = [...this.#states.values()].filter((s) => s.held).map((s) => s.key);
    throw fault(
      "outlines",
      "outline",
      state === undefined ? quoted(outline) : `${quoted(outline)}, which was withdrawn`,
      `an outline of the site: ${held.slice(0, 20).join(", ") || "none yet"}`,
    );
  }

  #amend(outline: string, what: AmendmentWhat): void {
    const { siteId, reason, by } = this.#request;
    const areaId = this.#states.get(outline)?.area.id ?? outline;
    const number = this.#of(outline).length + 1;
    this.amendments.push({ outline, siteId, areaId, number, what, reason, by });
    this.#refresh(outline);
  }

  #of(outline: string): Amendment[] {
    return [...this.#known.amendments, ...this.amendments].filter((a) => a.outline === outline);
  }

  #refresh(key: string): void {
    const recorded = [...this.#known.areas, ...this.areas].filter((a) => areaKey(a) === key);
    for (const state of outlineStates(recorded, this.#of(key))) this.#states.set(key, state);
  }
}

const sameArea = (a: Area, b: Area): boolean => a.siteId === b.siteId && a.id === b.id;

/** True when an outline holds on a day; null: before every day. */
const holdsOn = ({ validFrom, validTo }: Area, day: string | null): boolean =>
  (validFrom === null || (day !== null && validFrom <= day)) &&
  (validTo === null || day === null || day < validTo);

const fault = (where: string, field: string, found: string, allowed: string): InputError =>
  InputError.of(where, field, found, allowed);
