"""Confidence intervals: the factor of the normal distribution, and Wilson's interval of a share."""

from __future__ import annotations

Z95 = 1.959964  # half-width of a two-sided 95% interval, in standard errors


def wilson(hits: int, n: int) -> tuple[float | None, float | None]:
    """Return the 95% interval of a share (Wilson, Journal of the American Statistical Association 22, 1927), also of few cases.

    >>> tuple(round(end, 3) for end in wilson(5, 50)), tuple(round(end, 3) for end in wilson(0, 50)), wilson(0, 0)
    ((0.043, 0.214), (0.0, 0.071), (None, None))
    """
    if n == 0:
        return None, None
    share = hits / n
    middle = (share + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
    half = Z95 * (share * (1 - share) / n + Z95**2 / (4 * n**2)) ** 0.5 / (1 + Z95**2 / n)
    return max(middle - half, 0.0), min(middle + half, 1.0)
