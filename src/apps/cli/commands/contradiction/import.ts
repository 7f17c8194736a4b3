import { importContextFile } from "../../import-context-file.ts";
import type { Call, ExitCode } from "../../definition.ts";

export const run = (call: Call): Promise<ExitCode> => importContextFile("contradiction import", call);
