import type { AisMessage } from "./decode-message.ts";
import { scaleFields, type Layout, type Scaled } from "./fields.ts";
import * as layouts from "./layouts.ts";

/** The layout whose numbers a message holds itself, not in lists. */
const layoutOf = {
  1: layouts.positionA,
  2: layouts.positionA,
  3: layouts.positionA,
  4: layouts.station,
  5: layouts.shipStatic,
  6: layouts.addressedBinary,
  7: layouts.headerAndSpare,
  8: layouts.broadcastBinary,
  9: layouts.aircraft,
  10: layouts.timeInquiry,
  11: layouts.station,
  12: layouts.addressedSafety,
  13: layouts.headerAndSpare,
  14: layouts.headerAndSpare,
  15: layouts.headerAndSpare,
  16: layouts.headerAndSpare,
  17: layouts.corrections,
  18: layouts.positionB,
  19: layouts.extendedB,
  20: layouts.headerAndSpare,
  21: layouts.aid,
  22: layouts.channelsBefore,
  23: layouts.groupAssignment,
  24: layouts.staticA,
  25: layouts.slotBinary,
  26: layouts.slotBinary,
  27: layouts.longRange,
} as const satisfies Record<AisMessage["type"], Layout>;

type Layouts = typeof layoutOf;
type ScaledOf<M> = M extends { readonly type: infer T extends keyof Layouts }
  ? Omit<M, keyof Scaled<Layouts[T]> | "type"> & Omit<Scaled<Layouts[T]>, "type"> & { readonly type: T }
  : never;

/** A message with its numbers in units (degrees, knots, metres) and null for what its sender did not know. Lists and application data stay as sent. */
export type ScaledMessage = ScaledOf<AisMessage>;

export function scaledMessage(message: AisMessage): ScaledMessage {
  // The numbers of a class B report's part B, and an area of message 22, belong to layouts of their own.
  const layout =
    message.type === 24 && message.part === 1 ? layouts.staticB : (layoutOf[message.type] as Layout);
  const scaled = { ...message, ...scaleFields(layout, message as never), type: message.type };
  return scaled as unknown as ScaledMessage;
}
