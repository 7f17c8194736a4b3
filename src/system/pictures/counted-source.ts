import type { ByteSource } from "../../sites/pictures/bytes.ts";

/** One read that was made of a source. */
export interface CountedRead {
  readonly offset: number;
  readonly length: number;
}

/** A source that remembers what was read of it. */
export interface CountedSource extends ByteSource {
  readonly reads: readonly CountedRead[];
  /** Bytes of all reads since the last `forget`. */
  readonly bytesRead: () => number;
  readonly forget: () => void;
}

/** Wraps a source so that tests and benchmarks can count its reads. */
export function countedSource(source: ByteSource): CountedSource {
  const reads: CountedRead[] = [];
  return {
    name: source.name,
    size: source.size,
    reads,
    bytesRead: () => reads.reduce((sum, r) => sum + r.length, 0),
    forget: () => {
      reads.length = 0;
    },
    read: (offset, length, signal) => {
      reads.push({ offset, length });
      return source.read(offset, length, signal);
    },
    close: () => source.close(),
  };
}
