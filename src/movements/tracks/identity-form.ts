/** What a maritime identity stands for by its digits. */
export type IdentityForm =
  | "ship"
  | "group"
  | "coast"
  | "aircraft"
  | "aid"
  | "craft-of-ship"
  | "handheld"
  | "beacon"
  | "invalid";

/** First and last of the three digits that stand for a country or region (maritime identification digits). */
const isCountry = (digits: number): boolean => digits >= 201 && digits <= 775;

/**
 * The form of a nine-digit identity by Recommendation ITU-R M.585-9: a ship begins with its country's digits, a coast station with 00, a group
 * with 0, an aircraft of search and rescue with 111, an aid to navigation with 99, a ship's boat with 98, a distress beacon with 970, 972 or
 * 974, a handheld radio with 8. Whether a country's number was given out is not looked up: a well-formed number may still be false.
 */
export function identityForm(mmsi: number): IdentityForm {
  if (!Number.isInteger(mmsi) || mmsi <= 0 || mmsi > 999_999_999) return "invalid";
  const millions = Math.floor(mmsi / 1_000_000);
  if (millions >= 200 && millions <= 799) return isCountry(millions) ? "ship" : "invalid";
  if (millions < 10) return isCountry(Math.floor(mmsi / 10_000)) ? "coast" : "invalid";
  if (millions < 100) return isCountry(Math.floor(mmsi / 100_000)) ? "group" : "invalid";
  if (millions === 111) return isCountry(Math.floor(mmsi / 1000) % 1000) ? "aircraft" : "invalid";
  if (millions === 970 || millions === 972 || millions === 974) return "beacon";
  if (millions >= 980 && millions <= 989)
    return isCountry(Math.floor(mmsi / 10_000) % 1000) ? "craft-of-ship" : "invalid";
  if (millions >= 990) return isCountry(Math.floor(mmsi / 10_000) % 1000) ? "aid" : "invalid";
  if (millions >= 800 && millions <= 899)
    return isCountry(Math.floor(mmsi / 100_000) % 1000) ? "handheld" : "invalid";
  return "invalid";
}
