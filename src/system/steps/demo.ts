import { join } from "node:path";
import { countSimulatedYard, type DemoCount } from "./demo-count.ts";
import { buildReport, type BuiltReport } from "./build-report.ts";
import { importRoute } from "./demo-route.ts";
import { draft, type DraftedFinding } from "./finding.ts";
import { importContext } from "./import-context.ts";
import { importLooks } from "./import-looks.ts";
import { openDemoCase } from "./demo-case.ts";
import { importPlaces } from "./import-places.ts";

export interface DemoOptions {
  readonly folder: string;
  /** The folder of the example. */
  readonly examples: string;
  readonly script: string;
  readonly now: () => Date;
  readonly signal?: AbortSignal | undefined;
  readonly say: (text: string) => void;
}

export interface Demo {
  readonly folder: string;
  readonly drafted: DraftedFinding;
  /** The count of a simulated yard, beside the finding. */
  readonly counted: DemoCount;
  readonly report: BuiltReport;
}

const title = "Tumangang: railcars at the border, 2015 to 2026";

/** Builds the Tumangang case from its published looks: the whole chain, each step skipped where its inputs are on record. */
export async function buildDemo({ folder, examples, script, now, signal, say }: DemoOptions): Promise<Demo> {
  const opened = await openDemoCase({ folder, title, now, say });
  try {
    say("adding sites and areas");
    await importPlaces(opened, join(examples, "sites.geojson"), { signal });
    say("importing published looks and their publications");
    await importLooks(opened, join(examples, "looks.csv"), {
      publications: join(examples, "publications.csv"),
      signal,
    });
    say("importing events and voyages");
    await importContext(opened, "event import", join(examples, "events.csv"), signal);
    await importContext(opened, "voyage import", join(examples, "voyages.csv"), signal);
    say("importing ships, ways, lines and what sources disagree on");
    await importRoute(opened, examples, signal);
    say("testing the record and drafting the finding");
    const drafted = await draft(opened, {
      site: "tumangang",
      kind: "railcar",
      at: "2023-10-05",
      event: "summit-2023-09-13",
    });
    const counted = await countSimulatedYard(opened, { signal, say });
    say("checking every sentence and building the report");
    const report = await buildReport(opened, { finding: drafted.finding.id, script });
    return { folder: opened.folder, drafted, counted, report };
  } finally {
    opened.close();
  }
}
