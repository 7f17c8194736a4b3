import { allWithin, childOf, childrenOf, type XmlElement } from "../../../base/xml/elements.ts";
import { isImoNumber } from "../imo.ts";
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

/** Words by which the European Union marks an entry that is a ship. */
export const shipCodes = /^(?:vessel|ship|v)$/i;

/**
 * The consolidated list of the European Union in its XML form 1.1: `export` of `sanctionEntity`. An entry is a vessel when its subject type says so, or when
 * it carries a ship number as an identification or in a remark that speaks of a ship.
 */
export function euXml(): XmlListReader {
  let [published, others] = ["", 0];
  const vessels: ListedVessel[] = [];
  return {
    form: "eu-xml",
    wanted: new Set(["sanctionEntity"]),
    root: (attributes) => {
      published = dayIn(attributes.get("generationDate") ?? "", "day-first");
    },
    take: (element) => {
      const vessel = vesselOf(element);
      if (vessel === null) others++;
      else vessels.push(withOwnTexts(vessel));
    },
    done: () => ({ published: published === "" ? null : published, vessels, others, warnings: [] }),
  };
}

const attribute = (element: XmlElement | null, name: string): string =>
  plainText(element?.attributes.get(name) ?? "");

function vesselOf(entity: XmlElement): ListedVessel | null {
  const remarks = plainText(
    [...childrenOf(entity, "remark").map((r) => r.text), attribute(entity, "designationDetails")].join("; "),
  ).replace(/^; |; $/g, "");
  const papers = childrenOf(entity, "identification").map((i) => ({
    code: attribute(i, "identificationTypeCode"),
    number: attribute(i, "number"),
    all: `${attribute(i, "identificationTypeDescription")} ${attribute(i, "number")} ${allWithin(i, "remark")
      .map((r) => r.text)
      .join(" ")}`,
  }));
  const imo = imoOf(papers, remarks);
  const subject = childOf(entity, "subjectType");
  const isShip = [attribute(subject, "code"), attribute(subject, "classificationCode")].some((c) =>
    shipCodes.test(c),
  );
  if (!isShip && imo === "") return null;
  const names = childrenOf(entity, "nameAlias").map((n) => attribute(n, "wholeName"));
  const regulations = childrenOf(entity, "regulation");
  const [name = ""] = names;
  return {
    ...bareVessel,
    number: attribute(entity, "euReferenceNumber") || attribute(entity, "logicalId"),
    name,
    otherNames: otherNamesOf(name, names.slice(1)),
    imo,
    mmsi: mmsiIn([...papers.map((p) => p.all), remarks].join("; ")),
    // The day of the regulation that the entry names first; later ones amend it.
    listedFrom:
      regulations
        .map((r) => dayIn(attribute(r, "publicationDate"), "day-first"))
        .filter((d) => d !== "")
        .sort()[0] ?? "",
    programme: [...new Set(regulations.map((r) => attribute(r, "programme")))]
      .filter((p) => p !== "")
      .join("; "),
    remarks,
  };
}

/** The ship number among papers and remarks. */
export function imoOf(
  papers: readonly { readonly code: string; readonly number: string; readonly all: string }[],
  remarks: string,
): string {
  for (const { code, number, all } of papers) {
    const digits = number.replace(/\D/g, "");
    if (/^imo/i.test(code) && isImoNumber(digits)) return digits;
    const said = imoIn(all);
    if (said !== "") return said;
  }
  return /\b(?:vessel|ship|tanker)\b/i.test(remarks) ? imoIn(remarks) : "";
}
