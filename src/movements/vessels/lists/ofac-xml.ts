import { allWithin, childOf, childrenOf, textOf, type XmlElement } from "../../../base/xml/elements.ts";
import {
  bareVessel,
  dayIn,
  imoIn,
  mmsiIn,
  otherNamesOf,
  plainText,
  withOwnTexts,
  type ListedVessel,
} from "./read-list.ts";
import type { XmlListReader } from "./xml-list.ts";

/** sdn.xml and consolidated.xml of OFAC: `sdnList` of `sdnEntry`. Vessels are entries of that type. */
export function ofacXml(): XmlListReader {
  let [published, others] = ["", 0];
  const vessels: ListedVessel[] = [];
  return {
    form: "ofac-xml",
    // The schema spells the first one so.
    wanted: new Set(["publshInformation", "publishInformation", "sdnEntry"]),
    root: () => undefined,
    take: (element) => {
      if (element.name !== "sdnEntry") published = dayIn(textOf(element, "Publish_Date"), "month-first");
      else if (textOf(element, "sdnType").toLowerCase() === "vessel")
        vessels.push(withOwnTexts(vesselOf(element)));
      else others++;
    },
    done: () => ({ published: published === "" ? null : published, vessels, others, warnings: [] }),
  };
}

function vesselOf(entry: XmlElement): ListedVessel {
  const info = childOf(entry, "vesselInfo");
  const ids = allWithin(entry, "id").map((id) => ({
    type: textOf(id, "idType"),
    number: textOf(id, "idNumber"),
  }));
  const remarks = plainText(textOf(entry, "remarks"));
  const name = plainText([textOf(entry, "firstName"), textOf(entry, "lastName")].join(" "));
  const said = [...ids.map((i) => `${i.type} ${i.number}`), remarks].join("; ");
  const of = (field: string): string => (info === null ? "" : plainText(textOf(info, field)));
  return {
    ...bareVessel,
    number: textOf(entry, "uid"),
    name,
    otherNames: otherNamesOf(
      name,
      allWithin(entry, "aka").map((aka) => [textOf(aka, "firstName"), textOf(aka, "lastName")].join(" ")),
    ),
    imo: imoIn(said),
    mmsi: mmsiIn(said),
    callSign: of("callSign"),
    flag: of("vesselFlag"),
    owner: of("vesselOwner"),
    programme: childrenOf(childOf(entry, "programList") ?? entry, "program")
      .map((p) => plainText(p.text))
      .join("; "),
    remarks,
  };
}
