/** What a licence lets be done with pixels. */
export interface LicenceAnswer {
  /** SPDX's identifier, or this project's name for terms that have none; null when it is not known. */
  readonly id: string | null;
  /** Whether pixels may leave the case in a report or an export. */
  readonly mayLeave: boolean;
  /** What has to stand beside the picture; empty where nothing has to, or nothing may leave. */
  readonly attribution: string;
  /** Why, in one sentence. */
  readonly reason: string;
}

interface Terms {
  readonly id: string;
  /** Held against the whole text, without case, with white space made single. */
  readonly form: RegExp;
  readonly mayLeave: boolean;
  readonly attribution: string;
  /** Where the terms stand. */
  readonly source: string;
}

const version = String.raw`[-_ /]?v?`;
const creative = (kind: string, number: string): RegExp =>
  new RegExp(
    String.raw`^(?:the )?(?:(?:cc|creative ?commons)[-_ ]?${kind}${version}${number}(?: international)?(?: licen[sc]e)?|https?://creativecommons\.org/licenses/${kind}/${number}/?(?:deed\.\w+|legalcode)?)$`,
    "i",
  );

/** Known terms. A text that fits none of them, or more than one, is not known. */
const known: readonly Terms[] = [
  ...(["4.0", "3.0", "2.0"] as const).flatMap((number): Terms[] => [
    {
      id: `CC-BY-${number}`,
      form: creative("by", number.replace(".", String.raw`\.`)),
      mayLeave: true,
      attribution: "author, licence, and that it was changed",
      source: `https://creativecommons.org/licenses/by/${number}/`,
    },
    {
      id: `CC-BY-SA-${number}`,
      form: creative("by[- ]sa", number.replace(".", String.raw`\.`)),
      mayLeave: true,
      attribution: "author, licence, and that it was changed; the adapted picture under the same licence",
      source: `https://creativecommons.org/licenses/by-sa/${number}/`,
    },
  ]),
  {
    id: "CC0-1.0",
    form: /^(?:cc[-_ ]?0(?:[-_ ]?v?1\.0)?(?: universal)?|creative ?commons zero(?: v?1\.0)?(?: universal)?|https?:\/\/creativecommons\.org\/publicdomain\/zero\/1\.0\/?(?:deed\.\w+|legalcode)?)$/i,
    mayLeave: true,
    attribution: "",
    source: "https://creativecommons.org/publicdomain/zero/1.0/",
  },
  {
    id: "ODC-BY-1.0",
    form: /^(?:odc[-_ ]by(?:[-_ ]?1\.0)?|https?:\/\/opendatacommons\.org\/licenses\/by\/(?:1-0\/?)?)$/i,
    mayLeave: true,
    attribution: "the name of the database and its licence",
    source: "https://opendatacommons.org/licenses/by/1-0/",
  },
  {
    id: "Copernicus-Sentinel",
    form: /^(?:copernicus(?: sentinel)?(?: data)?(?: (?:terms(?: and conditions)?|licen[sc]e|legal notice))?|legal notice on the use of copernicus sentinel data(?: and service information)?|https?:\/\/sentinels?\.(?:esa\.int|copernicus\.eu)\/\S*(?:sentinel_data_legal_notice|sentinel_data_terms_and_conditions)\S*|https?:\/\/scihub\.copernicus\.eu\/\S*TC_Sentinel_Data\S*)$/i,
    mayLeave: true,
    attribution: "Contains modified Copernicus Sentinel data, with the year",
    source: "https://sentinels.copernicus.eu/documents/247904/690755/Sentinel_Data_Legal_Notice",
  },
  {
    id: "US-public-domain",
    form: /^(?:u\.?s\.?[- ](?:government[- ])?public[- ]domain|usgs public domain|naip public domain|public[- ]domain \((?:usda|usgs|nasa|noaa)\b[^()]*\)|https?:\/\/www\.usgs\.gov\/\S*(?:copyrights-and-credits|data-policy)\S*|https?:\/\/www\.fsa\.usda\.gov\/help\/policies-and-links\/?)$/i,
    mayLeave: true,
    attribution: "the agency that made it (asked for, not demanded)",
    source: "https://www.usgs.gov/information-policies-and-instructions/copyrights-and-credits",
  },
  {
    id: "PDDL-1.0",
    form: /^(?:pddl[-_ ]?(?:v?1\.0)?|https?:\/\/opendatacommons\.org\/licenses\/pddl\/(?:1-0\/?)?)$/i,
    mayLeave: true,
    attribution: "",
    source: "https://opendatacommons.org/licenses/pddl/1-0/",
  },
  {
    id: "public-domain",
    form: /^public[- ]domain(?: mark(?: 1\.0)?)?$|^https?:\/\/creativecommons\.org\/publicdomain\/mark\/1\.0\/?$/i,
    mayLeave: true,
    attribution: "",
    source: "https://creativecommons.org/publicdomain/mark/1.0/",
  },
  {
    id: "OGL-UK-3.0",
    form: /^(?:ogl[-_ ](?:uk[-_ ])?v?3(?:\.0)?|open government licence v?3\.0|https?:\/\/www\.nationalarchives\.gov\.uk\/doc\/open-government-licence\/version\/3\/?)$/i,
    mayLeave: true,
    attribution: "the statement that the provider asks for, with the licence",
    source: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
  },
  ...(["nc", "nd", "nc-sa", "nc-nd"] as const).map((kind): Terms => ({
    id: `CC-BY-${kind.toUpperCase()}`,
    form: creative(`by[- ]${kind.replace("-", "[- ]")}`, String.raw`[1-4]\.\d`),
    // A report may be sold, and a cut or stretched picture is adapted: neither can be promised for the reader.
    mayLeave: false,
    attribution: "",
    source: `https://creativecommons.org/licenses/by-${kind}/4.0/`,
  })),
  {
    id: "proprietary",
    form: /^(?:proprietary|commercial|all rights reserved|various|other|see (?:the )?(?:address|licen[sc]e|terms)|eula)$/i,
    mayLeave: false,
    attribution: "",
    source: "https://github.com/radiantearth/stac-spec/blob/v1.0.0/item-spec/common-metadata.md#licensing",
  },
];

/**
 * What the words of a licence allow. Only terms that are known and allow it let pixels leave: an unknown, proprietary or unreadable licence
 * keeps them in the case, and so does one that is forbidden to sell or to adapt.
 */
export function licenceOf(text: string | null): LicenceAnswer {
  const words = (text ?? "").trim().replace(/\s+/g, " ");
  const kept = (id: string | null, reason: string): LicenceAnswer => ({
    id,
    mayLeave: false,
    attribution: "",
    reason,
  });
  if (words === "") return kept(null, "no licence is known, so its pixels stay in the case");
  const byId = known.filter(({ id }) => id.toLowerCase() === words.toLowerCase());
  const fitting =
    byId.length > 0 ? byId : words.length > 300 ? [] : known.filter(({ form }) => form.test(words));
  const [terms] = fitting;
  if (terms === undefined || fitting.length > 1)
    return kept(
      null,
      "its licence is in words that are not on the list of known terms, so its pixels stay in the case",
    );
  if (!terms.mayLeave)
    return kept(terms.id, `${terms.id} does not allow that its pixels leave the case (${terms.source})`);
  return {
    id: terms.id,
    mayLeave: true,
    attribution: terms.attribution,
    reason: `${terms.id} allows it (${terms.source})`,
  };
}

/** The list of known terms, for the method page and its test. */
export const knownLicences: readonly {
  readonly id: string;
  readonly mayLeave: boolean;
  readonly source: string;
}[] = known.map(({ id, mayLeave, source }) => ({ id, mayLeave, source }));
