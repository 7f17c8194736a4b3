import type { Call, ExitCode } from "../../definition.ts";
import { withdraw } from "./withdraw.ts";

export const run = (call: Call): Promise<ExitCode> => withdraw(call, "scene withdraw", "scene");
