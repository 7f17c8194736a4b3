#!/usr/bin/env python3
"""Independent judge of the predictive distribution: the same model and priors, integrated by brute force on a grid.

Writes predictive.json: for each history, P(next >= k) for some k. Standard library only; run it again when the model's
priors change:  python3 test/judges/predictive.py > test/judges/predictive.json
"""
import json, math, random

LEVEL, TREND, SIZE_MIDDLE, SIZE_SPREAD = 2.0, 1.0, math.log(3), 1.5


def tail(k, mean, size):
    """P(Y >= k), by summing probabilities."""
    p = size / (size + mean)
    log_prob = size * math.log(p)
    below = 0.0
    for y in range(k):
        below += math.exp(log_prob)
        log_prob += math.log((y + size) / (y + 1) * (1 - p))
    return max(0.0, 1 - below)


def predictive(history, ks):
    centre = math.log(sum(c for _, c in history) / len(history) + 0.5)
    total, sums = 0.0, {k: 0.0 for k in ks}
    cells, best = [], -1e300
    for i in range(33):
        size = math.exp(math.log(0.05) + i / 32 * math.log(500 / 0.05))
        for j in range(141):
            level = centre - 9 + 14 * j / 140
            for m in range(61):
                trend = -3 + 6 * m / 60
                score = -0.5 * ((level - centre) / LEVEL) ** 2 - 0.5 * (trend / TREND) ** 2 - 0.5 * ((math.log(size) - SIZE_MIDDLE) / SIZE_SPREAD) ** 2
                for years, count in history:
                    eta = level + trend * years
                    score += math.lgamma(count + size) - math.lgamma(size) - math.lgamma(count + 1) + size * math.log(size) + count * eta - (count + size) * math.log(size + math.exp(eta))
                cells.append((score, level, size))
                best = max(best, score)
    cache = {}
    for score, level, size in cells:
        weight = math.exp(score - best)
        if weight < 1e-9:
            continue
        total += weight
        for k in ks:
            key = (k, level, size)
            if key not in cache:
                cache[key] = tail(k, math.exp(level), size)
            sums[k] += weight * cache[key]
    return {str(k): sums[k] / total for k in ks}


random.seed(20231005)
steady = [(-5 + i / 4, random.choice([3, 5, 8, 8, 11, 14, 20])) for i in range(20)]
rising = [(-3 + i / 4, round(4 * 1.6 ** (-3 + i / 4 + 3) * random.choice([0.6, 1, 1.5]))) for i in range(12)]
zeros = [(-2 + i / 5, 0) for i in range(10)]
rare = [(-4 + i / 3, c) for i, c in enumerate([0, 0, 1, 0, 3, 0, 0, 0, 2, 0, 0, 1])]
out = []
for name, history, ks in [("steady", steady, [8, 20, 40]), ("rising", rising, [10, 30, 60]), ("zeros", zeros, [1, 2, 5]), ("rare", rare, [1, 3, 8])]:
    out.append({"name": name, "history": history, "atLeast": predictive(history, ks)})
print(json.dumps(out, indent=1))
