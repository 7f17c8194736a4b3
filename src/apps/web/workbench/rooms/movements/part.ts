/** What is read apart from the rest, and how that went. */
export type Part<T> =
  | { readonly state: "none" }
  | { readonly state: "reading" }
  | { readonly state: "read"; readonly value: T }
  | { readonly state: "failed"; readonly error: unknown };

export const none = { state: "none" } as const;
export const reading = { state: "reading" } as const;
