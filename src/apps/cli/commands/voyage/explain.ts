import { askFloor, askLoads, askTrips, shuttleOfCase } from "../../../../system/steps/trips.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { writeExchanged } from "../sighting/write-exchanged.ts";
import { floorAsked, tripsAsked } from "./asked.ts";
import { scheduleColumns, schedulesToExchange } from "./exchanged-schedules.ts";
import { floorInWords, tripsInWords } from "./trips-in-words.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "read", (opened): ExitCode => {
    const asked = tripsAsked(call, "voyage explain", opened);
    const shuttle = shuttleOfCase(opened, asked);
    const explanation = askTrips(opened, asked, call.signal);
    if (shuttle === null || explanation === null) {
      call.output.result({ shuttle: null }, () => [
        "no shuttle: the case has no published leg of a ship between two of its sites; --load and --land name ports",
      ]);
      return 0;
    }
    if (
      writeExchanged(
        call,
        "voyage explain",
        "Schedules that reach the least and the most",
        scheduleColumns,
        schedulesToExchange(explanation),
      )
    )
      return 0;
    const loads = askLoads(shuttle);
    const floor = floorAsked(call);
    const withFloor = floor === null ? null : { floor, bounds: askFloor(shuttle, floor) };
    call.output.result({ ...explanation, loads, ...(withFloor === null ? {} : { withFloor }) }, () => [
      ...tripsInWords(explanation, loads, call.output.width),
      ...(withFloor === null ? [] : floorInWords(withFloor.floor, withFloor.bounds)),
    ]);
    return 0;
  });
