"""Whatever somebody may do to a case file, at random: without any key, with another one, and with the desk's own.

Each edit gets the chance to vary, a sound case file and the desk's key, which only those of the last kind use. It gives the
changed bytes, or None where this order has nothing that could be changed so. Its name is the row of the table in
docs/explanation/case-file.md that says which check finds it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.casefile.bases import FORGER, Base, packed, packed_in_order, said, saying, sealed_by

Edit = Callable[[Random, Base, Ed25519PrivateKey], bytes | None]

TABLES = ("attachments.json", "books.json", "decisions.json", "events.jsonl", "order.json", "texts.json", "README.txt")
SEALS = ("manifest.json", "signature.json")


def flips_a_byte(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    return _with_other_byte(chance, base.data)


def puts_in_or_takes_out_bytes(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    place, length = chance.randrange(len(base.data)), chance.randint(1, 40)
    if chance.random() < 0.5:
        return base.data[:place] + chance.randbytes(length) + base.data[place:]
    return base.data[:place] + base.data[place + length :]


def swaps_two_stretches(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    data, length = base.data, chance.randint(1, 200)
    one, two = sorted(chance.sample(range(0, len(data) - length, length + 1), 2))
    return (
        data[:one]
        + data[two : two + length]
        + data[one + length : two]
        + data[one : one + length]
        + data[two + length :]
    )


def cuts_it_off(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    return base.data[: chance.randrange(len(base.data))]


def adds_bytes_before_or_behind(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    more = chance.randbytes(chance.randint(1, 100))
    return more + base.data if chance.random() < 0.5 else base.data + more


def packs_it_again(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    """The same files, by a program that knows nothing of case files, compressed or not."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as archive:
        for name in base.files:
            archive.writestr(zipfile.ZipInfo(name, (2026, 6, chance.randint(1, 30), 12, 0, 0)), base.files[name])
    return out.getvalue()


def orders_the_files_anew(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    files = list(base.files.items())
    while files == list(base.files.items()):
        chance.shuffle(files)
    return packed_in_order(files)


def puts_a_file_in_twice(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    files = list(base.files.items())
    place = chance.randrange(len(files))
    name, data = files[place]
    return packed_in_order([*files[:place], (name, _with_other_byte(chance, data)), *files[place:]])


def gives_a_file_a_name_that_leads_elsewhere(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    name = chance.choice(TABLES)
    other = chance.choice(["../", "/", "..\\", "attachments/../", "C:", "./", "a/b/"]) + name
    files = {other if one == name else one: data for one, data in base.files.items()}
    return packed(files)


def adds_a_file(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    name = chance.choice(["case.xx.html", "case.xx.pdf", f"attachments/{chance.randbytes(32).hex()}"])
    return packed({**base.files, name: chance.randbytes(50)})


def takes_a_file_out(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    gone = chance.choice([name for name in base.files if name not in SEALS])
    return packed({name: data for name, data in base.files.items() if name != gone})


def changes_a_file(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    """With a checksum that fits."""
    name = chance.choice([name for name in base.files if name not in SEALS and base.files[name]])
    return packed({**base.files, name: _with_other_byte(chance, base.files[name])})


def swaps_two_files(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    one, two = chance.sample([name for name in base.files if name not in SEALS], 2)
    return packed({**base.files, one: base.files[two], two: base.files[one]})


def takes_the_manifest_out(_: Random, base: Base, __: Ed25519PrivateKey) -> bytes:
    return packed({name: data for name, data in base.files.items() if name != "manifest.json"})


def takes_the_signature_out(_: Random, base: Base, __: Ed25519PrivateKey) -> bytes:
    return packed({name: data for name, data in base.files.items() if name != "signature.json"})


def makes_the_manifest_fit(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    """A word is changed and the manifest lists it so: only the signature is still the old one."""
    changed = sealed_by(FORGER, _other_words(chance, base), key=base.key)
    files = Base(base.name, changed, base.record, base.key).files
    return packed({**files, "signature.json": base.files["signature.json"]})


def writes_another_form_into_the_manifest(chance: Random, base: Base, key: Ed25519PrivateKey) -> bytes:
    return sealed_by(key, base.files, format=f"parley-case-file/{chance.randint(2, 9)}")


def leaves_a_table_out(chance: Random, base: Base, key: Ed25519PrivateKey) -> bytes:
    """Of the manifest too."""
    gone = chance.choice(TABLES)
    return sealed_by(key, {name: data for name, data in base.files.items() if name != gone})


def changes_the_signature(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    told = said(base.files, "signature.json")
    field = chance.choice(["signature", "key", "algorithm"])
    told[field] = {"algorithm": "none"}.get(field, chance.randbytes(len(told[field]) // 2).hex())
    return packed(saying(base.files, "signature.json", told))


def signs_it_with_another_key(_: Random, base: Base, __: Ed25519PrivateKey) -> bytes:
    return sealed_by(FORGER, base.files)


def changes_it_and_signs_with_another_key(chance: Random, base: Base, _: Ed25519PrivateKey) -> bytes:
    return sealed_by(FORGER, _other_words(chance, base))


def _other_words(chance: Random, base: Base) -> dict[str, bytes]:
    table = said(base.files, "texts.json")
    text = chance.choice([text for text in table["texts"] if text["kept"] == "kept"])
    text["words"] += "!"
    return saying(base.files, "texts.json", table)


def _with_other_byte(chance: Random, data: bytes) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


WITHOUT_THE_KEY: dict[str, Edit] = {
    "flips a byte": flips_a_byte,
    "puts in or takes out bytes": puts_in_or_takes_out_bytes,
    "swaps two stretches": swaps_two_stretches,
    "cuts it off": cuts_it_off,
    "adds bytes before or behind": adds_bytes_before_or_behind,
    "packs it again": packs_it_again,
    "orders the files anew": orders_the_files_anew,
    "puts a file in twice": puts_a_file_in_twice,
    "gives a file a name that leads elsewhere": gives_a_file_a_name_that_leads_elsewhere,
    "adds a file": adds_a_file,
    "takes a file out": takes_a_file_out,
    "changes a file": changes_a_file,
    "swaps two files": swaps_two_files,
    "takes the manifest out": takes_the_manifest_out,
    "takes the signature out": takes_the_signature_out,
    "makes the manifest fit": makes_the_manifest_fit,
    "changes the signature": changes_the_signature,
    "signs it with another key": signs_it_with_another_key,
    "changes it and signs with another key": changes_it_and_signs_with_another_key,
}
