"""Records that come in by file: one pipeline for the commands and for the staff site.

files: what a file must be · cells: what a cell may hold · names: references with suggestions ·
resource: rows into records, all or nothing · command: the shared command · admin: preview and confirm.
"""
