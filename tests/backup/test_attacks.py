"""Whatever is done to a backup, it is refused before anything is written, and the sentence says where."""

import io

import pytest
from cryptography.fernet import Fernet, MultiFernet
from django.core.management import CommandError, call_command

from records.backup import BackupRefused, archive, crypto, restoring
from tests.support import backups, canaries
from tests.support.backups import KEY, SECRET

BLOCK = crypto.CHUNK + crypto.TAG
HEADER = len(crypto.MAGIC) + 2 + 140  # a Fernet token over 32 bytes has 140 signs


@pytest.fixture
def nothing_is_written(monkeypatch):
    """The first write would be to set the triggers aside."""
    monkeypatch.setattr(restoring.triggers, "suspended", lambda *_: pytest.fail("it began to write"))


def refused(file):
    with pytest.raises(CommandError) as error:
        call_command("restore", file, stdout=io.StringIO())
    with pytest.raises(CommandError):
        call_command("restore", file, verify=True, stdout=io.StringIO())
    return str(error.value)


def blocks(data):
    return [data[at : at + BLOCK] for at in range(HEADER, len(data), BLOCK)]


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_written")]


def test_the_house_has_several_chunks(file):
    assert len(blocks(file.read_bytes())) > 3


@pytest.mark.parametrize(
    ("region", "sentence"),
    [
        (3, "does not begin like one"),
        (len(crypto.MAGIC) - 2, "does not begin like one"),
        (len(crypto.MAGIC), "opens the file"),
        (len(crypto.MAGIC) + 1, ""),  # Fernet may take a token with something behind it: then chunk 1
        (len(crypto.MAGIC) + 2, "opens the file"),
        (HEADER - 70, "opens the file"),
        (HEADER - 5, "opens the file"),
        (HEADER, "its chunk 1 does not open"),
        (HEADER + BLOCK - 1, "its chunk 1 does not open"),
        (HEADER + BLOCK, "its chunk 2 does not open"),
        (HEADER + BLOCK + 30_000, "its chunk 2 does not open"),
        (-17, "does not open"),
        (-1, "does not open"),
    ],
)
def test_a_flipped_bit(file, region, sentence):
    data = bytearray(file.read_bytes())
    data[region] ^= 1
    file.write_bytes(data)
    assert sentence in refused(file)


@pytest.mark.parametrize("kept", [0, 1, 2, -1])
def test_cut_off_between_two_chunks(file, kept):
    data = file.read_bytes()
    file.write_bytes(data[:HEADER] + b"".join(blocks(data)[:kept]))
    number = len(blocks(file.read_bytes()))
    assert (f"cut off after chunk {number}." if number else "its chunk 1 does not open") in refused(file)


@pytest.mark.parametrize("size", [0, 5, len(crypto.MAGIC), HEADER - 1, HEADER + 1, HEADER + BLOCK + 100])
def test_cut_off_anywhere_else(file, size):
    file.write_bytes(file.read_bytes()[:size])
    assert refused(file)


def test_two_chunks_swapped(file):
    data = file.read_bytes()
    first, second, *rest = blocks(data)
    file.write_bytes(data[:HEADER] + b"".join([second, first, *rest]))
    assert "its chunk 1 does not open" in refused(file)


def test_a_chunk_left_out_or_doubled(file):
    data = file.read_bytes()
    first, second, *rest = blocks(data)
    file.write_bytes(data[:HEADER] + b"".join([first, *rest]))
    assert "its chunk 2 does not open" in refused(file)
    file.write_bytes(data[:HEADER] + b"".join([first, first, second, *rest]))
    assert "its chunk 2 does not open" in refused(file)


def test_something_appended(file):
    data = file.read_bytes()
    for more in (b"\0", data[-100:], data):
        file.write_bytes(data + more)
        assert refused(file)


def test_something_appended_at_the_end_of_a_full_chunk():
    target = io.BytesIO()
    sealer = crypto.Sealer(target, crypto.keys())
    sealer.write(b"x" * 2 * crypto.CHUNK)
    sealer.finish()
    with pytest.raises(BackupRefused, match="something follows its last chunk, 2"):
        crypto.Opener(io.BytesIO(target.getvalue() + b"more"), crypto.keys()).read()


def test_a_chunk_of_another_backup_under_the_same_key(file):
    def sealed(data):
        target = io.BytesIO()
        sealer = crypto.Sealer(target, crypto.keys())
        sealer.write(data)
        sealer.finish()
        return target.getvalue()

    one, two = sealed(b"a" * 100_000), sealed(b"b" * 100_000)
    mixed = one[:HEADER] + b"".join([blocks(one)[0], blocks(two)[1]])
    with pytest.raises(BackupRefused, match="chunk 2"):
        crypto.Opener(io.BytesIO(mixed), crypto.keys()).read()


def test_every_byte_of_a_small_file(monkeypatch):
    monkeypatch.setattr(crypto, "CHUNK", 40)
    target = io.BytesIO()
    sealer = crypto.Sealer(target, crypto.keys())
    sealer.write(b"x" * 130)
    sealer.finish()
    whole = target.getvalue()
    assert crypto.Opener(io.BytesIO(whole), crypto.keys()).read() == b"x" * 130
    spoilt = [whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :] for at in range(len(whole))]
    for data in [*spoilt, *(whole[:size] for size in range(len(whole)))]:
        with pytest.raises(BackupRefused):
            crypto.Opener(io.BytesIO(data), crypto.keys()).read()


def test_a_whole_file_whose_manifest_says_otherwise(tmp_path, file):
    """Made by someone who has the key, or by a fault of ours."""
    entries = backups.opened(file)
    head = entries[archive.HEAD]
    part = next(name for name in entries if name.startswith("tables/incidents_incident/"))
    spoils = {
        "incidents_incident": lambda: entries | {part: entries[part].replace(b"ambush", b"battle", 1)},
        "records_release": lambda: {n: d for n, d in entries.items() if "records_release/" not in n},
        "no manifest": lambda: {n: d for n, d in entries.items() if n != archive.MANIFEST},
        "another format": lambda: entries | {archive.HEAD: head.replace(b'"format": 1', b'"format": 2')},
    }  # fmt: skip
    for number, (name, spoil) in enumerate(spoils.items()):
        path = tmp_path / str(number)
        with path.open("wb") as target, archive.Writer(target, crypto.keys()) as writer:
            for entry, data in spoil().items():
                writer.add(entry, data)
        assert name in refused(path)


def test_without_a_key_or_with_another_it_is_refused(file, settings):
    settings.BACKUP_KEYS = []
    assert "BACKUP_KEYS is not set" in refused(file)
    settings.BACKUP_KEYS = [Fernet.generate_key().decode()]
    assert "No key of BACKUP_KEYS opens the file" in refused(file)
    settings.BACKUP_KEYS = settings.VAULT_KEYS
    assert "also one of VAULT_KEYS" in refused(file)


def test_an_older_key_still_opens_and_the_newest_seals(file, settings):
    newest = Fernet.generate_key().decode()
    settings.BACKUP_KEYS = [newest, KEY]
    assert restoring.verify(file).rows
    target = io.BytesIO()
    crypto.Sealer(target, crypto.keys()).finish()
    target.seek(0)
    assert crypto.Opener(target, MultiFernet([Fernet(newest)])).read() == b""


def test_nothing_private_is_in_its_bytes_and_all_of_it_is_inside(house):
    """What is sealed in the vault stays sealed even inside."""
    tokens = {
        canaries.token(*where)
        for where in canaries.planted() | set(canaries.flat(canaries.PUBLIC))
        if where[0] in ("records.Source", "records.Record", "incidents.Incident")
    }
    inside = b"".join(backups.opened(house.file).values())
    assert len({token for token in tokens if token.encode() in inside}) > 5
    outside = house.file.read_bytes()
    for secret in [
        *tokens,
        *canaries._TOKEN.findall(outside.decode("latin-1")),
        "المخترع",
        "records_",
        "pbkdf",
        "md5$",
    ]:
        assert secret.encode() not in outside
    assert SECRET.encode() not in inside and b"zanzibar" not in inside
