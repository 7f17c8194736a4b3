import type { Fault } from "../../../base/errors.ts";

/** An answer of the server that is no success. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** 0: the server could not be reached. */
  readonly status: number;
  readonly faults: readonly Fault[];
  readonly damage: readonly string[];
  /** At 409: what stands now. */
  readonly current: unknown;
  readonly tryAgain: boolean;

  constructor(status: number, body: Partial<FailureBody>) {
    super(body.error ?? `the server answered ${status}`);
    this.status = status;
    this.faults = body.faults ?? [];
    this.damage = body.damage ?? [];
    this.current = body.current ?? null;
    this.tryAgain = body.tryAgain ?? (status === 0 || status === 503 || status === 429);
  }
}

interface FailureBody {
  readonly error: string;
  readonly faults: readonly Fault[];
  readonly damage: readonly string[];
  readonly current: unknown;
  readonly tryAgain: boolean;
}

/** Name of the analyst, sent with every request; set by `analyst.svelte.ts`. */
let by = "";
export const setBy = (name: string): void => {
  by = name;
};

let onSignedOut = (): void => {};
/** What is done when the server wants a token that this browser has not given. */
export const whenSignedOut = (listener: () => void): void => {
  onSignedOut = listener;
};

/** Asks the server. @throws ApiError */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return ask<T>("GET", path, undefined, signal);
}

/** Asks the server for bytes. @throws ApiError */
export async function getBytes(path: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const response = await asked("GET", path, undefined, signal, "application/octet-stream");
  if (!response.ok) return failed(response, path);
  return response.arrayBuffer();
}

export async function post<T>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<T> {
  return ask<T>("POST", path, body, signal);
}

export async function put<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return ask<T>("PUT", path, body, signal);
}

async function ask<T>(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const response = await asked(method, path, body, signal, "application/json");
  if (!response.ok) return failed(response, path);
  return (await jsonOf(response)) as T;
}

async function asked(
  method: string,
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
  accept: string,
): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      headers: {
        accept,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(by === "" ? {} : { "x-yardwatch-by": encodeURIComponent(by) }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiError(0, { error: "the server cannot be reached; is yardwatch serve still running?" });
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    throw new ApiError(response.status, { error: "the server answered something that is no JSON" });
  }
}

async function failed(response: Response, path: string): Promise<never> {
  const value = await jsonOf(response);
  if (response.status === 401 && path !== "/api/session") onSignedOut();
  throw new ApiError(response.status, value ?? {});
}
