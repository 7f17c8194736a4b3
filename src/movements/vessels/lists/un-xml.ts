import { allWithin, textOf, type XmlElement } from "../../../base/xml/elements.ts";
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

/** An entity whose name or comment speaks of a ship. */
const speaksOfShip = /\b(?:m[/.]?v|vessel|ship|tanker|bulk carrier|cargo)\b/i;

/**
 * The consolidated list of the Security Council: `CONSOLIDATED_LIST` of `INDIVIDUAL` and `ENTITY`. It has no type of its own for vessels: an
 * entity is taken for one when its text gives a ship number and speaks of a ship, and no other is.
 */
export function unXml(): XmlListReader {
  let [published, others] = ["", 0];
  const vessels: ListedVessel[] = [];
  return {
    form: "un-xml",
    wanted: new Set(["ENTITY", "INDIVIDUAL"]),
    root: (attributes) => {
      published = dayIn(attributes.get("dateGenerated") ?? "", "day-first");
    },
    take: (element) => {
      const vessel = element.name === "ENTITY" ? vesselOf(element) : null;
      if (vessel === null) others++;
      else vessels.push(withOwnTexts(vessel));
    },
    done: () => ({ published: published === "" ? null : published, vessels, others, warnings: [] }),
  };
}

function vesselOf(entity: XmlElement): ListedVessel | null {
  const name = plainText(textOf(entity, "FIRST_NAME"));
  const remarks = plainText(textOf(entity, "COMMENTS1"));
  const said = `${name}; ${remarks}; ${textOf(entity, "NAME_ORIGINAL_SCRIPT")}`;
  const imo = imoIn(said);
  if (imo === "" || !speaksOfShip.test(said)) return null;
  return {
    ...bareVessel,
    number: textOf(entity, "REFERENCE_NUMBER") || textOf(entity, "DATAID"),
    name: name.replace(/\s*[,(]?\s*IMO\b.*$/i, ""),
    otherNames: otherNamesOf(name, [
      ...allWithin(entity, "ALIAS_NAME").map((a) => a.text),
      textOf(entity, "NAME_ORIGINAL_SCRIPT"),
    ]),
    imo,
    mmsi: mmsiIn(said),
    listedFrom: dayIn(textOf(entity, "LISTED_ON"), "day-first"),
    programme: plainText(textOf(entity, "UN_LIST_TYPE")),
    remarks,
  };
}
