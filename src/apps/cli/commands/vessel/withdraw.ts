import type { Call, ExitCode } from "../../definition.ts";
import { withdraw } from "../sighting/withdraw.ts";

export const run = (call: Call): Promise<ExitCode> => withdraw(call, "vessel withdraw", "fact");
