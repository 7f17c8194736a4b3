import { allWithin, childOf, childrenOf, textOf, type XmlElement } from "../../../base/xml/elements.ts";
import { isImoNumber } from "../imo.ts";
import { bareVessel, otherNamesOf, plainText, withOwnTexts, type ListedVessel } from "./read-list.ts";
import type { XmlListReader } from "./xml-list.ts";

const yearMonthDay = (date: XmlElement | null): string => {
  if (date === null) return "";
  const [year, month, day] = [textOf(date, "Year"), textOf(date, "Month"), textOf(date, "Day")];
  return /^\d{4}$/.test(year) ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
};

/**
 * sdn_advanced.xml of OFAC (Advanced Sanctions Data Model): names of things stand in sets of reference values, and a vessel is a profile whose party subtype is
 * Vessel; its flag, call sign and owner are features, its numbers are documents of its identity, and the day of listing is an event of its entry.
 */
export function ofacAdvancedXml(): XmlListReader {
  const names = new Map<string, Map<string, string>>();
  const nameOf = (set: string, id: string | undefined): string => names.get(set)?.get(id ?? "") ?? "";
  const parties: {
    number: string;
    profile: string;
    name: string;
    other: string[];
    features: [string, string][];
    identities: string[];
  }[] = [];
  const documents = new Map<string, [string, string][]>();
  const entries = new Map<string, { listed: string; programmes: string[] }>();
  let [published, others] = ["", 0];
  const takeParty = (party: XmlElement): void => {
    for (const profile of childrenOf(party, "Profile")) {
      if (!/^vessel$/i.test(nameOf("PartySubType", profile.attributes.get("PartySubTypeID")))) {
        others++;
        continue;
      }
      const aliases = allWithin(profile, "Alias").map((alias) => ({
        primary: alias.attributes.get("Primary") === "true",
        name: plainText(
          (allWithin(alias, "DocumentedName")[0] ?? alias) === alias
            ? ""
            : allWithin(allWithin(alias, "DocumentedName")[0] ?? alias, "NamePartValue")
                .map((p) => p.text)
                .join(" "),
        ),
      }));
      const name = aliases.find((a) => a.primary)?.name ?? aliases[0]?.name ?? "";
      const kept = {
        number: party.attributes.get("FixedRef") ?? profile.attributes.get("ID") ?? "",
        profile: profile.attributes.get("ID") ?? "",
        name,
        other: aliases.map((a) => a.name),
        features: childrenOf(profile, "Feature").map((feature): [string, string] => [
          nameOf("FeatureType", feature.attributes.get("FeatureTypeID")).toLowerCase(),
          plainText(
            allWithin(feature, "VersionDetail")
              .map((d) =>
                d.text === "" ? nameOf("DetailReference", d.attributes.get("DetailReferenceID")) : d.text,
              )
              .find((t) => t !== "") ?? "",
          ),
        ]),
        identities: childrenOf(profile, "Identity").map((i) => i.attributes.get("ID") ?? ""),
      };
      parties.push(withOwnTexts(kept));
    }
  };
  return {
    form: "ofac-advanced-xml",
    wanted: new Set([
      "DateOfIssue",
      "PartySubType",
      "FeatureType",
      "DetailReference",
      "IDRegDocType",
      "DistinctParty",
      "IDRegDocument",
      "SanctionsEntry",
    ]),
    root: () => undefined,
    take: (element) => {
      const id = element.attributes.get("ID") ?? "";
      if (element.name === "DateOfIssue") published = yearMonthDay(element);
      else if (element.name === "DistinctParty") takeParty(element);
      else if (element.name === "IDRegDocument") {
        const identity = element.attributes.get("IdentityID") ?? "";
        const type = nameOf("IDRegDocType", element.attributes.get("IDRegDocTypeID"));
        // Papers of people and companies, which are most, are not kept.
        if (!/vessel|mmsi|imo/i.test(type)) return;
        const paper: [string, string] = [type, textOf(element, "IDRegistrationNo")];
        const key = withOwnTexts(identity);
        documents.set(key, [...(documents.get(key) ?? []), withOwnTexts(paper)]);
      } else if (element.name === "SanctionsEntry") {
        const event = childOf(element, "EntryEvent");
        const entry = {
          listed: yearMonthDay(event === null ? null : childOf(event, "Date")),
          programmes: childrenOf(element, "SanctionsMeasure")
            .map((m) => plainText(textOf(m, "Comment")))
            .filter((p) => p !== ""),
        };
        entries.set(withOwnTexts(element.attributes.get("ProfileID") ?? ""), withOwnTexts(entry));
      } else
        names.set(
          element.name,
          (names.get(element.name) ?? new Map<string, string>()).set(
            withOwnTexts(id),
            withOwnTexts(element.text),
          ),
        );
    },
    done: () => ({
      published: published === "" ? null : published,
      others,
      warnings: [],
      vessels: parties.map((p): ListedVessel => {
        const papers = p.identities.flatMap((i) => documents.get(i) ?? []);
        const feature = (name: RegExp): string => p.features.find(([type]) => name.test(type))?.[1] ?? "";
        const digits = papers.map(([, number]) => number.replace(/\D/g, ""));
        const entry = entries.get(p.profile);
        return {
          ...bareVessel,
          number: p.number,
          name: p.name,
          otherNames: otherNamesOf(p.name, p.other),
          imo: digits.find((d, i) => isImoNumber(d) && !/company/i.test(papers[i]?.[0] ?? "")) ?? "",
          mmsi: papers.find(([type, number]) => /mmsi/i.test(type) && /^\d{9}$/.test(number))?.[1] ?? "",
          callSign: feature(/^vessel call sign$/),
          flag: feature(/^vessel flag$/),
          owner: feature(/^vessel owner$/),
          listedFrom: entry?.listed ?? "",
          programme: (entry?.programmes ?? []).join("; "),
          remarks: plainText(
            p.features
              .filter(([type, value]) => value !== "" && !/^vessel (?:call sign|flag|owner)$/.test(type))
              .map(([type, value]) => `${type}: ${value}`)
              .join("; "),
          ),
        };
      }),
    }),
  };
}
