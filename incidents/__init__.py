"""Incidents, tallies and campaigns: what happened, to how many, and who says so."""
