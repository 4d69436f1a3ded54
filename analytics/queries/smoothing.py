"""Rolling means of columns over time."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def rolling_mean(table: pd.DataFrame, columns: Sequence[str], periods: int, by: str | None = None) -> pd.DataFrame:
    """Replace columns by their mean over so many periods up to each row's; the values before are in ``<column>_unsmoothed``.

    ``by`` is a column whose values have a course each (such as actor). The rows of a course are one per period, in order. Missing
    values are left out of a mean; it is missing where all its values are. One period leaves the table as it is.

    >>> table = pd.DataFrame({"period": [1, 2, 3], "share": [0.2, None, 0.4]})
    >>> rolling_mean(table, ["share"], 2)["share"].tolist()
    [0.2, 0.2, 0.4]
    """
    if periods <= 1:
        return table
    smooth = table.copy(deep=False)
    for column in columns:
        smooth[f"{column}_unsmoothed"] = table[column]
        values = table[column].astype("float64")
        groups = values.groupby(table[by], sort=False) if by else None
        rolled = values.rolling(periods, min_periods=1) if groups is None else groups.rolling(periods, min_periods=1)
        means = rolled.mean()
        smooth[column] = means if groups is None else means.droplevel(0).sort_index()
    return smooth
