import { diceOf } from "../../src/sites/simulated/dice.ts";
import { channelSizes } from "../../src/sites/tracks/propose/section-inputs.ts";
import type { SectionNetwork } from "../../src/sites/tracks/propose/section-network.ts";
import type { Examples } from "./examples.ts";

/** Fits a network by Adam (Kingma and Ba, 2015) on the logistic loss. Sections are mirrored by chance. */
export function fitNetwork(
  { inputs, labels }: Examples,
  [wide, narrow]: readonly [number, number],
  passes: number,
  note: (text: string) => void,
): SectionNetwork {
  const dice = diceOf(1, "fit");
  const n = inputs[0]?.length ?? 0;
  const mirror = mirrored(n);
  const { means, spreads } = scalesOf(inputs, n);
  const sizes = [wide * (n + 1), narrow * (wide + 1), narrow + 1];
  const total = sizes.reduce((sum, s) => sum + s, 0);
  const [w, g, m, q] = [0, 1, 2, 3].map(() => new Float64Array(total)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [second, last] = [sizes[0] ?? 0, (sizes[0] ?? 0) + (sizes[1] ?? 0)];
  for (let i = 0; i < total; i++) {
    const fan = i < second ? n : i < last ? wide : narrow;
    w[i] = dice.normal() * Math.sqrt(2 / fan);
  }
  const order = Uint32Array.from(inputs, (_, i) => i);
  const [x, h1, h2, d1] = [
    new Float64Array(n),
    new Float64Array(wide),
    new Float64Array(narrow),
    new Float64Array(wide),
  ];
  const batch = 64;
  const steps = Math.floor((order.length / batch) * passes);
  let [step, loss] = [0, 0];
  for (let pass = 0; pass < passes; pass++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = dice.whole(0, i);
      [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
    }
    for (let at = 0; at + batch <= order.length; at += batch) {
      g.fill(0);
      for (let e = at; e < at + batch; e++) {
        const own = inputs[order[e] ?? 0];
        if (own === undefined) continue;
        const label = labels[order[e] ?? 0] ?? 0;
        const flip = dice.chance(0.5);
        for (let i = 0; i < n; i++) {
          const k = flip ? (mirror[i] ?? i) : i;
          x[i] = ((own[k] ?? 0) - (means[i] ?? 0)) / (spreads[i] ?? 1);
        }
        for (let h = 0; h < wide; h++) {
          const b = h * (n + 1);
          let sum = w[b + n] ?? 0;
          for (let i = 0; i < n; i++) sum += (w[b + i] ?? 0) * (x[i] ?? 0);
          h1[h] = Math.max(0, sum);
        }
        let odds = w[last + narrow] ?? 0;
        for (let h = 0; h < narrow; h++) {
          const b = second + h * (wide + 1);
          let sum = w[b + wide] ?? 0;
          for (let i = 0; i < wide; i++) sum += (w[b + i] ?? 0) * (h1[i] ?? 0);
          h2[h] = Math.max(0, sum);
          odds += (w[last + h] ?? 0) * (h2[h] ?? 0);
        }
        const error = 1 / (1 + Math.exp(-odds)) - label;
        loss += Math.log1p(Math.exp(label === 1 ? -odds : odds));
        g[last + narrow] = (g[last + narrow] ?? 0) + error;
        d1.fill(0);
        for (let h = 0; h < narrow; h++) {
          const own2 = h2[h] ?? 0;
          if (own2 <= 0) continue;
          g[last + h] = (g[last + h] ?? 0) + error * own2;
          const d = error * (w[last + h] ?? 0);
          const b = second + h * (wide + 1);
          for (let i = 0; i < wide; i++) {
            g[b + i] = (g[b + i] ?? 0) + d * (h1[i] ?? 0);
            d1[i] = (d1[i] ?? 0) + d * (w[b + i] ?? 0);
          }
          g[b + wide] = (g[b + wide] ?? 0) + d;
        }
        for (let h = 0; h < wide; h++) {
          if ((h1[h] ?? 0) <= 0) continue;
          const d = d1[h] ?? 0;
          const b = h * (n + 1);
          for (let i = 0; i < n; i++) g[b + i] = (g[b + i] ?? 0) + d * (x[i] ?? 0);
          g[b + n] = (g[b + n] ?? 0) + d;
        }
      }
      step++;
      const rate = 2e-3 * 0.5 * (1 + Math.cos((Math.PI * step) / steps)) + 1e-5;
      const [c1, c2] = [1 - 0.9 ** step, 1 - 0.999 ** step];
      for (let i = 0; i < total; i++) {
        const d = (g[i] ?? 0) / batch + 1e-5 * (w[i] ?? 0);
        const mi = 0.9 * (m[i] ?? 0) + 0.1 * d;
        const qi = 0.999 * (q[i] ?? 0) + 0.001 * d * d;
        m[i] = mi;
        q[i] = qi;
        w[i] = (w[i] ?? 0) - (rate * (mi / c1)) / (Math.sqrt(qi / c2) + 1e-8);
      }
    }
    note(`pass ${pass + 1}: loss ${(loss / order.length).toFixed(4)}`);
    loss = 0;
  }
  const row = (from: number, length: number): number[] => Array.from(w.subarray(from, from + length));
  return {
    unit: 1,
    // The scales of the inputs are taken into the first layer.
    first: Array.from({ length: wide }, (_, h) => {
      const own = row(h * (n + 1), n + 1);
      const weights = own.slice(0, n).map((v, i) => v / (spreads[i] ?? 1));
      const bias = (own[n] ?? 0) - weights.reduce((sum, v, i) => sum + v * (means[i] ?? 0), 0);
      return [...weights, bias];
    }),
    second: Array.from({ length: narrow }, (_, h) => row(second + h * (wide + 1), wide + 1)),
    last: row(last, narrow + 1),
  };
}

/** Where each input stands when the section is looked at from the other side. */
function mirrored(n: number): number[] {
  const places: number[] = [];
  for (const size of channelSizes) {
    const from = places.length;
    for (let i = 0; i < size; i++) places.push(from + size - 1 - i);
  }
  while (places.length < n) places.push(places.length);
  return places;
}

function scalesOf(
  inputs: readonly Float32Array[],
  n: number,
): { readonly means: readonly number[]; readonly spreads: readonly number[] } {
  const [sums, squares] = [new Float64Array(n), new Float64Array(n)];
  for (const own of inputs)
    for (let i = 0; i < n; i++) {
      sums[i] = (sums[i] ?? 0) + (own[i] ?? 0);
      squares[i] = (squares[i] ?? 0) + (own[i] ?? 0) ** 2;
    }
  const mirror = mirrored(n);
  // Both sides alike, since sections are mirrored.
  const even = (of: Float64Array, i: number): number =>
    ((of[i] ?? 0) + (of[mirror[i] ?? i] ?? 0)) / (2 * Math.max(1, inputs.length));
  const means = Array.from({ length: n }, (_, i) => even(sums, i));
  const spreads = means.map((mean, i) => Math.sqrt(Math.max(1e-6, even(squares, i) - mean * mean)));
  return { means, spreads };
}
