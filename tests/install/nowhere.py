"""Run a command where there is no network but the machine itself: `nowhere.py COMMAND [WORD ...]`.

Enters a network namespace of its own, brings up its loopback and proves that nothing outside can be reached before
the command starts. Exit 99 when there is a way out after all.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import socket
import struct
import sys

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
SIOCSIFFLAGS, IFF_UP = 0x8914, 0x1
OUTSIDE = ("192.0.2.1", 443)  # RFC 5737: an address for examples


def enter() -> None:
    """Leave the network for a namespace without any; as an ordinary user inside a user namespace of one's own."""
    libc = ctypes.CDLL(None, use_errno=True)
    flags = CLONE_NEWNET if os.geteuid() == 0 else CLONE_NEWUSER | CLONE_NEWNET
    if libc.unshare(flags) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))


def way_out() -> bool:
    """Whether an address outside answers anything but "network is unreachable"."""
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(OUTSIDE) != errno.ENETUNREACH


enter()
if way_out():
    sys.exit(99)
os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606
