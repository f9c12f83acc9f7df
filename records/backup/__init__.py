"""Backup and restore: one encrypted file with the private tables and the originals of photos, and the way back.

crypto.py seals and opens the stream, tables.py turns rows into lines and back, archive.py says what lies where in the
stream, making.py writes it and restoring.py reads it. Both engines write the same, so that either restores the other's.
"""


class BackupRefused(Exception):
    """A backup that cannot be made, read or restored; the message is a sentence for whoever runs the command.

    It never holds a value of a row: what a database says of a row that it refuses would.
    """
