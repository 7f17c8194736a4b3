import { join } from "node:path";
import { expect, test } from "vitest";
import { caseWithSites, example, madeFile } from "../../../test/made-case.ts";
import { askContradictions } from "./contradictions-of-case.ts";
import { importContext } from "./import-context.ts";
import { importLooks } from "./import-looks.ts";
import { sightingsOfCase } from "./sightings-of-case.ts";
import { askTrips } from "./trips.ts";

const header =
  "observation,site,area,kind,measure,statistic,low,best,taken_at,observer,publisher,page,looks,outcome,reason,caveats,corrects";

test("a count that is corrected changes everything that was read from it, and the old one enters nothing", async () => {
  const opened = await caseWithSites();
  await importLooks(opened, join(example, "looks.csv"), {
    publications: join(example, "publications.csv"),
  });
  await importContext(opened, "voyage import", join(example, "voyages.csv"));
  await importContext(opened, "contradiction import", join(example, "contradictions.csv"));
  await importLooks(
    opened,
    madeFile(
      "corrections.csv",
      [
        header,
        "length-corrected,rajin,pier-middle,ship,length,at-look,,98,2023-10-12,VOA,VOA,primary,1,counted,,,voa-2023-10-12-rajin-ship",
        "october-first,rajin,,ship-call,count,total,,3,2023-10,VOA,VOA,primary,unknown,counted,,,voa-2023-10-rajin-ship-call",
        "october-again,rajin,,ship-call,count,total,,2,2023-10,VOA,VOA,primary,unknown,counted,,,october-first",
        "",
      ].join("\n"),
    ),
    {},
  );

  const lengths = new Map(
    sightingsOfCase(opened).published.map(({ sighting: s }) => [s.id, s.lengthMetres?.best]),
  );
  expect(lengths.has("count/voa-2023-10-12-rajin-ship")).toBe(false);
  expect(lengths.get("count/length-corrected")).toBe(98);

  const trips = askTrips(opened, {
    from: "2023-10-01",
    to: "2023-10-31",
    // Written when the first count stood.
    readings: {
      "voa-2023-10-rajin-ship-call": { rule: "pier-visit", ships: null, basis: "by VOA's pictures" },
    },
  });
  const numbers = new Map(trips?.numbers.map(({ published: p }) => [p.id, p.best]));
  expect(numbers.get("october-again")).toBe(2);
  expect(trips?.numbers.find(({ published: p }) => p.id === "october-again")?.published.rule).toBe(
    "pier-visit",
  );
  expect(numbers.has("october-first")).toBe(false);
  expect(numbers.has("voa-2023-10-rajin-ship-call")).toBe(false);
  expect(trips?.used.map((s) => s.id)).not.toContain("counts/voa-2023-10-12-rajin-ship");

  // The statement names the old count; what stands in its place is read.
  const calls = (await askContradictions(opened)).find((c) => c.id === "calls-in-october");
  const said = calls?.statements.find((s) => s.statement === "calls-in-october.voa-october");
  expect(said?.best).toBe(2);
});
