"""Writes series.csv and expected.csv: what PyPI statsforecast 2.1.1 forecasts for made-up series.

Run in this folder: pip install statsforecast==2.1.1 && python oracle.py
"""

import csv

import numpy as np
from statsforecast.models import (
    TSB,
    AutoETS,
    CrostonClassic,
    CrostonSBA,
    HistoricAverage,
    SeasonalNaive,
    SimpleExponentialSmoothing,
    Theta,
)

HORIZON = 12


def series():
    rng = np.random.default_rng(20240607)
    months = np.arange(72)
    season = 1 + 0.3 * np.sin(2 * np.pi * months / 12)
    yield "level", 100 + rng.normal(0, 5, 60)
    yield "walk", 500 + np.cumsum(rng.normal(0, 10, 80))
    yield "trend", 50 + 2 * np.arange(48) + rng.normal(0, 4, 48)
    yield "seasonal", (200 + 1.5 * months) * season * rng.normal(1, 0.03, 72)
    yield "lumpy", rng.poisson(0.3, 84) * rng.integers(1, 20, 84)
    yield "rare", (rng.random(84) < 0.06) * rng.integers(1, 4, 84)
    yield "steady", (rng.random(40) < 0.7) * rng.integers(5, 9, 40)


def models():
    yield "seasonal_naive", SeasonalNaive(season_length=12)
    yield "mean", HistoricAverage()
    yield "ses_0.3", SimpleExponentialSmoothing(alpha=0.3)
    yield "ses", AutoETS(season_length=1, model="ANN")
    yield "theta", Theta(season_length=12, decomposition_type="multiplicative")
    yield "croston", CrostonClassic()
    yield "sba", CrostonSBA()
    yield "tsb", TSB(alpha_d=0.2, alpha_p=0.3)


def main():
    with open("series.csv", "w", newline="") as s, open("expected.csv", "w", newline="") as e:
        given = csv.writer(s, lineterminator="\n")
        expected = csv.writer(e, lineterminator="\n")
        for name, values in series():
            values = np.round(values.astype(float), 4)
            given.writerow([name, *values])
            for model, forecaster in models():
                forecast = forecaster.forecast(values, HORIZON)["mean"]
                expected.writerow([name, model, *(repr(round(float(x), 9)) for x in forecast)])


main()
