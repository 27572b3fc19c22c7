"""PNG logos: unpacked to the last row and checked, and left with the parts that draw (PNG 3rd edition, W3C 2025).

Text, profiles, camera data and animation are left out: they draw nothing here, may name a person, and a packed profile
of a few bytes can unpack to gigabytes in a browser.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Bit depths allowed for each colour type, and its samples (section 11.2.1).
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PALETTE = 3
# Adam7: start and step of the columns, start and step of the rows, of each pass (section 8.1).
_WHOLE = ((0, 1, 0, 1),)
_ADAM7 = (
    (0, 8, 0, 8),
    (4, 8, 0, 8),
    (0, 4, 4, 8),
    (2, 4, 0, 4),
    (0, 2, 2, 4),
    (1, 2, 0, 2),
    (0, 1, 1, 2),
)
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"pHYs", b"IDAT", b"IEND")
_LAST_FILTER = 4


class DamagedError(ValueError):
    """The bytes are not a whole PNG."""


def size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, read from the head alone. Raises DamagedError."""
    if len(data) < 33 or data[12:16] != b"IHDR":
        raise DamagedError
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def tidy(data: bytes) -> bytes:
    """The same picture without what draws nothing; the same bytes where there was nothing else.

    Look at `size` first: all pixels are unpacked here. Raises DamagedError.
    """
    chunks = list(_chunks(data))
    names = [name for name, _ in chunks]
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or names.count(b"IHDR") != 1:
        raise DamagedError
    body = dict(chunks)
    if body[b"IHDR"][9] == _PALETTE and not body.get(b"PLTE"):
        raise DamagedError
    _check_rows(
        body[b"IHDR"], b"".join(part for name, part in chunks if name == b"IDAT")
    )
    if set(names) <= set(_KEPT):
        return data
    return SIGNATURE + b"".join(
        _chunk(name, part) for name, part in chunks if name in _KEPT
    )


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, content) of each chunk, its checksum compared."""
    at = len(SIGNATURE)
    while at < len(data):
        if at + 12 > len(data):
            raise DamagedError
        (length,) = struct.unpack(">I", data[at : at + 4])
        end = at + 8 + length
        checked, crc = data[at + 4 : end], data[end : end + 4]
        if len(crc) < 4 or struct.unpack(">I", crc)[0] != zlib.crc32(checked):
            raise DamagedError
        yield checked[:4], checked[4:]
        at = end + 4


def _chunk(name: bytes, content: bytes) -> bytes:
    crc = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", crc)


def _check_rows(head: bytes, packed: bytes) -> None:
    """Every row is there, none is over, and each begins with a filter that exists."""
    if len(head) != 13:
        raise DamagedError
    width, height, depth, colour, method, filtering, interlaced = struct.unpack(
        ">IIBBBBB", head
    )
    if depth not in _DEPTHS.get(colour, ()) or method or filtering or interlaced > 1:
        raise DamagedError
    rows = list(_rows(width, height, depth * _SAMPLES[colour], bool(interlaced)))
    unpacked = _unpack(packed, sum(rows))
    at = 0
    for row in rows:
        if unpacked[at] > _LAST_FILTER:
            raise DamagedError
        at += row


def _rows(width: int, height: int, bits: int, interlaced: bool) -> Iterator[int]:
    """Bytes of each row with its filter byte; `bits` are those of one pixel."""
    for left, across, top, down in _ADAM7 if interlaced else _WHOLE:
        columns = len(range(left, width, across))
        for _ in range(top, height, down) if columns else ():
            yield 1 + (columns * bits + 7) // 8


def _unpack(packed: bytes, length: int) -> bytes:
    """Exactly `length` bytes; no more than that is ever unpacked."""
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(packed, length + 1)
    except zlib.error:
        raise DamagedError from None
    if len(unpacked) != length or not unpacker.eof:
        raise DamagedError
    return unpacked
