import { InputError, quoted } from "../../../../base/errors.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { serveUntilStopped } from "../../serve-until-stopped.ts";

export async function run(call: Call): Promise<ExitCode> {
  const { options, caseFolder } = call;
  return serveUntilStopped(call, {
    folder: caseFolder,
    port: portOption(options["port"]),
    page: "/",
    web: typeof options["web"] === "string" ? options["web"] : undefined,
  });
}

function portOption(text: string | boolean | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (typeof text === "string" && /^\d+$/.test(text) && port <= 65_535) return port;
  throw InputError.of(
    "serve",
    "--port",
    quoted(String(text)),
    "a port from 0 to 65535 (0: any that is free)",
  );
}
