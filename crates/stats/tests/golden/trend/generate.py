"""Writes the tables beside it: python generate.py.

Needs R, numpy, scipy, statsmodels, pymannkendall and mpmath.
"""

import csv
import json
import pathlib
import subprocess
from importlib.metadata import version

import mpmath
import numpy as np
import pymannkendall
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats
from statsmodels.tsa.seasonal import seasonal_decompose

HERE = pathlib.Path(__file__).parent
SCIPY = f"scipy {scipy.__version__}"
STATSMODELS = f"statsmodels {statsmodels.__version__}"
NUMPY = f"numpy {np.__version__}"
R = json.loads(subprocess.run(["Rscript", HERE / "generate.R"], check=True, capture_output=True,
                              text=True).stdout)
VERSION = R["version"]
mpmath.mp.dps = 50

NORRIS = """0.1 0.2 338.8 337.4 118.1 118.2 888.0 884.6 9.2 10.1 228.1 226.5 668.5 666.3 998.5 996.3
449.1 448.6 778.9 777.0 559.2 558.2 0.3 0.4 0.1 0.6 778.1 775.5 668.8 666.9 339.3 338.0 448.9 447.5
10.8 11.6 557.7 556.0 228.3 228.1 998.0 995.8 888.8 887.6 119.6 120.2 0.3 0.3 0.6 0.3 557.6 556.8
339.3 339.1 888.0 887.2 998.5 999.0 778.9 779.0 10.2 11.1 117.6 118.3 228.9 229.2 668.4 669.1
449.2 448.9 0.2 0.5"""
NORRIS = np.array(NORRIS.split(), float).reshape(-1, 2)
LONGLEY = sm.datasets.longley.load_pandas()

# Invented: 30 months of a rare event, with zeros; 24 that hardly move; 7 totals.
SERIES = {**{name: list(map(float, values)) for name, values in R["series"].items()},
          "rare": [3, 0, 2, 5, 1, 0, 4, 2, 6, 1, 3, 2, 2, 1, 0, 4, 3, 1, 2, 2, 5, 0, 4, 1, 1, 2, 3, 3,
                   0, 2],
          "steady": [100, 101, 99, 100, 102, 98, 100, 100, 101, 99, 100, 100] * 2,
          "totals": [4410, 4365, 4512, 4708, 4690, 4912, 4950]}

ROWS = {}


def add(table, case, quantity, values, source, relative=1e-9, absolute=0.0):
    for index, value in enumerate(np.atleast_1d(np.asarray(values, float))):
        ROWS.setdefault(table, []).append(
            [case, quantity, index, repr(float(value)), relative, absolute, source])


# Least squares: NIST's certified values, then 50 digits for what NIST does not give.
def exact_fit(rows, values):
    x, y = mpmath.matrix([[mpmath.mpf(repr(float(v))) for v in r] for r in rows]), mpmath.matrix(
        [mpmath.mpf(repr(float(v))) for v in values])
    inverse = (x.T * x) ** -1
    b = inverse * x.T * y
    e = y - x * b
    return b, inverse, (e.T * e)[0] / (len(values) - x.cols)


NIST = "NIST StRD certified"
certified = {
    "norris": ([-0.262323073774029, 1.00211681802045], [0.232818234301152, 0.429796848199937e-3],
               0.884796396144373),
    "longley": ([-3482258.63459582, 15.0618722713733, -0.358191792925910e-1, -2.02022980381683,
                 -1.03322686717359, -0.511041056535807e-1, 1829.15146461355],
                [890420.383607373, 84.9149257747669, 0.334910077722432e-1, 0.488399681651699,
                 0.214274163161675, 0.226073200069370, 455.478499142212], 304.854073561965)}
designs = {"norris": (np.column_stack([np.ones(36), NORRIS[:, 1]]), NORRIS[:, 0]),
           "longley": (np.column_stack([np.ones(16), LONGLEY.exog.to_numpy(float)]),
                       LONGLEY.endog.to_numpy(float))}
for case, (x, y) in designs.items():
    b, inverse, s2 = exact_fit(x, y)
    for got, want in zip(b, certified[case][0]):
        assert abs(got / mpmath.mpf(want) - 1) < 1e-13, (case, got, want)
    add("ols", case, "coefficient", certified[case][0], NIST)
    add("ols", case, "standard_error", certified[case][1], NIST)
    add("ols", case, "residual_variance", certified[case][2] ** 2, NIST)
    rows = [x[0], x[-1], x[3]]
    a = mpmath.matrix([mpmath.fsum(r[j] for r in rows) for j in range(x.shape[1])])
    se = mpmath.sqrt(s2 * (3 + (a.T * inverse * a)[0]))
    total = (a.T * b)[0]
    source = f"mpmath {mpmath.__version__} 50 digits and {SCIPY} t.ppf"
    add("ols", case, "total", float(total), source)
    for confidence in (0.5, 0.8, 0.95, 0.999999):
        t = stats.t.ppf((1 + confidence) / 2, len(y) - x.shape[1])
        add("ols", case, f"low_{confidence}", float(total) - t * float(se), source)
        add("ols", case, f"high_{confidence}", float(total) + t * float(se), source)
    add("ols", case, "at_most", stats.t.cdf((1.001 * float(total) - float(total)) / float(se),
                                            len(y) - x.shape[1]), source)
for degrees in (1, 2, 3, 5, 10, 28, 100, 1198):
    for confidence in (0.5, 0.8, 0.95, 0.99, 0.999999):
        add("quantile", str(degrees), str(confidence),
            float(stats.t.isf((1 - confidence) / 2, degrees)), f"{SCIPY} t.isf")

# Quasi-Poisson.
for case, period, ahead in (("ldeaths", 12, (7, 18)), ("rare", 1, (1, 12)),
                            ("air30", 12, (19, 30)), ("ukgas", 4, (1, 4)), ("totals", 1, (1, 1))):
    y = np.array(SERIES[case])
    n = len(y)

    def design(t):
        return np.column_stack([np.ones(len(t)), t] + [((t - 1) % period == k).astype(float)
                                                      for k in range(1, period)])

    x = design(np.arange(1, n + 1))
    fit = sm.GLM(y, x, family=sm.families.Poisson()).fit(scale="X2", tol=1e-14, maxiter=200)
    scale = max(1.0, fit.scale)
    source = f"{STATSMODELS} GLM Poisson scale X2, tol 1e-14"
    add("quasi_poisson", case, "coefficient", fit.params, source, 1e-6, 1e-12)
    add("quasi_poisson", case, "standard_error", fit.bse * np.sqrt(scale / fit.scale), source, 1e-6)
    add("quasi_poisson", case, "dispersion", fit.scale, source, 1e-6)
    f = design(np.arange(n + ahead[0], n + ahead[1] + 1))
    mu = np.exp(f @ fit.params)
    g = mu @ f
    se = np.sqrt(scale * mu.sum() + g @ (fit.cov_params() * scale / fit.scale) @ g)
    source += f" and {NUMPY}"
    add("quasi_poisson", case, "total", mu.sum(), source, 1e-6)
    add("quasi_poisson", case, "total_error", se, source, 1e-6)
    sigma = np.sqrt(np.log1p((se / mu.sum()) ** 2))
    for side, name in ((-1, "low"), (1, "high")):
        add("quasi_poisson", case, name, np.exp(np.log(mu.sum()) - sigma**2 / 2 + side * sigma
            * stats.t.ppf(0.975, n - x.shape[1])), source, 1e-6)

# Theil and Sen, Mann and Kendall.
for case in ("nile", "rare", "ldeaths", "steady", "totals"):
    y = np.array(SERIES[case])
    n = len(y)
    t = np.arange(1, n + 1)
    slope, intercept, _, _ = stats.theilslopes(y, t, method="separate")
    add("robust", case, "slope", slope, f"{SCIPY} theilslopes separate", 1e-9, 1e-12)
    add("robust", case, "intercept", intercept, f"{SCIPY} theilslopes separate")
    s = sum(np.sign(y[j] - y[i]) for i in range(n) for j in range(i + 1, n))
    ties = np.unique(y, return_counts=True)[1]
    variance = (n * (n - 1) * (2 * n + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18
    z = (s - np.sign(s)) / np.sqrt(variance)
    peer = pymannkendall.original_test(y)
    assert np.allclose([peer.s, peer.var_s, peer.z], [s, variance, z])
    source = f"pymannkendall {version('pymannkendall')} original_test"
    for quantity, value in (("s", s), ("variance", variance), ("z", z),
                            ("p", 2 * stats.norm.sf(abs(z)))):
        add("robust", case, quantity, value, source, 1e-9)
    # The projection's standard error, written out again from its documentation.
    residuals = y - intercept - slope * t
    deviations = np.abs(residuals - np.median(residuals))
    spread = np.median(deviations) / stats.norm.ppf(0.75)
    if spread < 1e-9 * deviations.mean():
        spread = np.sqrt((residuals**2).sum() / (n - 2))
    z = slope * (np.median(t) - t) / spread
    phi = stats.norm.cdf(z)
    level = min((phi * (1 - phi)).sum() / stats.norm.pdf(z).sum() ** 2, np.pi / 2)
    f = np.arange(n + 1, n + 13)
    error = spread * np.sqrt(12 + 144 * level + (f - np.median(t)).sum() ** 2
                             * np.pi / 3 / ((t - t.mean()) ** 2).sum())
    add("robust", case, "total", (intercept + slope * f).sum(), f"{SCIPY} {NUMPY}")
    add("robust", case, "total_error", error, f"{SCIPY} {NUMPY}, from the formula")

# Decomposition, by two programs.
for case, period in (("air", 12), ("ldeaths", 12), ("ukgas", 4), ("steady", 12), ("odd", 12)):
    y = np.array(SERIES[case])
    for kind in ("additive", "multiplicative"):
        peer = seasonal_decompose(y, model=kind, period=period)
        source = f"{STATSMODELS} seasonal_decompose"
        known = ~np.isnan(peer.trend)
        add("decomposition", case, "trend", peer.trend[known], source)
        add("decomposition", case, f"{kind}_figure", peer.seasonal[:period], source, 1e-9, 1e-10)
        r = R["decompose"][f"{case}_{kind}"]
        add("decomposition", case, f"{kind}_figure", r, f"{VERSION} decompose", 1e-9, 1e-10)

# Smoothing: R with given weights, and R's own optimum for comparison.
for case in R["smoothing"]:
    for quantity, values in case["values"].items():
        if values is not None:
            add("smoothing", f"{case['series']} {case['model']}", quantity, values,
                f"{VERSION} HoltWinters", 1e-9, 1e-10)


def damped(y, a, b, phi):
    level, trend, errors = y[1], y[1] - y[0], []
    for value in y[2:]:
        errors.append(value - level - phi * trend)
        new = a * value + (1 - a) * (level + phi * trend)
        trend = b * (new - level) + (1 - b) * phi * trend
        level = new
    return level, trend, np.array(errors)


y = SERIES["nile"]
level, trend, errors = damped(y, 0.3, 0.2, 0.9)
ahead = [level + trend * sum(0.9**i for i in range(1, h + 1)) for h in range(1, 7)]
psi = [1.0] + [0.3 * (1 + 0.2 * sum(0.9**i for i in range(1, j + 1))) for j in range(1, 6)]
source = f"{NUMPY}, R's recursion with a damped trend"
add("smoothing", "nile damped", "sse", (errors**2).sum(), source)
add("smoothing", "nile damped", "forecast", ahead, source)
variance = (errors**2).sum() / (len(errors) - 2)
weights = [sum(psi[h - k] for h in range(max(k, 3), 7)) for k in range(1, 7)]
add("smoothing", "nile damped", "total_error", np.sqrt(variance * np.square(weights).sum()), source)

# A total's variance by brute force: each error in turn is 1, and the recursion runs on.
def brute_force(kind, period, a, b, g, phi, first, last):
    total = 0.0
    for k in range(1, last + 1):
        level, trend, season, effect = 0.0, 0.0, [0.0] * period, 0.0
        for h in range(1, last + 1):
            figure = season[(h - 1) % period]
            expected = level + phi * trend + figure
            value = expected + (1.0 if h == k else 0.0)
            effect += value if h >= first else 0.0
            new = a * (value - figure) + (1 - a) * (level + phi * trend)
            trend = b * (new - level) + (1 - b) * phi * trend
            level = new
            season[(h - 1) % period] = g * (value - level) + (1 - g) * figure
        total += effect**2
    return total


for name, arguments in (("air additive", ("additive", 12, 0.4, 0.1, 0.3, 1.0, 19, 30)),
                        ("ukgas additive", ("additive", 4, 0.5, 0.2, 0.6, 1.0, 3, 6))):
    add("smoothing", name, "total_variance_factor", brute_force(*arguments),
        f"{NUMPY}, unit errors run through the recursion")


# The same for a multiplicative season, as numerical derivatives: the formula is an approximation.
def derivatives(state, period, a, b, g, first, last):
    def total(k, e):
        level, trend, season, result = state[0], state[1], list(state[2:]), 0.0
        for h in range(1, last + 1):
            figure = season[(h - 1) % period]
            value = (level + trend) * figure + (e if h == k else 0.0)
            result += value if h >= first else 0.0
            new = a * value / figure + (1 - a) * (level + trend)
            trend = b * (new - level) + (1 - b) * trend
            level = new
            season[(h - 1) % period] = g * value / level + (1 - g) * figure
        return result

    return sum(((total(k, 1e-3) - total(k, -1e-3)) / 2e-3) ** 2 for k in range(1, last + 1))


state = next(case["values"]["state"] for case in R["smoothing"]
             if (case["series"], case["model"]) == ("co2", "multiplicative"))
add("smoothing", "co2 multiplicative", "total_variance_factor",
    derivatives(state, 12, 0.5, 0.01, 0.4, 19, 30), f"{NUMPY}, numerical derivatives", 0.02)

for name, rows in ROWS.items():
    with open(HERE / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["case", "quantity", "index", "value", "relative", "absolute", "source"])
        writer.writerows(rows)
with open(HERE / "series.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["case", "value"])
    writer.writerows([[case, repr(float(v))] for case, values in SERIES.items() for v in values])
with open(HERE / "designs.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["case", "value", "row"])
    writer.writerows([[case, repr(float(v)), " ".join(repr(float(e)) for e in r)]
                      for case, (x, y) in designs.items() for r, v in zip(x, y)])
