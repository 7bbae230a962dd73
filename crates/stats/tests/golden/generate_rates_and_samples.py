"""Writes golden tables of rates, samples and mid-p beside it (scipy, statsmodels, mpmath)."""

import csv
import math
import pathlib
from fractions import Fraction

import mpmath
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats import proportion as sm
from statsmodels.stats.rates import test_poisson_2indep

mpmath.mp.dps = 40
HERE = pathlib.Path(__file__).parent
SCIPY = f"scipy {scipy.__version__}"
STATSMODELS = f"statsmodels {statsmodels.__version__}"
MPMATH = f"mpmath {mpmath.__version__} 40 digits"
Z = float(stats.norm.ppf(0.975))


def write(name, header, rows):
    with open(HERE / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header + ["relative", "absolute", "source"])
        writer.writerows([[repr(float(v)) if isinstance(v, float) else v for v in r] for r in rows])


# Multiples and intervals of a count.

write("multiple_for", ["confidence", "z"],
      [[c, float(mpmath.sqrt(2) * mpmath.erfinv(mpmath.mpf(c))), 1e-9, 0.0, f"{MPMATH} erfinv"]
       for c in (0.5, 0.8, 0.9, 0.95, 0.99, 0.998, 0.9999, 0.999999)])


def garwood(x, confidence):
    tail = (1 - confidence) / 2
    low = 0.0 if x == 0 else stats.chi2.ppf(tail, 2 * x) / 2
    return float(low), float(stats.chi2.isf(tail, 2 * x + 2) / 2)


def garwood_high_precision(x, confidence):
    """By summing Poisson terms: at a million scipy's gamma.cdf has five digits left in the tail."""
    tail = mpmath.mpf((1 - confidence) / 2)

    def at_most(mean, k):
        term = total = mpmath.exp(-mean + k * mpmath.log(mean) - mpmath.loggamma(k + 1))
        while k > 0 and term > total * mpmath.mpf(10) ** -30:
            term *= k / mean
            total, k = total + term, k - 1
        return total

    def at_least(mean, k):
        term = total = mpmath.exp(-mean + k * mpmath.log(mean) - mpmath.loggamma(k + 1))
        while term > total * mpmath.mpf(10) ** -30:
            k += 1
            term *= mean / k
            total += term
        return total

    start = [mpmath.mpf(v) for v in garwood(x, confidence)]
    return [float(mpmath.findroot(lambda m: mpmath.log(f(m, x) / tail), (s, s * (1 + 1e-6)), tol=1e-25))
            for f, s in zip((at_least, at_most), start)]


QUOTED = "table of exact Poisson limits after Garwood 1936; quoted, not opened"
write("garwood", ["count", "confidence", "low", "high"],
      [[x, c, *garwood(x, c), 1e-9, 0.0, f"{SCIPY} chi2.ppf and chi2.isf"]
       for c in (0.5, 0.95, 0.99, 0.998, 0.999999)
       for x in (0, 1, 2, 5, 9, 10, 37, 1000, 10**5)]
      + [[10**6, c, *garwood_high_precision(10**6, c), 1e-11, 0.0, f"{MPMATH}, Poisson terms summed"]
         for c in (0.5, 0.95, 0.999999)]
      + [[x, 0.95, low, high, 0.0, 6e-3, QUOTED]
         for x, low, high in [(0, 0.0, 3.69), (1, 0.03, 5.57), (2, 0.24, 7.22), (3, 0.62, 8.77),
                              (5, 1.62, 11.67), (10, 4.80, 18.39), (20, 12.22, 30.89)]])


def byar(x, z):
    x, z = mpmath.mpf(x), mpmath.mpf(z)
    at = lambda y, s: y * max(1 - 1 / (9 * y) + s * z / (3 * mpmath.sqrt(y)), 0) ** 3
    return float(0 if x == 0 else at(x, -1)), float(at(x + 1, 1))


write("byar", ["count", "z", "low", "high"],
      [[x, z, *byar(x, z), 1e-9, 0.0, MPMATH]
       for z in (0.67, Z, 3.09, 5.0) for x in (0, 1, 2, 9, 10, 65, 1000, 10**6, 10**12, 10**15)])

# Mid-p: outcomes as probable as the one seen count half.


def mid_p(weights, seen):
    mine = weights[seen]
    rare = sum((w if w < mine else w / 2 for w in weights.values() if w <= mine), Fraction(0))
    return float(rare / sum(weights.values()))


def conditional(c1, e1, c2, e2):
    n, share = c1 + c2, Fraction(e2) / (Fraction(e1) + Fraction(e2))
    return mid_p({k: math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)}, c2)


def hypergeometric(x1, n1, x2, n2):
    k = x1 + x2
    support = range(max(0, k - n1), min(k, n2) + 1)
    return mid_p({x: Fraction(math.comb(n2, x) * math.comb(n1, k - x)) for x in support}, x2)


TIED = [(3, 1.0, 12, 1.0), (12, 1.0, 3, 1.0), (5, 1.0, 5, 1.0), (0, 1.0, 7, 1.0), (0, 1.0, 1, 1.0),
        (30, 1.0, 45, 1.0), (11, 1.0, 38, 2.0), (1, 3.0, 2, 1.0), (0, 1.0, 0, 2.0)]
UNTIED = [(4, 365.0, 9, 181.0), (2, 0.5, 3, 7.25), (30, 365.0, 45, 366.0)]
write("mid_p", ["c1", "e1", "c2", "e2", "p"],
      [[*r, conditional(*r), 1e-9, 0.0, "exact fractions"] for r in TIED + UNTIED]
      + [[*r, float(test_poisson_2indep(r[2], r[3], r[0], r[1], method="cond-midp",
                                        compare="ratio").pvalue), 1e-9, 0.0,
          f"{STATSMODELS} test_poisson_2indep cond-midp (no ties)"] for r in UNTIED])

TABLES = [(3, 4, 1, 4), (2, 12, 15, 18), (0, 10, 10, 10), (29, 32, 96, 105), (0, 1, 1, 1),
          (48, 80, 56, 70), (1, 300, 9, 500)]
write("fisher_mid_p", ["x1", "n1", "x2", "n2", "p"],
      [[*t, hypergeometric(*t), 1e-9, 0.0, "exact fractions"] for t in TABLES])

# Samples.

SHARES = [(0.845, 400.0), (0.90625, 21.4), (0.0, 7.3), (1.0, 7.3), (0.5, 1.0), (0.001, 350.5),
          (0.6, 61.5), (0.8, 54.2), (0.37, 0.4), (0.25, 1e12)]


def wilson(p, n):
    p, n, z = mpmath.mpf(p), mpmath.mpf(n), mpmath.mpf(Z)
    half = z * mpmath.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return [float((p + z**2 / (2 * n) + sign * half) / (1 + z**2 / n)) for sign in (-1, 1)]


write("wilson_effective", ["share", "size", "low", "high"],
      [[p, n, *wilson(p, n), 1e-9, 0.0, MPMATH] for p, n in SHARES if p > 0]
      + [[p, n, *map(float, sm.proportion_confint(p * n, n, method="wilson")), 1e-9, 1e-15,
          f"{STATSMODELS} proportion_confint wilson"] for p, n in SHARES])

PAIRS = [(SHARES[6], SHARES[7]), (SHARES[0], SHARES[1]), (SHARES[2], SHARES[3]),
         (SHARES[4], SHARES[5]), (SHARES[8], SHARES[9])]
write("newcombe_effective", ["share1", "size1", "share2", "size2", "estimate", "low", "high"],
      [[p, n, q, m, q - p,
        *map(float, sm.confint_proportions_2indep(q * m, m, p * n, n, method="newcomb",
                                                  compare="diff", alpha=0.05)), 1e-9, 1e-15,
        f"{STATSMODELS} confint_proportions_2indep newcomb"] for (p, n), (q, m) in PAIRS])

ANSWERS = {"even": [(1, 1.0), (0, 1.0), (1, 1.0)],
           "uneven": [(1, 0.4), (0, 1.7), (0, 0.9), (1, 2.25), (1, 1.0), (0, 0.05)],
           "one": [(1, 3.5)],
           "far": [(1, 1e15), (0, 1e-9), (0, 1.0)]}


def kish(answers):
    weights = [Fraction(w) for _, w in answers]
    size = sum(weights) ** 2 / sum(w * w for w in weights)
    share = sum(Fraction(w) for yes, w in answers if yes) / sum(weights)
    return float(share), float(size), float(len(weights) / size)


write("weighted", ["set", "success", "weight", "share", "size", "effect"],
      [[name, yes, w, *kish(answers), 1e-9, 0.0, "exact fractions"]
       for name, answers in ANSWERS.items() for yes, w in answers])

KREJCIE = "Krejcie & Morgan 1970 table; quoted, not opened"
write("required_size", ["share", "half_width", "z", "population", "size"],
      [[p, m, Z, 0, math.ceil(sm.samplesize_confint_proportion(p, m)), 0.0, 0.0,
        f"{STATSMODELS} samplesize_confint_proportion, rounded up; population 0 for unlimited"]
       for p in (0.5, 0.845, 0.01) for m in (0.5, 0.1, 0.05, 0.03, 0.001, 1e-6)]
      + [[0.5, 0.05, Z, n, s, 0.0, 0.0, KREJCIE] for n, s in [(100, 80), (1000, 278), (10000, 370)]])

STRATA = {"two": [(12, 4.0, 30000.0), (45, 9.0, 50000.0)],
          "bands": [(0, 11.3, 16.0), (4, 9.8, 11.5), (21, 12.1, 13.0), (8, 7.7, 14.0), (3, 2.2, 2.5)],
          "ten": [(10, 1.0, 1.0)],
          "large": [(10**12, 1e6, 3.0), (5, 1e-3, 1e-9)],
          "uneven": [(9, 1.0, 1e-9), (1, 1.0, 1.0)]}


def dobson(strata, z):
    strata = [(mpmath.mpf(o), mpmath.mpf(n), mpmath.mpf(w)) for o, n, w in strata]
    weights, events = sum(w for _, _, w in strata), sum(o for o, _, _ in strata)
    rate = sum(w * o / n for o, n, w in strata) / weights
    variance = sum(w**2 * o / n**2 for o, n, w in strata) / weights**2
    low, high = byar(events, z)
    scale = mpmath.sqrt(variance / events)
    return float(rate), float(max(rate + scale * (low - events), 0)), float(rate + scale * (high - events))


write("standardised", ["set", "events", "exposure", "weight", "z", "rate", "low", "high"],
      [[name, *stratum, z, *dobson(strata, z), 1e-9, 0.0, f"{MPMATH}, as phe_dsr"]
       for name, strata in STRATA.items() for z in (Z, 3.09) for stratum in strata])
