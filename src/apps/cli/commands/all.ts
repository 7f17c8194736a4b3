import type { CommandDefinition } from "../definition.ts";
import { aisAnalysisCommands } from "./ais/analysis-definitions.ts";
import { aisCommands } from "./ais/definitions.ts";
import { caseCommands } from "./case/definitions.ts";
import { chainCommands } from "./chain/definitions.ts";
import { contradictionCommands } from "./contradiction/definitions.ts";
import { countCommands } from "./count/definitions.ts";
import { demoCommands } from "./demo/definitions.ts";
import { eventCommands } from "./event/definitions.ts";
import { findingCommands } from "./finding/definitions.ts";
import { fixedCommands } from "./fixed/definitions.ts";
import { historyCommands } from "./history/definitions.ts";
import { lineCommands } from "./line/definitions.ts";
import { lookCommands } from "./look/definitions.ts";
import { markCommands } from "./mark/definitions.ts";
import { pictureCommands } from "./picture/definitions.ts";
import { portCommands } from "./port/definitions.ts";
import { reportCommands } from "./report/definitions.ts";
import { serveCommands } from "./serve/definitions.ts";
import { simulateCommands } from "./simulate/definitions.ts";
import { sightingCommands } from "./sighting/definitions.ts";
import { siteCommands } from "./site/definitions.ts";
import { trainCommands } from "./train/definitions.ts";
import { vesselCommands } from "./vessel/definitions.ts";
import { voyageCommands } from "./voyage/definitions.ts";

/** Every command, in the order of the help. */
export const commands: readonly CommandDefinition[] = [
  ...demoCommands,
  ...serveCommands,
  ...caseCommands,
  ...siteCommands,
  ...lookCommands,
  ...pictureCommands,
  ...countCommands,
  ...markCommands,
  ...trainCommands,
  ...aisCommands,
  ...aisAnalysisCommands,
  ...portCommands,
  ...eventCommands,
  ...voyageCommands,
  ...chainCommands,
  ...lineCommands,
  ...contradictionCommands,
  ...sightingCommands,
  ...fixedCommands,
  ...vesselCommands,
  ...historyCommands,
  ...findingCommands,
  ...reportCommands,
  ...simulateCommands,
];
