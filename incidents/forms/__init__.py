"""The forms of incidents, tallies and campaigns."""
