"""The forms of cases: the case and its person, what sources say of it, its photo, and “no news”."""
