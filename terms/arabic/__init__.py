"""Arabic as data: what makes two spellings one (fold), digits (digits), counted nouns (nouns, agreement).

The rules in words are in docs/style-ar.md.
"""
