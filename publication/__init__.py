"""The public side, standing alone: it reads released documents, in tables of its own, and imports nothing private."""
