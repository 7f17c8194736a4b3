/** What slow work asks to know whether it should stop: the part of the platform's AbortSignal that pure code needs. */
export interface StopSignal {
  readonly aborted: boolean;
  readonly throwIfAborted: () => void;
  readonly addEventListener: (
    type: "abort",
    listener: () => void,
    options?: { readonly once?: boolean },
  ) => void;
  readonly removeEventListener: (type: "abort", listener: () => void) => void;
}
