import type { Answer } from "../../sites/tracks/reading.ts";

/** What a worker is told: one piece of a strip to read. */
export interface PieceMessage {
  readonly id: number;
  /** 5 x rows x columns. */
  readonly strip: Float32Array;
  readonly columns: number;
  readonly about: Float32Array;
  /** Places of the piece whose answers are wanted, half-open; the others are its halo. */
  readonly keep: readonly [from: number, to: number];
}

/** What a worker is told last: to finish what it reads, drop what it holds beyond, and end. */
export const closing = "close";

export type PieceAnswers = Readonly<Record<Answer, Float32Array>>;

/** What a worker says: that it is ready, what it read, or that it could not. */
export type WorkerMessage =
  | { readonly type: "ready" }
  | {
      readonly type: "read";
      readonly id: number;
      readonly answers: PieceAnswers;
      /** The memory that the piece's pixels came in, given back for another's. */
      readonly spare: ArrayBuffer;
    }
  | { readonly type: "failed"; readonly id: number | null; readonly message: string };

/** What a worker begins with. */
export interface WorkerData {
  readonly network: Uint8Array;
  readonly rows: number;
}
