"""The ground floor: the field's vocabulary and arithmetic, in pure functions without a database.

Closed lists (choices), figures with their qualifiers (figures), dates and their precision (dates), the months
of a numbered series (periods) and Arabic text (arabic). Every other package may import this one; it imports
none.
"""
