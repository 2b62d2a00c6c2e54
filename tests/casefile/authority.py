"""An authority for time stamps of our own: its certificates are made here, `openssl ts` answers, and a small server listens."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings

# What openssl asks for: a policy of its own making, and the digests it takes.
CONFIG = """
[tsa]
default_tsa = ours
[ours]
serial = {folder}/serial
signer_cert = {folder}/signer.pem
signer_key = {folder}/signer.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
ess_cert_id_alg = sha256
"""


@dataclass
class Authority:
    """`root` is the file that somebody who trusts it names. `answer` may be replaced by a worse one; `asked` counts."""

    folder: Path
    url: str = ""
    asked: int = 0
    status: int = 200
    media_type: str = "application/timestamp-reply"
    answer: Callable[[bytes], bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.answer = self.stamp

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    def stamp(self, question: bytes) -> bytes:
        asked, reply = self.folder / "question.tsq", self.folder / "reply.tsr"
        asked.write_bytes(question)
        openssl("ts", "-reply", "-config", self.folder / "ts.cnf", "-queryfile", asked, "-out", reply)
        return reply.read_bytes()


def openssl(*words: str | Path) -> str:
    done = subprocess.run(["openssl", *map(str, words)], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def made_authority(folder: Path) -> Authority:
    """A root and, signed by it, a certificate that is good for time stamps and nothing else."""
    folder.mkdir(parents=True)
    root_key, signer_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate("Root of a test", "Root of a test", root_key, root_key, is_root=True)
    signer = _certificate("Signer of a test", "Root of a test", signer_key, root_key, is_root=False)
    (folder / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    (folder / "signer.pem").write_bytes(signer.public_bytes(Encoding.PEM))
    plain = signer_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "signer.key").write_bytes(plain)
    (folder / "serial").write_text("01\n")
    (folder / "ts.cnf").write_text(CONFIG.format(folder=folder))
    return Authority(folder)


def _certificate(
    name: str, issuer: str, key: ec.EllipticCurvePrivateKey, signed_by: ec.EllipticCurvePrivateKey, *, is_root: bool
) -> x509.Certificate:
    now = datetime.now(UTC)
    begun = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signed_by.public_key()), critical=False)
    )
    usage = {
        "digital_signature": not is_root,
        "key_cert_sign": is_root,
        "crl_sign": is_root,
        **dict.fromkeys(("content_commitment", "key_encipherment", "data_encipherment", "key_agreement"), False),
        "encipher_only": False,
        "decipher_only": False,
    }
    begun = begun.add_extension(x509.KeyUsage(**usage), critical=True)
    if not is_root:
        begun = begun.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return begun.sign(signed_by, hashes.SHA256())


@contextmanager
def listening(authority: Authority) -> Iterator[Authority]:
    """The authority answers at `url` while the block runs."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            authority.asked += 1
            question = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/timestamp-query"
            body = authority.answer(question)
            self.send_response(authority.status)
            self.send_header("Content-Type", authority.media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        authority.url = f"http://127.0.0.1:{server.server_port}/"
        try:
            yield authority
        finally:
            server.shutdown()
            thread.join()


def trust(monkeypatch: pytest.MonkeyPatch, authority: Authority) -> None:
    """This installation asks that authority and believes it."""
    chosen = replace(settings.INSTALLATION, timestamp_url=authority.url, timestamp_certificates=authority.root)
    monkeypatch.setattr(settings, "INSTALLATION", chosen)
