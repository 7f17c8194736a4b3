import { reportScript } from "../../../system/files/report-script.ts";
import { buildReport } from "../../../system/steps/build-report.ts";
import { keepPrinted, type Printed } from "../../../system/steps/report-pdf.ts";
import type { Case } from "../../../system/files/case-folder.ts";
import { combineMarks, type CombineWishes } from "../../../system/steps/combine-marks.ts";
import { decideProposals, type DecideRequest } from "../../../system/steps/decide-proposals.ts";
import { drawAreas, type DrawAreasRequest } from "../../../system/steps/draw-areas.ts";
import { editLookMarks, type EditRequest } from "../../../system/steps/edit-marks.ts";
import { editTogether, type EditsRequest } from "../../../system/steps/edit-together.ts";
import { enterSighting, type EnteredSighting } from "../../../system/steps/enter-sighting.ts";
import { finishPass, openPass, type FinishRequest } from "../../../system/steps/finish-pass.ts";
import { draft } from "../../../system/steps/finding.ts";
import type { HistoryQuestion } from "../../../system/steps/history.ts";
import {
  correctScene,
  correctSighting,
  withdrawRecord,
  type SaidOfRecord,
} from "../../../system/steps/revise-records.ts";
import { overrideLook, type OverrideRequest } from "../../../system/steps/override-look.ts";

/*
 * Everything that the workbench writes at once, by name; each calls the step that the command line calls too. What takes long is a
 * job. Inputs and results cross a thread: plain data only.
 */
export const actions = {
  "mark edit": (opened: Case, input: EditRequest) => editLookMarks(opened, input),
  "mark edits": (opened: Case, input: EditsRequest) => editTogether(opened, input),
  "mark open": (opened: Case, input: Parameters<typeof openPass>[1]) => openPass(opened, input),
  "mark finish": (opened: Case, input: FinishRequest) => finishPass(opened, input),
  "mark combine": async (opened: Case, input: CombineWishes) => {
    const { changed, counts } = await combineMarks(opened, input);
    return { changed, counts };
  },
  "look override": (opened: Case, input: OverrideRequest) => overrideLook(opened, input),
  "site draw": (opened: Case, input: DrawAreasRequest) => drawAreas(opened, input),
  "site decide": (opened: Case, input: Omit<DecideRequest, "signal">) => decideProposals(opened, input),
  "sighting add": (opened: Case, input: EnteredSighting) => enterSighting(opened, input),
  "sighting correct": (opened: Case, input: Parameters<typeof correctSighting>[1]) =>
    correctSighting(opened, input),
  "scene correct": (opened: Case, input: Parameters<typeof correctScene>[1]) => correctScene(opened, input),
  "sighting withdraw": (opened: Case, input: SaidOfRecord) =>
    withdrawRecord(opened, "sighting withdraw", input),
  "finding draft": async (opened: Case, input: HistoryQuestion) => {
    const { finding, changed } = await draft(opened, input);
    return { finding: finding.id, changed };
  },
  "report build": (opened: Case, { finding }: { readonly finding: string }) =>
    buildReport(opened, { finding, script: reportScript() }),
  "report keep": (opened: Case, input: Printed) => keepPrinted(opened, input),
} as const satisfies Record<string, (opened: Case, input: never) => unknown>;

export type ActionName = keyof typeof actions;
export type ActionInput<N extends ActionName> = Parameters<(typeof actions)[N]>[1];
export type ActionResult<N extends ActionName> = Awaited<ReturnType<(typeof actions)[N]>>;
