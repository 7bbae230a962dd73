"""Writes the golden tables of means, groups and funnels: python generate_groups.py (numpy, scipy,
statsmodels). Funnel lines are found by root-finding on published bounds, not by our formulas."""

import csv
import pathlib

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats.proportion import proportion_confint

HERE = pathlib.Path(__file__).parent
NUMPY = f"numpy {np.__version__}"
SCIPY = f"scipy {scipy.__version__}"
STATSMODELS = f"statsmodels {statsmodels.__version__}"
random = np.random.default_rng(20141217)


def write(name, header, rows):
    with open(HERE / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header + ["relative", "absolute", "source"])
        for row in rows:
            writer.writerow([repr(float(v)) if isinstance(v, float) else v for v in row])


EXACT = [1e-9, 0.0]

# The recent mean. `recent` is 1 for a recent point. Half-widths by reading; `exact` at 95%. `t` and
# `p` of the difference, the deviation that of the earlier points alone.
rows = []
for case, (n, m, mean, sd) in enumerate([(12, 6, 350, 28), (4, 2, 1000, 60), (12, 6, 4, 2),
                                         (2, 1, 10, 3), (24, 6, 80, 8), (12, 12, 0.85, 0.01)]):
    early = np.round(np.abs(random.normal(mean, sd, n)), 3)
    late = np.round(np.abs(random.normal(mean + sd, sd, m)), 3)
    s = early.std(ddof=1)
    half = [float(1.96 * s * d) for d in (1, np.sqrt(1 / m), np.sqrt(1 / m + 1 / n))]
    half += [float(stats.t.ppf(0.975, n - 1) * s * np.sqrt(1 / m + 1 / n))]
    t = (late.mean() - early.mean()) / (s * np.sqrt(1 / m + 1 / n))
    half += [float(t), float(2 * stats.t.sf(abs(t), n - 1))]
    rows += [[case, recent, float(v), float(early.mean()), float(late.mean()), float(s), *half, *EXACT,
              f"{NUMPY} std, {SCIPY} t.ppf and t.sf"] for recent, part in ((0, early), (1, late)) for v in part]
write("recent_mean", ["case", "recent", "value", "earlier_mean", "recent_mean", "sd", "individual",
                      "standard_error", "difference", "exact", "t", "p"], rows)

# Student's t, through the prediction lines of groups: `t` at so many degrees of freedom.
write("student_t", ["freedom", "confidence", "t"],
      [[f, c, float(stats.t.ppf((1 + c) / 2, f)), *EXACT, f"{SCIPY} t.ppf"]
       for f in (1, 2, 3, 5, 6, 7, 11, 30, 100, 999) for c in (0.5, 0.8, 0.95, 0.99, 0.998, 0.999999)])

# The p-value of t at so many degrees of freedom, far into the tails.
write("student_p", ["freedom", "t", "p"],
      [[f, t, float(2 * stats.t.sf(abs(t), f)), *EXACT, f"{SCIPY} t.sf"]
       for f in (1, 2, 3, 6, 11, 30, 999) for t in (-0.125, 0.5, 1.0, -1.96, 2.5, 6.0, 40.0)])

# Groups; member 0 is judged. Half-widths at 1.96, the prediction limit at 95%, and `t` and `p`
# against the others by another route: the coefficient of an indicator of member 0, by least squares.
rows = []
for case, g in enumerate((3, 4, 7, 8, 8, 15)):
    values = np.round(random.normal(60, 6, g), 2)
    rest = values[1:]
    t = stats.t.ppf(0.975, g - 2)
    indicator = np.column_stack([np.ones(g), np.arange(g) == 0]).astype(float)
    fit = sm.OLS(values, indicator).fit()
    rows += [[case, float(v), float(values.mean()), float(1.96 * values.std(ddof=1)), float(rest.mean()),
              float(1.96 * rest.std(ddof=1)), float(t * rest.std(ddof=1) * np.sqrt(1 + 1 / (g - 1))),
              float(fit.tvalues[1]), float(fit.pvalues[1]), *EXACT,
              f"{NUMPY} std, {SCIPY} t.ppf, {STATSMODELS} OLS"] for v in values]
write("group", ["case", "value", "in_centre", "in_half", "out_centre", "out_half", "exact_half", "t", "p"],
      rows)


# Funnels. The proportion, as a real number of successes, whose Wilson bound is the average.
def inverse_wilson(a, n, z, side):
    def bound(x):
        return proportion_confint(x, n, alpha=2 * stats.norm.sf(z), method="wilson")[side] - a
    ends = (0.0, a * n) if side else (a * n, float(n))
    if bound(ends[0]) * bound(ends[1]) > 0:
        return 0.0 if side else 1.0
    return float(optimize.brentq(bound, *ends, xtol=1e-13 * n, rtol=1e-14)) / n


write("wilson_funnel", ["average", "trials", "z", "low", "high"],
      [[a, n, z, inverse_wilson(a, n, z, 1), inverse_wilson(a, n, z, 0), 1e-9, 1e-12,
        f"{STATSMODELS} proportion_confint wilson, {SCIPY} brentq"]
       for a in (0.02, 0.2, 0.5, 0.85, 0.999) for n in (5, 32, 105, 1200, 1_000_000)
       for z in (1.96, 3.0902)])


def inverse_garwood(expected, confidence):
    tail = (1 - confidence) / 2
    def upper(x):
        return stats.chi2.ppf(1 - tail, 2 * x + 2) / 2 - expected
    def lower(x):
        return stats.chi2.ppf(tail, 2 * x) / 2 - expected
    far = expected + 10 * np.sqrt(expected) + 10
    low = 0.0 if upper(0) >= 0 else optimize.brentq(upper, 0, expected, xtol=1e-12, rtol=1e-13)
    return float(low), float(optimize.brentq(lower, max(expected, 1e-9), far, xtol=1e-12, rtol=1e-13))


write("garwood_funnel", ["expected", "confidence", "low", "high"],
      [[e, c, *inverse_garwood(e, c), 1e-8, 1e-9, f"{SCIPY} chi2.ppf, brentq"]
       for e in (0.001, 0.5, 2.0, 3.6, 3.7, 20.0, 137.5, 5e3, 58_805.0, 1e6) for c in (0.95, 0.998, 0.999999)
       if e >= 0.5 or c < 0.999])


# Overdispersion, Spiegelhalter. `kind` 0 proportion, 1 square root, 2 logarithm; `extremes` 0 keep,
# 1 winsorise, 2 trim, at 10%. `size` is trials or exposure.
def overdispersed(kind, y, size, extremes, k):
    y, size = np.array(y, float), np.array(size, float)
    average = y.sum() / size.sum()
    if kind == 0:
        value, target, s = np.arcsin(np.sqrt(y / size)), np.arcsin(np.sqrt(average)), 0.5 / np.sqrt(size)
    elif kind == 1:
        value, target, s = np.sqrt(y / (average * size)), 1.0, 0.5 / np.sqrt(average * size)
    else:
        value, target, s = np.log(y / (average * size)), 0.0, 1 / np.sqrt(average * size)
    z, w = (value - target) / s, 1 / s**2
    low, high = np.quantile(z, [0.1, 0.9])
    if extremes == 1:
        z = np.clip(z, low, high)
    if extremes == 2:
        w, z = w[(z >= low) & (z <= high)], z[(z >= low) & (z <= high)]
    n, phi = len(z), np.mean(z**2)
    tau = max(0.0, (n * phi - (n - 1)) / (w.sum() - (w**2).sum() / w.sum()))
    lines = [target + sign * k * np.sqrt(s**2 + tau) for sign in (-1, 1)]
    if kind == 0:
        lines = [np.sin(np.clip(line, 0, np.pi / 2)) ** 2 for line in lines]
    elif kind == 1:
        lines = [average * np.maximum(line, 0) ** 2 for line in lines]
    else:
        lines = [average * np.exp(line) for line in lines]
    return average, phi, tau, lines


rows, case = [], 0
trials = [int(n) for n in random.integers(300, 3000, 12)]
populations = [float(p) for p in random.integers(200, 3000, 8)]
parts = [[int(random.binomial(n, p)) for n, p in zip(trials, random.normal(0.8, sd, 12))] for sd in (0.05, 0.0)]
counts = [[int(random.poisson(r * p)) for p, r in zip(populations, random.normal(6, sd, 8))] for sd in (1.2, 0.0)]
groups = [(0, y, trials) for y in parts] + [(kind, y, populations) for kind in (1, 2) for y in counts]
groups += [(0, [9, 10, 8, 10, 10], [10, 10, 9, 12, 10]), (1, [0, 3, 1, 9], [2.0, 2.0, 2.0, 3.0])]
for kind, y, size in groups:
    for extremes in (0, 1, 2):
        if extremes == 2 and len(y) < 5:
            continue
        for k in (1.96, 3.0):
            average, phi, tau, lines = overdispersed(kind, y, size, extremes, k)
            rows += [[case, kind, extremes, k, a, b, float(average), float(phi), float(tau), float(lo),
                      float(hi), 1e-8, 1e-12, f"{NUMPY} quantile"] for a, b, lo, hi in zip(y, size, *lines)]
            case += 1
write("overdispersed", ["case", "kind", "extremes", "k", "count", "size", "average", "phi", "tau_squared",
                        "low", "high"], rows)
