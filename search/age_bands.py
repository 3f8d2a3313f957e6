"""Ages in tens of years."""

BAND = 10
"""Years in one band."""


def age_band(age: int) -> str:
    """The band of an age: "50-59"."""
    first = age - age % BAND
    return f"{first}-{first + BAND - 1}"


def age_bands(low: int, high: int) -> tuple[str, ...]:
    """The bands that hold the ages from ``low`` to ``high``."""
    return tuple(age_band(age) for age in range(low - low % BAND, high + 1, BAND))
