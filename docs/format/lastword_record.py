#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads and writes Lastword records of version 1, as docs/format.md specifies them.

Written from that page, with the standard library only, to show that the page is enough and to
check the Java code against a second reading of it. It aims at being clear, not fast.

    lastword_record.py FILE ...          print the state of each record as JSON, one line each
    lastword_record.py --hex 1105...     the same for a record given in hexadecimal
    lastword_record.py --encode FILE ... the other way: JSON states, one a line, to hexadecimal

"-" is standard input. A record that is not canonical is refused; the exit status is then 1.
"""

import argparse
import json
import sys
from typing import Dict, List, NamedTuple, Optional, Tuple

VERSION = 1
STATE, ADD, DELETE, HORIZON = 0x10, 0x11, 0x12, 0x13
HEAD = 64  # entries of the head segment
FOLDED = range(2, 9)  # widths at which members of one length keep two bytes in the fingerprint
DIRECTORY_WIDTHS = (1, 2, 4)
MAX_MEMBER = 65535
MASK = (1 << 64) - 1

Entry = Tuple[int, bytes]  # a position: tuples compare by stamp, then by member bytes


class FormatError(ValueError):
    """The bytes are not a record, or not the canonical one of their state."""


class State(NamedTuple):
    """What a record says: adds and deletes by member, horizon, quarantine in ascending order."""

    adds: Dict[bytes, int]
    deletes: Dict[bytes, int]
    horizon: Optional[Entry] = None
    quarantine: List[bytes] = []


class Groups(NamedTuple):
    """The entries of a state as section 1 of the page groups them."""

    live: List[Entry]
    tombstones: List[Entry]
    buried: List[Entry]
    outlived: List[Entry]


# ---------------------------------------------------------------- reading


class Reader:
    """Takes fields off the front of a record and never reaches past its end."""

    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def take(self, n: int) -> bytes:
        self.need(n)
        self.at += n
        return self.data[self.at - n : self.at]

    def need(self, n: int) -> None:
        if n > len(self.data) - self.at:
            raise FormatError("ends early: %d bytes wanted at offset %d of %d" % (n, self.at, len(self.data)))

    def unsigned(self, width: int) -> int:
        return int.from_bytes(self.take(width), "little")

    def stamp(self) -> int:
        return int.from_bytes(self.take(8), "little", signed=True)

    def rest(self) -> bytes:
        return self.take(len(self.data) - self.at)

    def end(self) -> None:
        if self.at != len(self.data):
            raise FormatError("%d bytes left over" % (len(self.data) - self.at))


def decode(data: bytes) -> State:
    """The state a record stands for; FormatError where it is malformed or not canonical."""
    state = parse(bytes(data))
    if encode(state) != data:
        raise FormatError("not canonical: its state would be written as other bytes")
    return state


def parse(data: bytes) -> State:
    """The state of a record whose structure is sound; does not ask whether it is canonical."""
    if not data:
        return State({}, {})
    if data[0] >> 4 > VERSION:
        raise FormatError("version %d is newer than %d, the newest this reader knows" % (data[0] >> 4, VERSION))
    reader = Reader(data)
    shape = reader.unsigned(1)
    if shape == STATE:
        return parse_state(reader)
    if shape not in (ADD, DELETE, HORIZON):
        raise FormatError("unknown first byte %02x" % shape)
    stamp, member = reader.stamp(), reader.rest()
    if len(member) > MAX_MEMBER or (shape != HORIZON and not member):
        raise FormatError("member of %d bytes" % len(member))
    if shape == ADD:
        return State({member: stamp}, {})
    if shape == DELETE:
        return State({}, {member: stamp})
    return State({}, {}, (stamp, member))


def parse_state(reader: Reader) -> State:
    layout, widths = reader.unsigned(1), reader.unsigned(1)
    sw, lw = layout & 15, layout >> 4 & 3
    if sw > 8 or lw > 2 or widths > 2:
        raise FormatError("unknown layout %02x or widths %02x" % (layout, widths))
    newest = reader.stamp()
    dw = DIRECTORY_WIDTHS[widths]

    member_width = reader.unsigned(2) if lw == 0 else None
    live, tombstones, buried, outlived = [reader.unsigned(dw) for _ in range(4)]
    counts = [min(live, HEAD), max(live - HEAD, 0), tombstones, buried, outlived]
    if member_width == 0 and any(counts):
        raise FormatError("entries without members")
    if lw == 0:
        kept = member_width - 2 if member_width in FOLDED else member_width
        sizes = [n * kept for n in counts]
    else:
        sizes = [reader.unsigned(dw) for _ in counts]

    # A column may take no bytes, so counts are believed only when all segments fit.
    entry = sw + lw + (2 if has_fingerprints(lw, member_width) else 0)
    reader.need(sum(counts) * entry + sum(sizes))
    head, rest, *others = [
        parse_segment(reader, n, size, sw, lw, member_width, newest) for n, size in zip(counts, sizes)
    ]
    groups = Groups(head + rest, *others)
    horizon = parse_horizon(reader) if layout & 0x40 else None
    quarantine = parse_quarantine(reader) if layout & 0x80 else []
    reader.end()
    return State(
        {member: stamp for stamp, member in groups.live + groups.buried},
        {member: stamp for stamp, member in groups.tombstones + groups.outlived},
        horizon,
        quarantine,
    )


def parse_segment(
    reader: Reader, n: int, size: int, sw: int, lw: int, member_width: Optional[int], newest: int
) -> List[Entry]:
    stamps = numbers(reader, n, sw)
    prints = numbers(reader, n, 2 if has_fingerprints(lw, member_width) else 0)
    lengths = numbers(reader, n, lw) if lw else [size // n] * n if n else []
    segment = Reader(reader.take(size))
    entries = []
    for low, fingerprint, length in zip(stamps, prints, lengths):
        if lw != 0 and length == 0:
            raise FormatError("a member of 0 bytes")
        member = segment.take(length)
        if member_width in FOLDED:
            member += (fingerprint ^ fold(member)).to_bytes(2, "little")
        # The fingerprints of other members are checked by decode(), which writes them again.
        entries.append((as_signed(newest - ((newest - low) % (1 << 8 * sw))), member))
    segment.end()
    return entries


def numbers(reader: Reader, n: int, width: int) -> List[int]:
    """A column of unsigned numbers; zeros where they take no bytes."""
    column = Reader(reader.take(n * width))
    return [column.unsigned(width) for _ in range(n)]


def parse_horizon(reader: Reader) -> Entry:
    return reader.stamp(), reader.take(reader.unsigned(2))


def parse_quarantine(reader: Reader) -> List[bytes]:
    strings = []
    for _ in range(reader.unsigned(4)):  # each takes four bytes or the record ends early
        strings.append(reader.take(reader.unsigned(4)))
    return strings


# ---------------------------------------------------------------- writing


def encode(state: State) -> bytes:
    """The record of a state; FormatError where that is no state (section 1)."""
    validate(state)
    adds, deletes, horizon, quarantine = state
    if not quarantine:
        if not adds and not deletes:
            return b"" if horizon is None else short(HORIZON, *horizon)
        if horizon is None and len(adds) + len(deletes) == 1:
            kind, entries = (ADD, adds) if adds else (DELETE, deletes)
            ((member, stamp),) = entries.items()
            return short(kind, stamp, member)
    return long(group(adds, deletes), horizon, quarantine)


def validate(state: State) -> None:
    entries = [(s, m) for part in (state.adds, state.deletes) for m, s in part.items()]
    for stamp, member in entries:
        if not 1 <= len(member) <= MAX_MEMBER:
            raise FormatError("member of %d bytes" % len(member))
        if state.horizon is not None and (stamp, member) <= state.horizon:
            raise FormatError("an entry at or below the horizon")
    if any(not s for s in state.quarantine) or any(a >= b for a, b in zip(state.quarantine, state.quarantine[1:])):
        raise FormatError("quarantine is not ascending, or holds an empty string")


def group(adds: Dict[bytes, int], deletes: Dict[bytes, int]) -> Groups:
    groups = Groups([], [], [], [])
    for member, stamp in adds.items():
        visible = member not in deletes or stamp > deletes[member]
        (groups.live if visible else groups.buried).append((stamp, member))
    for member, stamp in deletes.items():
        wins = member not in adds or stamp >= adds[member]
        (groups.tombstones if wins else groups.outlived).append((stamp, member))
    for entries in groups:
        entries.sort(reverse=True)
    return groups


def short(first: int, stamp: int, member: bytes) -> bytes:
    return bytes([first]) + i64(stamp) + member


def long(groups: Groups, horizon: Optional[Entry], quarantine: List[bytes]) -> bytes:
    segments = [groups.live[:HEAD], groups.live[HEAD:], *groups[1:]]
    stamps = [stamp for entries in groups for stamp, _ in entries]
    lengths = {len(member) for entries in groups for _, member in entries}
    newest = max(stamps, default=0)
    sw = width_of(newest - min(stamps, default=0), range(9))
    lw = 0 if len(lengths) <= 1 else 1 if max(lengths) <= 255 else 2
    member_width = max(lengths, default=0) if lw == 0 else None

    directory = [len(entries) for entries in groups]
    if lw != 0:
        directory += [sum(len(member) for _, member in entries) for entries in segments]
    dw = width_of(max(directory), DIRECTORY_WIDTHS)

    out = bytearray([STATE, sw | lw << 4, DIRECTORY_WIDTHS.index(dw)])
    if horizon is not None:
        out[1] |= 0x40
    if quarantine:
        out[1] |= 0x80
    out += i64(newest)
    if member_width is not None:
        out += member_width.to_bytes(2, "little")
    for number in directory:
        out += number.to_bytes(dw, "little")
    for entries in segments:
        for stamp, _ in entries:
            out += (stamp & MASK).to_bytes(8, "little")[:sw]
        if has_fingerprints(lw, member_width):
            for _, member in entries:
                out += fingerprint(member, member_width in FOLDED).to_bytes(2, "little")
        for _, member in entries:
            out += len(member).to_bytes(2, "little")[:lw]
        for _, member in entries:
            out += member[:-2] if member_width in FOLDED else member
    if horizon is not None:
        out += i64(horizon[0]) + len(horizon[1]).to_bytes(2, "little") + horizon[1]
    if quarantine:
        out += len(quarantine).to_bytes(4, "little")
        for string in quarantine:
            out += len(string).to_bytes(4, "little") + string
    return bytes(out)


def has_fingerprints(lw: int, member_width: Optional[int]) -> bool:
    return lw != 0 or member_width > 1


def width_of(number: int, widths) -> int:
    return next(width for width in widths if number < 1 << 8 * width)


def i64(number: int) -> bytes:
    return number.to_bytes(8, "little", signed=True)


def as_signed(number: int) -> int:
    """The i64 congruent to a number modulo 2^64."""
    return (number + (1 << 63) & MASK) - (1 << 63)


def fold(start: bytes) -> int:
    """What the last two bytes of a folded member are mixed with (section 5.2)."""
    return (int.from_bytes(start, "little") * 0x9E3779B97F4A7C15 & MASK) >> 48


def fingerprint(member: bytes, folded: bool) -> int:
    """The two bytes by which a search finds a member (section 5)."""
    if folded:
        return int.from_bytes(member[-2:], "little") ^ fold(member[:-2])
    h = len(member) * 0x9E3779B97F4A7C15 & MASK
    for at in range(0, len(member), 8):
        h ^= int.from_bytes(member[at : at + 8], "little")
        h = h * 0xFF51AFD7ED558CCD & MASK
        h = (h << 29 | h >> 35) & MASK
    h = (h ^ h >> 32) * 0xC4CEB9FE1A85EC53 & MASK
    return h >> 48


# ---------------------------------------------------------------- JSON and the command line


def to_plain(state: State) -> dict:
    """A state as JSON has it: members in hexadecimal, newest first."""

    def entries(part: Dict[bytes, int]) -> list:
        return [[stamp, member.hex()] for stamp, member in sorted(((s, m) for m, s in part.items()), reverse=True)]

    return {
        "adds": entries(state.adds),
        "deletes": entries(state.deletes),
        "horizon": None if state.horizon is None else [state.horizon[0], state.horizon[1].hex()],
        "quarantine": [string.hex() for string in state.quarantine],
    }


def from_plain(plain: dict) -> State:
    horizon = plain.get("horizon")
    return State(
        {bytes.fromhex(member): stamp for stamp, member in plain.get("adds", [])},
        {bytes.fromhex(member): stamp for stamp, member in plain.get("deletes", [])},
        None if horizon is None else (horizon[0], bytes.fromhex(horizon[1])),
        sorted(bytes.fromhex(string) for string in plain.get("quarantine", [])),
    )


def read_file(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    with open(name, "rb") as file:
        return file.read()


def main(arguments: List[str]) -> int:
    summary, _, details = __doc__.partition("\n")
    parser = argparse.ArgumentParser(
        description=summary, epilog=details, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hex", action="store_true", help="the arguments are records in hexadecimal")
    parser.add_argument("--encode", action="store_true", help="the files hold JSON states, one a line; print their records")
    parser.add_argument("input", nargs="+")
    options = parser.parse_args(arguments)
    status = 0
    for name in options.input:
        try:
            if options.encode:
                for line in read_file(name).decode("utf-8").splitlines():
                    print(encode(from_plain(json.loads(line))).hex())
            else:
                data = bytes.fromhex(name) if options.hex else read_file(name)
                print(json.dumps(to_plain(decode(data))))
        except (OSError, ValueError) as error:
            print("%s: %s" % (name, error), file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
