import { DamageError, InputError, UnavailableError } from "../../base/errors.ts";

const said = (error: Error): string => error.message.split("\n")[0] ?? "";

/** What DuckDB says, as one of our errors: too little room is not now, a file that is no Parquet is damage; anything else as it is. */
export function engineError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof InputError || error instanceof DamageError) return error;
  if (/^Out of Memory Error|No space left|could not allocate/i.test(error.message))
    return new UnavailableError(`there is not room enough: ${said(error)}`, false, error);
  if (
    /^(?:Invalid Input|IO|Serialization|Invalid) ?Error/i.test(error.message) &&
    /parquet|snappy|zstd|magic/i.test(error.message)
  )
    return new DamageError("position reports cannot be read; case verify names the file", [said(error)]);
  return error;
}
