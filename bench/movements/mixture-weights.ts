/**
 * Weights of a mixture of known distributions that make samples most probable, by expectation and maximisation: the sum is concave in the weights, so there is one best
 * answer. `densities` holds a row of k values for each sample, scaled as one likes within a row. The prior counts as so many samples with the prior's weights.
 */
export function mixtureWeights(
  densities: Float32Array,
  k: number,
  prior: Float64Array,
  priorStrength: number,
  rounds = 60,
): Float64Array {
  const samples = densities.length / k;
  let weights = Float64Array.from(prior);
  for (let round = 0; round < rounds; round++) {
    const next = Float64Array.from(prior, (w) => w * priorStrength);
    for (let s = 0; s < samples; s++) {
      let total = 0;
      for (let j = 0; j < k; j++) total += (weights[j] ?? 0) * (densities[s * k + j] ?? 0);
      if (!(total > 0)) continue;
      for (let j = 0; j < k; j++)
        next[j] = (next[j] ?? 0) + ((weights[j] ?? 0) * (densities[s * k + j] ?? 0)) / total;
    }
    const sum = next.reduce((a, b) => a + b, 0);
    weights = next.map((w) => w / sum);
  }
  return weights;
}
