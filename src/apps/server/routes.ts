import type { Route } from "./route.ts";
import { areaRoutes } from "./routes/areas.ts";
import { caseRoutes } from "./routes/case.ts";
import { countingRoutes } from "./routes/counting.ts";
import { evidenceRoutes } from "./routes/evidence.ts";
import { findingRoutes } from "./routes/findings.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { lookRoutes } from "./routes/looks.ts";
import { movementRoutes } from "./routes/movements.ts";
import { ogcRoutes } from "./routes/ogc.ts";
import { openApiRoutes } from "./routes/openapi.ts";
import { proposalRoutes } from "./routes/proposals.ts";
import { sceneRoutes } from "./routes/scenes.ts";
import { sessionRoutes } from "./routes/session.ts";
import { sightingRoutes } from "./routes/sightings.ts";
import { siteWorkRoutes } from "./routes/site-work.ts";
import { siteRoutes } from "./routes/sites.ts";
import { stacRoutes } from "./routes/stac.ts";

// Definitions are made of the routes themselves: they ask for the list when it is whole.
const all = (): readonly Route[] => routes;

/** Every route of the server. What is not here is not served. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...caseRoutes,
  ...siteRoutes,
  ...movementRoutes,
  ...sightingRoutes,
  ...sceneRoutes,
  ...areaRoutes,
  ...proposalRoutes,
  ...lookRoutes,
  ...countingRoutes,
  ...siteWorkRoutes,
  ...jobRoutes,
  ...openApiRoutes(all),
  ...ogcRoutes(all),
  ...stacRoutes(all),
  ...findingRoutes,
  ...evidenceRoutes,
];
