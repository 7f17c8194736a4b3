import { licenceOf } from "../../../sites/pictures/metadata/licence.ts";

/** SPDX's identifiers among the names of `licence.ts`: those with a version. The others are this project's own words. */
const spdx = /^(?:CC0|CC-BY|CC-BY-SA|ODC-BY|PDDL|OGL-UK)-\d[\d.]*$/;

/**
 * Licences as STAC 1.0 has one say it: SPDX's identifier, `various` for more than one, `proprietary` for whatever has no identifier
 * and for what is not known.
 */
export function stacLicence(licences: readonly string[]): string {
  const found = [...new Set(licences.map((text) => (text === "" ? "proprietary" : identifierOf(text))))];
  const [only, ...more] = found;
  return only === undefined ? "proprietary" : more.length > 0 ? "various" : only;
}

function identifierOf(text: string): string {
  const { id } = licenceOf(text);
  return id !== null && spdx.test(id) ? id : "proprietary";
}
