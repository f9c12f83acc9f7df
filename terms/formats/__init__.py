"""Django formats by language."""
