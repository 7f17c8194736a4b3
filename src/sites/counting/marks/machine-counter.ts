import type { Counter } from "./counter.ts";
import type { MachineReading } from "./machine-reading.ts";

/** The counter that the marks of a reading name: each reading is a pass of its own. */
export const machineOfReading = ({ id, model }: Pick<MachineReading, "id" | "model">): Counter => ({
  marker: { type: "machine", name: model },
  pass: id,
});

/** The reading that a machine's marks were made from: that of its pass, else the newest by the same model. */
export const readingOfMachine = <R extends MachineReading>(
  machine: Counter,
  readings: readonly R[],
): R | undefined =>
  readings.findLast((r) => r.id === machine.pass) ??
  readings.findLast((r) => r.model === machine.marker.name);
