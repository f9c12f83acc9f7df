"""Ages as bands: how old someone was, told no more exactly than a face tells it."""

#: First and last year of each band; the last is open. Children stand apart from adults, as the law has it.
BANDS: tuple[tuple[int, int | None], ...] = ((0, 11), (12, 17), (18, 29), (30, 44), (45, 59), (60, None))

Band = tuple[int | None, int | None]


def band_of(low: int | None, high: int | None = None) -> Band:
    """The band, or the run of bands, in which an age between the two lies; (None, None) of an unknown age.

    Without `high` the age is exactly `low`. The upper end is None where it is open.
    """
    if low is None:
        return None, None
    return _holding(low)[0], _holding(low if high is None else high)[1]


def _holding(age: int) -> tuple[int, int | None]:
    return next(band for band in reversed(BANDS) if band[0] <= age)
