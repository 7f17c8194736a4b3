import { plainText } from "../judgements/binding.ts";
import { chainSection } from "./chain-section.ts";
import { combinedCountsSection } from "./combined-counts-section.ts";
import { contradictionsSection } from "./contradictions-section.ts";
import { darkSection } from "./dark-section.ts";
import { distancesSection } from "./distances-section.ts";
import { eventsSection } from "./events-section.ts";
import { historySection } from "./history-section.ts";
import { html, type Html } from "./html.ts";
import type { ReportInput } from "./input.ts";
import { caveatList, contextList, keyFindings } from "./key-findings.ts";
import { looksSection } from "./looks-table.ts";
import { machineCountsSection } from "./machine-counts-section.ts";
import { instantInWords, masthead } from "./masthead.ts";
import { methodSection } from "./method-section.ts";
import { notComparableSection } from "./not-comparable-section.ts";
import { askedEvent, onsetSection } from "./onset-section.ts";
import { page, type Section } from "./page.ts";
import { picturesSection } from "./pictures-section.ts";
import { placesSection } from "./places-section.ts";
import { publicationsSection } from "./publications-section.ts";
import { seaSection } from "./sea-section.ts";
import { sourcesOf } from "./sources.ts";
import { sourcesSection } from "./sources-section.ts";
import { tripsSection } from "./trips-section.ts";
import { verdictCard } from "./verdict-card.ts";
import { verifySection } from "./verify-section.ts";
import { voyagesSection } from "./voyages-section.ts";

/** A section, or none where there is nothing to say. */
const section = (id: string, title: string, short: string, body: Html | null): Section[] =>
  body === null ? [] : [{ id, title, short, body }];

/**
 * Writes the report of a finding as one HTML file that loads nothing: the same input gives the same file, byte for byte. All text of the
 * input is escaped but for `script`, which is the program's own.
 */
export function renderReport(input: ReportInput): string {
  const sources = sourcesOf(
    input.records,
    (input.movements?.contradictions ?? []).flatMap((c) => c.statements),
  );
  const event = askedEvent(input);
  const publications = input.records.publications.filter((p) =>
    input.model.target.countIds.includes(p.observation),
  ).length;
  const sections = [
    ...section(
      "findings",
      "Key findings",
      "Key findings",
      html`<div class="findings-and-verdict">
        <div>${keyFindings(input)}</div>
        ${verdictCard(input.model)}
      </div>`,
    ),
    ...section("caveats", "What this finding cannot say", "Caveats", caveatList(input)),
    ...section("context", "What else is on record", "Context", contextList(input)),
    ...section("history", "All looks over the years", "All looks, chart", historySection(input)),
    ...section(
      "onset",
      event === null ? "" : `The weeks around ${event.at}`,
      "Weeks around the event",
      onsetSection(input),
    ),
    ...section(
      "publications",
      publications === 1
        ? "One observation, one publication"
        : `One observation, ${publications} publications`,
      "Publications",
      publicationsSection(input, sources),
    ),
    ...section(
      "not-comparable",
      "What was not comparable, and why",
      "Not comparable",
      notComparableSection(input),
    ),
    ...section("looks", "All looks", "All looks, table", looksSection(input, sources)),
    ...section("pictures", "Pictures over the site", "Pictures", picturesSection(input)),
    ...section("machine-counts", "Counted by the machine", "Machine counts", machineCountsSection(input)),
    ...section("combined-counts", "Counted by people", "Counts by people", combinedCountsSection(input)),
    ...section("sea", "The sea route", "Sea", seaSection(input)),
    ...section("trips", "Voyages and round trips", "Round trips", tripsSection(input)),
    ...section("dark", "Ships with the transponder off", "Transponder off", darkSection(input)),
    ...section("chain", "The chain from port to depot", "The chain", chainSection(input)),
    ...section("distances", "How far from where", "Distances", distancesSection(input, sources)),
    ...section(
      "voyages",
      "Sea and rail legs as published",
      "Sea and rail legs",
      voyagesSection(input, sources),
    ),
    ...section(
      "contradictions",
      "What the sources disagree on",
      "Disagreements",
      contradictionsSection(input, sources),
    ),
    ...section("events", "Events, and where reports of them differ", "Events", eventsSection(input, sources)),
    ...section("places", "Site and areas", "Site and areas", placesSection(input)),
    ...section("method", "Method in short", "Method", methodSection(input)),
    ...section("verify", "How to verify this report", "How to verify", verifySection(input)),
    ...section("sources", "Sources", "Sources", sourcesSection(sources)),
  ];
  return page({
    title: plainText(input.finding.title),
    masthead: masthead(input),
    sections,
    footer: footer(input),
    script: input.script,
  });
}

const footer = ({ program, builtAt, finding, pictures, machineCounts }: ReportInput): Html =>
  html`<footer>
    <p>
      Figures and dates belong to those who published them. Simulated pictures:
      ${simulatedPictures(pictures, machineCounts) || "none"}.
    </p>
    <p>
      ${program.replace(/^yardwatch/, "Yardwatch")}, ${instantInWords(builtAt)}, finding
      <code>${finding.id}</code>
    </p>
  </footer>`;

/** Pictures that a program drew, each once. */
const simulatedPictures = (pictures: ReportInput["pictures"], counts: ReportInput["machineCounts"]): number =>
  new Set([
    ...pictures.filter((p) => p.look.picture?.simulated === true).map((p) => p.look.look.id),
    ...counts.filter((c) => c.simulated).map((c) => c.lookId),
  ]).size;
