/** What a failed request is answered with, as a schema: `FailureBody` of `failure.ts`. */
export const failureSchema = {
  type: "object",
  required: ["error"],
  properties: {
    error: { type: "string", description: "what went wrong, in words" },
    faults: {
      type: "array",
      description: "what is wrong with the input, field by field",
      items: {
        type: "object",
        required: ["where", "field", "found", "allowed"],
        properties: {
          where: { type: "string" },
          field: { type: "string" },
          found: { type: "string" },
          allowed: { type: "string" },
        },
      },
    },
    unlisted: { type: "integer", description: "faults beyond those that are listed" },
    damage: {
      type: "array",
      description: "what of the case was altered, cut off or is missing",
      items: { type: "string" },
    },
    current: { description: "what stands now, where somebody changed it first" },
    tryAgain: { type: "boolean", description: "whether asking again later can help" },
  },
} as const;

/** The same as OGC API and STAC tell it: a problem of RFC 9457. */
export const problemSchema = {
  type: "object",
  required: ["code", "status", "title"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string" },
    description: { type: "string" },
    faults: failureSchema.properties.faults,
  },
} as const;
