"""The staff site of records: the base of every entry form, the desk, and the pages of review and release."""
