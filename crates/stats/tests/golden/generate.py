"""Writes the golden tables beside it: python generate.py (scipy, statsmodels, mpmath)."""

import csv
import pathlib

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
Z = stats.norm.ppf(0.975)


def write(name, header, rows):
    with open(HERE / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header + ["relative", "absolute", "source"])
        writer.writerows([[repr(float(v)) if isinstance(v, float) else v for v in r] for r in rows])


PARTS = [(0, 1), (1, 1), (0, 10), (10, 10), (1, 10), (29, 32), (96, 105), (24, 64), (56, 70),
         (81, 263), (15, 148), (1, 29), (500, 1000), (3, 10**6), (500_000, 10**6),
         (999_999, 10**6), (999_997, 10**6), (1, 10**6), (0, 10**6)]
LARGE = [(1, 10**12), (5 * 10**11, 10**12), (1, 10**15), (10**15 - 1, 10**15), (0, 10**15)]

write("two_sided_p", ["z", "p"],
      [[z, float(mpmath.erfc(abs(mpmath.mpf(z)) / mpmath.sqrt(2))), 1e-9, 0.0,
        f"mpmath {mpmath.__version__} erfc"]
       for z in [0.0, 0.1, 0.5, 1.0, -1.0, 1.5, 1.645, 1.96, 2.5758, -3.0, 5.0, 8.0, 15.0, 30.0]])

write("wilson", ["x", "n", "low", "high"],
      [[x, n, *map(float, sm.proportion_confint(x, n, method="wilson")), 1e-9, 0.0,
        f"{STATSMODELS} proportion_confint wilson"]
       for x, n in PARTS[:13] + [(3, 10**6), (500_000, 10**6), (5 * 10**11, 10**12)]]
      + [[81, 263, 0.2553, 0.3662, 0.0, 5e-5, "Newcombe 1998 Stat Med 17:857 example; quoted, not opened"],
         [15, 148, 0.0624, 0.1605, 0.0, 5e-5, "Newcombe 1998 Stat Med 17:857 example; quoted, not opened"],
         [0, 20, 0.0, 0.1611, 0.0, 5e-5, "Newcombe 1998 Stat Med 17:857 example; quoted, not opened"],
         [1, 29, 0.0061, 0.1718, 0.0, 5e-5, "Newcombe 1998 Stat Med 17:857 example; quoted, not opened"]])


def wilson_high_precision(x, n):
    x, n, z = mpmath.mpf(x), mpmath.mpf(n), mpmath.mpf(float(Z))
    p = x / n
    half = z * mpmath.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return [float((p + z**2 / (2 * n) + sign * half) / (1 + z**2 / n)) for sign in (-1, 1)]


write("wilson_large", ["x", "n", "low", "high"],
      [[x, n, *wilson_high_precision(x, n), 1e-9, 0.0, f"mpmath {mpmath.__version__} 40 digits"]
       for x, n in LARGE[:4] + [(1, 10**6), (999_999, 10**6)]])

write("clopper_pearson", ["x", "n", "confidence", "low", "high"],
      [[x, n, c, *map(float, sm.proportion_confint(x, n, alpha=1 - c, method="beta")), 1e-9, 0.0,
        f"{STATSMODELS} proportion_confint beta on {SCIPY}"]
       for c in (0.95, 0.5, 0.99, 0.999999) for x, n in PARTS])

PAIRS = [((48, 80), (56, 70)), ((3, 10), (9, 10)), ((29, 32), (96, 105)), ((0, 10), (10, 10)),
         ((0, 20), (0, 10)), ((10, 10), (20, 20)), ((507, 600), (520, 600)),
         ((499_000, 10**6), (500_000, 10**6)), ((1, 2), (1, 1))]


def newcombe(first, second):
    return map(float, sm.confint_proportions_2indep(*second, *first, method="newcomb",
                                                    compare="diff", alpha=0.05))


write("newcombe", ["x1", "n1", "x2", "n2", "estimate", "low", "high"],
      [[*a, *b, b[0] / b[1] - a[0] / a[1], *newcombe(a, b), 1e-9, 0.0,
        f"{STATSMODELS} confint_proportions_2indep newcomb"] for a, b in PAIRS]
      + [[48, 80, 56, 70, 0.2, 0.0524, 0.3339, 0.0, 5e-5,
          "Newcombe 1998 Stat Med 17:873 method 10 example; quoted, not opened"],
         [3, 10, 9, 10, 0.6, 0.1705, 0.8090, 0.0, 5e-5,
          "Newcombe 1998 Stat Med 17:873 method 10 example; quoted, not opened"]])

write("pooled_z", ["x1", "n1", "x2", "n2", "z", "p"],
      [[*a, *b, *map(float, sm.proportions_ztest([b[0], a[0]], [b[1], a[1]])), 1e-9, 0.0,
        f"{STATSMODELS} proportions_ztest"]
       for a, b in PAIRS if 0 < a[0] + b[0] < a[1] + b[1]])

RATES = [((58805, 1.0), (60260, 1.0)), ((3935, 1.0), (4253, 1.0)), ((120, 365.0), (90, 181.0)),
         ((1500, 1050000.0), (1400, 980000.0)), ((1000, 3.0), (1, 0.5)), ((0, 2.0), (50, 7.0)),
         ((10**12, 1.0), (10**12 + 5 * 10**6, 1.0))]


def rate_z(a, b, factor):
    score = test_poisson_2indep(b[0], b[1], a[0], a[1], method="score", compare="diff")
    return float(score.statistic) / factor**0.5


write("rate_z", ["c1", "e1", "c2", "e2", "dispersion", "z"],
      [[*a, *b, f, rate_z(a, b, f), 1e-9, 0.0,
        f"{STATSMODELS} test_poisson_2indep score over the root of the dispersion"]
       for a, b in RATES for f in (1.0, 3.7)]
      + [[a, 1.0, b, 1.0, 1.0, z, 0.0, 5e-3, "METHODS.md 1.1 table: 2 decimals"]
         for a, b, z in [(58805, 60260, 4.22), (3935, 4253, 3.51), (4365, 4912, 5.68),
                         (5236, 5466, 2.22), (1051, 1198, 3.10)]])

COUNTS = [((3, 1.0), (12, 1.0)), ((12, 1.0), (3, 1.0)), ((5, 1.0), (5, 1.0)), ((1, 1.0), (8, 1.0)),
          ((30, 1.0), (45, 1.0)), ((4, 365.0), (9, 181.0)), ((2, 0.5), (3, 7.25)),
          ((7, 1.0), (0, 1.0)), ((7, 3.0), (0, 1.0)), ((11, 1.0), (38, 2.0)),
          ((500, 1.0), (600, 1.0)), ((499_000, 1.0), (501_000, 1.0)),
          ((300_000, 1.0), (610_000, 2.0)), ((1, 1.0), (999_999, 10**6 * 1.0)),
          ((999_995, 1.0), (5, 1e-6))]


def exact(a, b):
    n, share = a[0] + b[0], b[1] / (a[1] + b[1])
    found = stats.binomtest(b[0], n, share)
    low_1, low_2 = (0.0 if c == 0 else stats.beta.ppf(0.025, c, n - c + 1) for c in (a[0], b[0]))
    high_1, high_2 = (1.0 if c == n else stats.beta.ppf(0.975, c + 1, n - c) for c in (a[0], b[0]))
    scale = a[1] / b[1]
    return [float(v) for v in (found.pvalue, low_2 / high_1 * scale, high_2 / low_1 * scale)]


write("exact", ["c1", "e1", "c2", "e2", "p", "low", "high"],
      [[*a, *b, *exact(a, b), 1e-9, 0.0, f"{SCIPY} binomtest and beta.ppf"] for a, b in COUNTS])
