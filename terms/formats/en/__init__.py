"""Django formats."""
