"""The server agrees with any proxy on where a request ends: what could be read in two ways is refused or cut off."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.postgres import free_port

APP = """
def application(environ, start_response):
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]
"""
HOST = b"Host: marsad.example\r\n"
#: A request that a proxy did not see as one.
HIDDEN = b"GET /hidden HTTP/1.1\r\n" + HOST + b"\r\n"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[bytes], bytes]]:
    """All that gunicorn, started as docs/operations.md says, answers to these bytes."""
    folder: Path = tmp_path_factory.mktemp("server")
    (folder / "echo.py").write_text(APP)
    port = free_port()
    command = ["gunicorn", "echo:application", "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    server = subprocess.Popen(
        [str(Path(sys.executable).with_name(command[0])), *command[1:]], cwd=folder, stderr=subprocess.DEVNULL
    )

    def ask(raw: bytes) -> bytes:
        answer = b""
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(raw)
            connection.shutdown(socket.SHUT_WR)
            while got := connection.recv(65536):
                answer += got
        return answer

    try:
        for _attempt in range(100):
            try:
                ask(b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")
                break
            except OSError:
                time.sleep(0.1)  # until it listens
        yield ask
    finally:
        server.terminate()
        server.wait()


def test_a_plain_request_is_answered(said: Callable[[bytes], bytes]) -> None:
    assert said(b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 2\r\n\r\nab").endswith(b"\r\n\r\nab")


@pytest.mark.parametrize(
    "heads",
    [
        b"Content-Length: 6\r\nContent-Length: 5\r\n",
        b"Content-Length: 5, 6\r\n",
        b"Content-Length: +5\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        b"Transfer-Encoding : chunked\r\n",
        b"Transfer-Encoding: chunked, chunked\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
        b"X: a\rb\r\n",
        b"X: a\nTransfer-Encoding: chunked\r\n",
    ],
)
def test_what_could_end_in_two_places_is_refused(said: Callable[[bytes], bytes], heads: bytes) -> None:
    answer = said(b"POST / HTTP/1.1\r\n" + HOST + heads + b"\r\nabcdef" + HIDDEN)
    assert answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 501 "))
    assert answer.count(b"HTTP/1.1 ") == 1


def test_with_both_lengths_the_chunks_decide_or_nothing_is_taken(said: Callable[[bytes], bytes]) -> None:
    both = b"Content-Length: 60\r\nTransfer-Encoding: chunked\r\n\r\n"
    answer = said(b"POST / HTTP/1.1\r\n" + HOST + both + b"2\r\nab\r\n0\r\n\r\n" + HIDDEN)
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"hidden" not in answer
    assert answer.startswith(b"HTTP/1.1 400 ") or answer.endswith(b"\r\n\r\nab")
