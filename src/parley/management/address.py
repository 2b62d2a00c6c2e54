"""Where a command listens: the same two arguments for every command that opens a port."""

from __future__ import annotations

import argparse
import socket
from contextlib import closing

from parley.management.cli import CannotWork

HOST = "127.0.0.1"
PORT = 8000


def add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=HOST, help=f"the address to listen on (default {HOST}: this machine only)")
    parser.add_argument("--port", type=int, default=PORT, metavar="N", help=f"the port to listen on (default {PORT})")


def refuse_taken(host: str, port: int) -> None:
    """Raise CannotWork when nobody could listen there. Asked beforehand: a server says it late and not to a person."""
    if not 0 < port < 2**16:
        raise CannotWork(f"{port} is no port: ports go from 1 to 65535")
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with closing(socket.socket(family, kind)) as trial:
            # Set as servers set it: a port that was left a moment ago is free.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        raise CannotWork(f"cannot listen on {host}:{port}: {error.strerror}. Choose another with --port.") from None
