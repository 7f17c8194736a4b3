import { DamageError, InputError, UnavailableError } from "../../base/errors.ts";

const said = (error: Error): string => error.message.split("\n")[0] ?? "";

/** What DuckDB says of a file that somebody gave: that file is wrong, not the case's; anything else as it is. */
export function givenFileError(error: unknown, path: string, name: string): unknown {
  if (!(error instanceof Error) || error instanceof InputError || !error.message.includes(path)) return error;
  return isUnreadable(error)
    ? InputError.of(name, "file", said(error), "a Parquet file that can be read")
    : error;
}

function isUnreadable(error: Error): boolean {
  return (
    /^(?:Invalid Input|IO|Serialization|Invalid) ?Error/i.test(error.message) &&
    /parquet|snappy|zstd|magic/i.test(error.message)
  );
}

/** What DuckDB says, as one of our errors: too little room is not now, a file that is no Parquet is damage; anything else as it is. */
export function engineError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof InputError || error instanceof DamageError) return error;
  if (/^Out of Memory Error|No space left|could not allocate/i.test(error.message))
    return new UnavailableError(`there is not room enough: ${said(error)}`, false, error);
  if (isUnreadable(error))
    return new DamageError("position reports cannot be read; case verify names the file", [said(error)]);
  return error;
}
