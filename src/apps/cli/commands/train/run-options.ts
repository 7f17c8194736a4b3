import { InputError, quoted } from "../../../../base/errors.ts";
import { runSettings, type RunSettings } from "../../../../movements/trains/run.ts";
import type { Call } from "../../definition.ts";

/** What the options say of a run of a train. @throws InputError for what is no number, or a least above its most */
export function runOptions({ options }: Call, where: string): RunSettings {
  const number = (name: string, flag: string, usual: number, most: number): number => {
    const found = options[name];
    if (typeof found !== "string") return usual;
    const value = Number(found);
    if (found.trim() === "" || !(value >= 0 && value <= most))
      throw InputError.of(where, flag, quoted(found), `a number from 0 to ${most}`);
    return value;
  };
  const settings: RunSettings = {
    ...runSettings,
    mostKilometresADay: number("mostKmADay", "--most-km-a-day", runSettings.mostKilometresADay, 10_000),
    leastKilometresADay: number("leastKmADay", "--least-km-a-day", runSettings.leastKilometresADay, 10_000),
    leastBorderHours: number("borderHours", "--border-hours", runSettings.leastBorderHours, 10_000),
  };
  if (!(settings.leastKilometresADay > 0 && settings.mostKilometresADay >= settings.leastKilometresADay))
    throw InputError.of(
      where,
      "--least-km-a-day, --most-km-a-day",
      `${settings.leastKilometresADay} and ${settings.mostKilometresADay}`,
      "a least above 0 and no more than the most",
    );
  return { ...settings, mostBorderHours: Math.max(settings.mostBorderHours, settings.leastBorderHours) };
}
