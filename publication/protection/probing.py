"""Searching for ids by trying: misses are counted, told in sum, and from a client with many of them refused unread.

All of it is in the memory of a process and bounded. A client is a digest of its address under a key that dies with
the process; no address, path or id is kept or logged.
"""

import hashlib
import logging
import secrets
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation

from publication.protection import client_address, is_of_staff
from publication.protection.logs import MISSES
from publication.views import errors

log = logging.getLogger(__name__)

MINUTE = 60
MOST_CLIENTS = 10_000
MOST_PAGES = 20_000


class Ledger:
    """The misses of the running minute, and the pages that were there lately."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._key, self._lock = clock, secrets.token_bytes(32), threading.Lock()
        self._minute = -1
        self._clients: dict[bytes, int] = {}
        self._sums: Counter[int] = Counter()
        self._pages: OrderedDict[bytes, None] = OrderedDict()

    def digest(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(errors="replace"), key=self._key, digest_size=12).digest()

    def seconds_left(self) -> int:
        return MINUTE - int(self._clock()) % MINUTE

    def is_over(self, client: bytes | None, most: int) -> bool:
        with self._lock:
            self._turn()
            return client is not None and self._clients.get(client, 0) >= most

    def miss(self, client: bytes | None, status: int) -> None:
        with self._lock:
            self._turn()
            self._sums[status] += 1
            # A flood from everywhere fills the table and is then counted in sum alone.
            if client is not None and (client in self._clients or len(self._clients) < MOST_CLIENTS):
                self._clients[client] = self._clients.get(client, 0) + 1

    def stands(self, page: bytes) -> None:
        """Remember that there is a page."""
        with self._lock:
            self._pages[page] = None
            self._pages.move_to_end(page)
            if len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)

    def knows(self, page: bytes) -> bool:
        return page in self._pages

    def _turn(self) -> None:
        """Begin another minute, and tell the one before in a line."""
        minute = int(self._clock()) // MINUTE
        if minute == self._minute:
            return
        sums, self._sums = self._sums, Counter()
        clients, self._clients, self._minute = len(self._clients), {}, minute
        if sums:
            told = ", ".join(f"{sums[status]} {name}" for status, name in MISSES.items() if sums[status])
            log.log(
                logging.WARNING if sums[429] else logging.INFO,
                "Misses within a minute: %s; of %d clients",
                told,
                clients,
            )


ledger = Ledger()


class Probing:
    """Answers 429 to a client with more than MISSES_A_MINUTE misses, for pages of single things alone: lists are open
    to everyone, and so are pages that anybody has opened lately.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_of_staff(request):
            return self.get_response(request)
        most = settings.MISSES_A_MINUTE
        address = client_address(request)
        client = ledger.digest(address) if address and most else None
        page = ledger.digest(request.path_info)
        if ledger.is_over(client, most) and not ledger.knows(page) and _is_of_one_thing(request):
            response = errors.refusal(request, 429)
            response["Retry-After"] = str(ledger.seconds_left())
        else:
            response = self.get_response(request)
        if response.status_code in MISSES:
            ledger.miss(client, response.status_code)
        elif response.status_code in (200, 304):
            ledger.stands(page)
        return response


def _is_of_one_thing(request: HttpRequest) -> bool:
    language = translation.get_language_from_path(request.path_info) or "ar"
    try:
        with translation.override(language):
            return bool(resolve(request.path_info).kwargs.keys() - {"format"})
    except Resolver404:
        return True
