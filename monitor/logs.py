"""How lines of the log are written."""

import logging
import traceback
from types import TracebackType

#: An error as logging hands it on.
Told = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutValues(logging.Formatter):
    """Errors by their kinds and places in the code, without their messages, and each message on one line.

    PostgreSQL repeats the refused row in its message, Python the text that it could not read: names among them. A
    break of a line, sent by a stranger, would begin a line of its own.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- logging's name
        record.message = "".join(
            sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in record.message
        )
        return super().formatMessage(record)

    def formatException(self, ei: Told) -> str:  # noqa: N802 -- logging's name
        error, lines, seen = ei[1], list[str](), set[int]()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            kind = f"{type(error).__module__}.{type(error).__qualname__}\n"
            lines = [
                *traceback.format_tb(error.__traceback__),
                kind,
                *(["from that:\n"] if lines else []),
                *lines,
            ]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(lines).rstrip("\n")
