"""Writes coverage.csv and false_colour.csv beside it: python generate_coverage.py (numpy, scipy,
statsmodels). What intervals and tests do in the long run, by their own route: the
packages' intervals over all outcomes, and the packages' fits to series made by numpy."""

import csv
import pathlib
import warnings

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

warnings.simplefilter("ignore")
HERE = pathlib.Path(__file__).parent
NUMPY = f"numpy {np.__version__}"
SCIPY = f"scipy {scipy.__version__}"
STATSMODELS = f"statsmodels {statsmodels.__version__}"


def write(name, header, rows):
    with open(HERE / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header + ["relative", "absolute", "source"])
        for row in rows:
            writer.writerow([repr(float(v)) if isinstance(v, float) else v for v in row])


# Enumerated: the chance that a 95% interval holds the truth, on average over the truths of a grid
# and at the worst of them. `method`: 0 Newcombe (shares 0.05 to 0.95 in each group of `a` and `b`),
# 1 Clopper-Pearson (shares 0.005 to 0.995 of `a`), 2 Byar (means `a` to `b` by 0.05), 3 the exact
# ratio of two counts (means 1, 2, 4, 7, 10 each, counts to `a`).
rows = []


def record(method, a, b, covered, source):
    rows.append([method, a, b, float(np.mean(covered)), float(min(covered)), 1e-9, 0.0, source])


for n1, n2 in ((10, 10), (20, 30), (50, 40)):
    outcomes = [[confint_proportions_2indep(b, n2, a, n1, method="newcomb", compare="diff")
                 for b in range(n2 + 1)] for a in range(n1 + 1)]
    low, high = np.moveaxis(np.array(outcomes), 2, 0)
    covered = []
    for i in range(1, 20):
        for j in range(1, 20):
            chance = np.outer(stats.binom.pmf(np.arange(n1 + 1), n1, i / 20),
                              stats.binom.pmf(np.arange(n2 + 1), n2, j / 20))
            truth = (j - i) / 20
            covered.append(chance[(low <= truth + 1e-12) & (truth - 1e-12 <= high)].sum())
    record(0, n1, n2, covered, f"{STATSMODELS} confint_proportions_2indep newcomb")

for n in (5, 20, 60):
    x = np.arange(n + 1)
    low, high = proportion_confint(x, n, method="beta")
    low, high = np.nan_to_num(low), np.nan_to_num(high, nan=1.0)
    record(1, n, 0, [stats.binom.pmf(x, n, p / 200)[(low <= p / 200) & (p / 200 <= high)].sum()
                     for p in range(1, 200)], f"{STATSMODELS} proportion_confint beta")

x, z = np.arange(400), stats.norm.ppf(0.975)
some = np.maximum(x, 1)
low = np.where(x > 0, x * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3, 0)
high = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3
for a, b in ((1, 10), (10, 100)):
    record(2, a, b, [stats.poisson.pmf(x, m)[(low <= m) & (m <= high)].sum()
                     for m in np.arange(a * 20, b * 20 + 1) / 20], f"{NUMPY}, {SCIPY} poisson")

first, second = np.meshgrid(np.arange(41), np.arange(41), indexing="ij")
total = first + second
low = np.where(second == 0, 0, stats.beta.ppf(0.025, second, first + 1))
high = np.where(first == 0, 1, stats.beta.ppf(0.975, second + 1, first))
covered = []
for m1 in (1, 2, 4, 7, 10):
    for m2 in (1, 2, 4, 7, 10):
        chance = np.outer(stats.poisson.pmf(np.arange(41), m1), stats.poisson.pmf(np.arange(41), m2))
        share = m2 / (m1 + m2)
        covered.append(chance[(low <= share) & (share <= high)].sum())
record(3, 40, 0, covered, f"{SCIPY} beta.ppf, poisson")
write("coverage", ["method", "a", "b", "average", "least"], rows)

# Simulated: 48 months around 40 with a season of a quarter, their variance `phi` times the mean
# (gamma-Poisson; Poisson for 1), nothing else changing. Of 20 000 series, the share in which the
# third year differs from the first at 1.96: `poisson` by z, `quasi` by z over the root of the
# dispersion of a fit to 36 months (at least 1); and in which the 95% interval of the fourth year's
# total holds it (`held`). All series are fitted at once by Newton's method on the normal equations;
# the first few are held against statsmodels.
rows, series = [], 20_000
months = np.arange(48)
mean = 40 * (1 + 0.25 * np.sin(2 * np.pi * months / 12))
design = np.column_stack([np.ones(48), months + 1] + [months % 12 == k for k in range(1, 12)]).astype(float)
known = design[:36]
random = np.random.default_rng(20141217)


def fitted(y):
    beta = np.linalg.lstsq(known, np.log(y + 0.5).T, rcond=None)[0].T
    for _ in range(25):
        mu = np.exp(beta @ known.T)
        information = np.einsum("ti,nt,tj->nij", known, mu, known)
        beta = beta + np.linalg.solve(information, ((y - mu) @ known)[..., None])[..., 0]
    mu = np.exp(beta @ known.T)
    return beta, ((y - mu) ** 2 / mu).sum(1) / 23, np.linalg.inv(information)


for phi in (1.0, 3.0):
    shape = (series, 48)
    y = random.poisson(random.gamma(mean / (phi - 1), phi - 1, shape) if phi > 1 else mean, shape)
    beta, scale, covariance = fitted(y[:, :36])
    for k in range(20):
        check = sm.GLM(y[k, :36], known, family=sm.families.Poisson()).fit(scale="X2", tol=1e-12)
        assert np.allclose(check.params, beta[k], rtol=1e-8) and np.isclose(check.scale, scale[k])
        assert np.allclose(check.cov_params(), covariance[k] * scale[k], rtol=1e-6)
    first, third, fourth = (y[:, a:a + 12].sum(1) for a in (0, 24, 36))
    z, factor = abs(third - first) / np.sqrt(first + third), np.maximum(1.0, scale)
    ahead = np.exp(beta @ design[36:].T)
    gradient, total = ahead @ design[36:], ahead.sum(1)
    spread = np.log1p(factor * (total + np.einsum("ni,nij,nj->n", gradient, covariance, gradient)) / total**2)
    reach = stats.t.ppf(0.975, 23) * np.sqrt(spread)
    held = abs(np.log(fourth) - np.log(total) + spread / 2) <= reach
    rows.append([phi, *(float(x.mean()) for x in (z >= 1.96, z / np.sqrt(factor) >= 1.96, held)), 0.0, 0.0,
                 f"{series} series by {NUMPY}; {STATSMODELS} GLM"])
write("false_colour", ["phi", "poisson", "quasi", "held"], rows)
