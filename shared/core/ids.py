"""Ids of our own making."""

import hashlib
import secrets
import time

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def ulid() -> str:
    """A ULID: 26 letters that sort by the time they were made. Not for ids written by the thousand."""
    number = (int(time.time() * 1000) << 80) | secrets.randbits(80)
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(125, -5, -5))


def digest(*parts: str) -> str:
    """A short id that stands for these texts, in this order."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def shard_of(key: str, shards: int) -> int:
    """The shard a key belongs to, evenly spread and for ever the same."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") % shards
