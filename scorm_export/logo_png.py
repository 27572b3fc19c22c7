"""PNG logos: unpacked to the last row and checked, and left with the parts that draw.

(PNG 3rd edition, W3C 2025.) Text, profiles, camera data and animation are left out: they
draw nothing here, may name a person, and a packed profile of a few bytes can unpack to
gigabytes in a browser.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from scorm_export.errors import ScormError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Bit depths allowed for each colour type, and its samples (section 11.2.1).
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
# Colour type -> samples of a pixel (section 11.2.1).
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PALETTE = 3
# Every other chunk is left out; text and times can tell of people.
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"pHYs", b"IDAT", b"IEND")
# Filters are numbered from 0 (section 9.2).
_LAST_FILTER = 4
# Width, height, depth, colour type, and three methods, as IHDR has them.
_HEAD = struct.Struct(">IIBBBBB")
_NUMBER = struct.Struct(">I")
_SIZE = struct.Struct(">II")
_SIZE_AT = 16  # after the signature, and the length and name of the first chunk
_WHOLE_HEAD = 33  # bytes up to the end of the first chunk


class DamagedError(ScormError):
    """The bytes are not a whole PNG."""

    def __init__(self) -> None:
        problem = "The picture is damaged."
        super().__init__("logo-refused", "logo", problem, "Save it again as PNG.")


@dataclass(frozen=True)
class _Chunk:
    """One part of the file (section 5.3).

    name: four letters.
    content: its bytes.
    crc: the checksum over both.
    """

    name: bytes
    content: bytes
    crc: int

    def packed(self) -> bytes:
        """The chunk as it lies in the file."""
        length = _NUMBER.pack(len(self.content))
        return length + self.name + self.content + _NUMBER.pack(self.crc)


@dataclass(frozen=True)
class _Pass:
    """Which pixels one pass over the picture has.

    left, across: start and step of its columns.
    top, down: start and step of its rows.
    """

    left: int
    across: int
    top: int
    down: int


_WHOLE = (_Pass(0, 1, 0, 1),)
# Adam7 (section 8.1).
_ADAM7 = (
    _Pass(0, 8, 0, 8),
    _Pass(4, 8, 0, 8),
    _Pass(0, 4, 4, 8),
    _Pass(2, 4, 0, 4),
    _Pass(0, 2, 2, 4),
    _Pass(1, 2, 0, 2),
    _Pass(0, 1, 1, 2),
)


@dataclass(frozen=True)
class _Head:
    """What the first chunk says of the picture.

    width, height: in pixels.
    bits: of one pixel.
    colour: the colour type (section 11.2.1).
    interlaced: whether it comes in the seven passes of Adam7.
    """

    width: int
    height: int
    bits: int
    colour: int
    interlaced: bool


def size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, read from the head alone. Raises DamagedError."""
    if len(data) < _WHOLE_HEAD or data[12:16] != b"IHDR":
        raise DamagedError
    width, height = _SIZE.unpack_from(data, _SIZE_AT)
    return width, height


def tidy(data: bytes) -> bytes:
    """The same picture without what draws nothing; the same bytes where there was no more.

    Look at `size` first: all pixels are unpacked here. Raises DamagedError.
    """
    chunks = list(_chunks(data))
    names = [chunk.name for chunk in chunks]
    _check_order(names)
    head = _head(chunks[0].content)
    palettes = [chunk.content for chunk in chunks if chunk.name == b"PLTE"]
    if head.colour == _PALETTE and not any(palettes[-1:]):
        raise DamagedError
    pixels = [chunk.content for chunk in chunks if chunk.name == b"IDAT"]
    _check_rows(head, b"".join(pixels))
    if set(names) <= set(_KEPT):
        return data
    kept = [chunk.packed() for chunk in chunks if chunk.name in _KEPT]
    return SIGNATURE + b"".join(kept)


def _check_order(names: list[bytes]) -> None:
    """One head at the beginning, and an end (section 5.6)."""
    if names.count(b"IHDR") != 1 or names[0] != b"IHDR":
        raise DamagedError
    if names[-1] != b"IEND":
        raise DamagedError


def _chunks(data: bytes) -> Iterator[_Chunk]:
    """Each chunk, its checksum compared."""
    file = io.BytesIO(data)
    file.seek(len(SIGNATURE))
    while length := file.read(_NUMBER.size):
        yield _chunk(length, file)


def _chunk(packed: bytes, file: io.BytesIO) -> _Chunk:
    """The chunk whose length was just read (section 5.3)."""
    try:
        (length,) = _NUMBER.unpack(packed)
        name = file.read(4)
        content = file.read(length)
        (crc,) = _NUMBER.unpack(file.read(_NUMBER.size))
    except struct.error:
        raise DamagedError from None
    if crc != zlib.crc32(name + content):
        raise DamagedError
    return _Chunk(name, content, crc)


def _head(content: bytes) -> _Head:
    """What the first chunk says, where it may say so (section 11.2.1)."""
    if len(content) != _HEAD.size:
        raise DamagedError
    width, height, depth, colour, method, filtering, interlaced = _HEAD.unpack(content)
    if depth not in _DEPTHS.get(colour, ()):
        raise DamagedError
    if method or filtering or interlaced > 1:
        raise DamagedError
    bits = depth * _SAMPLES[colour]
    return _Head(width, height, bits, colour, bool(interlaced))


def _check_rows(head: _Head, packed: bytes) -> None:
    """Every row is there, none is over, and each begins with a filter that exists."""
    rows = list(_rows(head))
    unpacked = _unpack(packed, sum(rows))
    at = 0
    for row in rows:
        if unpacked[at] > _LAST_FILTER:
            raise DamagedError
        at += row


def _rows(head: _Head) -> Iterator[int]:
    """Bytes of each row with its filter byte."""
    passes = _ADAM7 if head.interlaced else _WHOLE
    for one in passes:
        columns = len(range(one.left, head.width, one.across))
        if not columns:
            continue
        for _ in range(one.top, head.height, one.down):
            yield 1 + (columns * head.bits + 7) // 8


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
