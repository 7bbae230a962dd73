"""Writes the control charts' golden tables beside it: python generate_charts.py (numpy, scipy).

Figures come from numpy's mean and diff, scipy's filter and distributions, and rules written with
windows, as NHSRplotthedots has them. "Quoted" rows are from memory of the books named.
"""

import csv
import pathlib

import numpy as np
import scipy
from scipy import signal, stats

HERE = pathlib.Path(__file__).parent
NUMPY = f"numpy {np.__version__}"
SCIPY = f"scipy {scipy.__version__}"
random = np.random.default_rng(20141217)


def write(name, header, rows):
    with open(HERE / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header + ["relative", "absolute", "source"])
        for row in rows:
            writer.writerow([repr(float(v)) if isinstance(v, float) else v for v in row])


EXACT = [1e-10, 0.0]

# Montgomery, Introduction to Statistical Quality Control: quoted, not opened.
BOARDS = [21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24,
          16, 19, 17, 15]
JUICE = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15,
         9, 12, 7, 13, 9, 6]
PAINT = [33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00,
         33.54, 33.12, 33.84]
SHIFTED = [9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03, 11.47, 10.51,
           9.40, 10.08, 9.37, 10.62, 10.31, 8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08,
           10.38, 11.62, 11.31, 10.52]
EWMA = [9.945, 9.7495, 9.70355, 9.8992, 10.1253, 10.1307, 9.92167, 10.0755, 9.98796, 10.0232,
        9.92384, 10.0785, 10.1216, 10.0495, 10.0525, 9.98426, 10.0478, 10.074, 9.91864, 10.0108,
        10.0997, 10.0227, 10.2495, 10.3745, 10.3971, 10.4654, 10.4568, 10.5731, 10.6468, 10.6341]
assert sum(BOARDS) == 516 and sum(JUICE) == 347
MONTGOMERY = "Montgomery, Introduction to Statistical Quality Control; quoted, not opened"

# Individuals. `screen` is 1 for on; the limits hold for the whole case.
series = [list(np.round(random.normal(50, 5, n), 2)) for n in (5, 11, 12, 24, 36)]
series += [list(np.round(random.normal(50, 5, 12), 2)) + [90.0] +
           list(np.round(random.normal(50, 5, 11), 2))]
series += [[float(v) for v in random.poisson(3, 24)], [-3.5, 2.0, 0.25, -1.0, 7.0, 7.0]]
rows = []
for case, (values, k, screen) in enumerate((v, k, s) for v in series for k in (3.0, 1.96)
                                           for s in (0, 1)):
    ranges = np.abs(np.diff(values))
    kept = ranges[ranges < 3.267 * ranges.mean()] if screen else ranges
    width = k * kept.mean() / 1.128
    rows += [[case, k, screen, float(v), float(np.mean(values)), float(np.mean(values) - width),
              float(np.mean(values) + width), len(ranges) - len(kept), *EXACT, NUMPY]
             for v in values]
case = rows[-1][0] + 1
rows += [[case, 3.0, 0, v, 33.52, 32.24, 34.80, 0, 0.0, 0.01, MONTGOMERY] for v in PAINT]
write("xmr", ["case", "k", "screen", "value", "centre", "low", "high", "dropped"], rows)

# Rates. `laney` is 1 for the u' chart. The first `baseline` points give the limits.
cases = [([int(c) for c in random.poisson(20, 24)], [1.0] * 24, 24),
         ([int(c) for c in random.poisson(400, 18)], [float(e) for e in random.integers(28, 32, 18)], 12),
         ([int(c) for c in random.negative_binomial(20, 0.01, 30)],
          [float(e) for e in np.round(random.uniform(0.8, 1.2, 30) * 1e5)], 20),
         ([0, 1, 0, 0, 2, 0, 1], [0.5, 1.0, 2.0, 0.25, 1.0, 1.0, 3.0], 5)]
rows, case = [], 0
for counts, exposures, baseline in cases:
    for laney in (0, 1):
        for k in (3.0, 1.96):
            c, e = np.array(counts, float), np.array(exposures)
            centre = c[:baseline].sum() / e[:baseline].sum()
            sigma = np.sqrt(centre / e)
            if laney:
                z = ((c / e - centre) / sigma)[:baseline]
                sigma = sigma * np.abs(np.diff(z)).mean() / 1.128
            rows += [[case, laney, k, baseline, int(a), float(b), float(centre),
                      float(max(0.0, centre - k * s)), float(centre + k * s), *EXACT, NUMPY]
                     for a, b, s in zip(counts, exposures, sigma)]
            case += 1
rows += [[case, 0, 3.0, 26, c, 1.0, 19.85, 6.48, 33.22, 0.0, 0.01, MONTGOMERY] for c in BOARDS]
write("rates", ["case", "laney", "k", "baseline", "count", "exposure", "centre", "low", "high"],
      rows)

# Proportions. `laney` is 1 for the p' chart.
trials = [int(n) for n in random.integers(80, 400, 24)]
big = [int(n) for n in random.integers(20_000, 60_000, 18)]
cases = [([int(random.binomial(n, 0.85)) for n in trials], trials, 24),
         ([int(random.binomial(n, p)) for n, p in zip(big, random.normal(0.6, 0.03, 18))], big, 12),
         ([9, 10, 10, 8, 10, 10], [10, 10, 12, 8, 11, 10], 6),
         ([0, 1, 0, 0, 0, 2], [10, 20, 12, 8, 11, 10], 5)]
rows, case = [], 0
for successes, trials, baseline in cases:
    for laney in (0, 1):
        for k in (3.0, 1.96):
            x, n = np.array(successes, float), np.array(trials, float)
            centre = x[:baseline].sum() / n[:baseline].sum()
            sigma = np.sqrt(centre * (1 - centre) / n)
            if laney:
                z = ((x / n - centre) / sigma)[:baseline]
                sigma = sigma * np.abs(np.diff(z)).mean() / 1.128
            rows += [[case, laney, k, baseline, a, b, float(centre),
                      float(max(0.0, centre - k * s)), float(min(1.0, centre + k * s)), *EXACT, NUMPY]
                     for a, b, s in zip(successes, trials, sigma)]
            case += 1
rows += [[case, 0, 3.0, 30, x, 50, 0.2313, 0.0524, 0.4102, 0.0, 1e-4, MONTGOMERY] for x in JUICE]
write("shares", ["case", "laney", "k", "baseline", "successes", "trials", "centre", "low", "high"],
      rows)


# Signals, one bit a rule and side: outside 1 2, trend 4 8, two of three 16 32, shift 64 128 (high,
# low). `all` is 1 for all points beyond two sigma, `same` for the third on the same side.
def bits(values, centre, width, run, all_beyond, same):
    y, n = np.array(values), len(values)
    side, found = np.sign(y - centre), np.zeros(len(values), int)
    for sign, shift in ((1, 0), (-1, 1)):
        out = sign * (y - centre) > width
        near = sign * (y - centre) > 2 * width / 3
        near = near if all_beyond else near & ~out
        found |= out << shift
        for i in range(n - run + 1):
            window = slice(i, i + run)
            if np.all(sign * np.diff(y[window]) > 0):
                found[window] |= 4 << shift
            if np.all(side[window] == sign):
                found[window] |= 64 << shift
        for i in range(n - 2):
            window = slice(i, i + 3)
            if near[window].sum() >= 2 and (not same or np.all(side[window] == sign)):
                found[window] |= np.where(near[window], 16 << shift, 0)
    return [int(b) for b in found]


rows, case = [], 0
for number in range(12):
    walk = random.normal(0, 1, 40).cumsum() * (0.3 if number % 2 else 0.1) + random.normal(0, 1, 40)
    values = [float(v) for v in np.round(walk * (4 if number % 3 else 1))]
    centre, width = float(np.mean(values[:20])), float(3 * np.abs(np.diff(values[:20])).mean() / 1.128)
    for run, all_beyond, same in ((7, 1, 1), (7, 0, 1), (6, 1, 0), (4, 0, 0)):
        found = bits(values, centre, width, run, all_beyond, same)
        rows += [[case, run, all_beyond, same, v, b, 0.0, 0.0, f"{NUMPY} windows"]
                 for v, b in zip(values, found)]
        case += 1
write("signals", ["case", "run", "all", "same", "value", "bits"], rows)

# Run charts.
rows = []
for case, n in enumerate((10, 11, 12, 16, 22, 23, 24, 45, 60, 90, 91, 200)):
    values = [float(v) for v in np.round(random.normal(0, 3, n) + np.arange(n) * (case % 3) * 0.05)]
    side = np.sign(np.array(values) - np.median(values))
    side = side[side != 0]
    if len(side) < 10:
        continue
    ends = np.flatnonzero(np.diff(side)) + 1
    longest = max(len(part) for part in np.split(side, ends))
    rows += [[case, v, len(side), longest, round(np.log2(len(side))) + 3, len(ends),
              int(stats.binom.ppf(0.05, len(side) - 1, 0.5)), 0.0, 0.0,
              f"{NUMPY} median, {SCIPY} binom.ppf"] for v in values]
write("run_chart", ["case", "value", "useful", "longest", "longest_expected", "crossings",
                    "fewest_expected"], rows)

# Critical values for n useful observations.
write("run_limits", ["useful", "longest_expected", "fewest_expected"],
      [[n, int(np.round(np.log2(n))) + 3, int(stats.binom.ppf(0.05, n - 1, 0.5)), 0.0, 0.0,
        f"{SCIPY} binom.ppf"] for n in [*range(10, 130), 181, 182, 500, 1000, 10_000]])

# EWMA by scipy's filter, and its limits; CUSUM as the distance from the running minimum.
rows = []
longer = [float(v) for v in np.round(random.normal(100, 15, 60), 1)]
for case, (values, mu, sigma, lam, width) in enumerate([
        (SHIFTED, 10.0, 1.0, 0.1, 2.7), (SHIFTED, 10.0, 1.0, 0.2, 3.0), (longer, 100.0, 15.0, 0.05, 1.96),
        (longer, 100.0, 15.0, 1.0, 3.0), (longer, 90.0, 4.0, 0.4, 2.5)]):
    z, _ = signal.lfilter([lam], [1, lam - 1], values, zi=[(1 - lam) * mu])
    i = np.arange(1, len(values) + 1)
    half = width * sigma * np.sqrt(lam / (2 - lam) * (1 - (1 - lam) ** (2 * i)))
    rows += [[case, mu, sigma, lam, width, float(v), float(a), float(mu - h), float(mu + h), *EXACT,
              f"{SCIPY} lfilter"] for v, a, h in zip(values, z, half)]
    if case == 0:
        quoted = [[9, mu, sigma, lam, width, v, a, float(mu - h), float(mu + h), 0.0, 6e-4, MONTGOMERY]
                  for v, a, h in zip(values, EWMA, half)]
write("ewma", ["case", "mu", "sigma", "lambda", "k", "value", "average", "low", "high"],
      rows + quoted)

rows = []
for case, (values, mu, sigma, k, h) in enumerate([
        (SHIFTED, 10.0, 1.0, 0.5, 5.0), (longer, 100.0, 15.0, 0.5, 4.0), (longer, 95.0, 10.0, 0.0, 5.0)]):
    z = (np.array(values) - mu) / sigma
    sums = [np.r_[0.0, np.cumsum(sign * z - k)] for sign in (1, -1)]
    above, below = [(s - np.minimum.accumulate(s))[1:] for s in sums]
    rows += [[case, mu, sigma, k, h, v, float(a), float(b), 1e-10, 1e-12, f"{NUMPY} minimum.accumulate"]
             for v, a, b in zip(values, above, below)]
write("cusum", ["case", "mu", "sigma", "k", "h", "value", "above", "below"], rows)
