# SPDX-License-Identifier: GPL-3.0-or-later
"""pseudo.py IN.mo OUT.mo: a language that nobody speaks, made of the English of any complete catalogue.

Letters get accents, vowels are doubled so that every text is a third longer, and brackets stand around the whole: what is still plain
was never translated, a bracket in the middle of a sentence tells that it was put together from pieces, a missing one that it is cut.
"""
import re
import struct
import sys

LETTERS = str.maketrans("abcdeghijklnoprstuyzABCDEGHIJKLNOPRSTUYZ", "åƀçðéğĥîĵķļñöþŕšţûýžÅƁÇÐÉĞĤÎĴĶĻÑÖÞŔŠŢÛÝŽ")
# What the program reads: formats of numbers and times, markup, entities, addresses.
FIXED = re.compile(r"%(?:\d+\$)?[-+ #0'EO]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|q|j|z|t)?[A-Za-z%]|<[^<>]*>|&\w+;|\w+://\S*")
LEFT_ALONE = {"translator-credits"}
HEADER = "Language: en_XA\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
MAGIC = 0x950412DE


def change(text):
    return re.sub(r"[aeiou]", r"\g<0>\g<0>", text).translate(LETTERS)


def pseudo(text):
    """The text in the language that nobody speaks; the same where there is nothing to read in it."""
    pieces, end, has_words = [], 0, False
    for fixed in FIXED.finditer(text):
        pieces += [change(text[end:fixed.start()]), fixed[0]]
        has_words |= any(character.isalpha() for character in text[end:fixed.start()])
        end = fixed.end()
    pieces.append(change(text[end:]))
    has_words |= any(character.isalpha() for character in text[end:])
    return f"[{''.join(pieces)}]" if has_words and text not in LEFT_ALONE else text


def read(data):
    """The keys of a catalogue: the English, with its context before \\x04 and its plural after \\0."""
    magic, _revision, count, offset = struct.unpack("<4I", data[:16])
    assert magic == MAGIC, "not a catalogue"
    for index in range(count):
        length, start = struct.unpack("<2I", data[offset + 8 * index:offset + 8 * index + 8])
        yield data[start:start + length].decode()


def write(entries):
    """GNU's format: a head, two tables of length and place, then the texts."""
    keys = sorted(entries)
    texts = [key.encode() for key in keys] + [entries[key].encode() for key in keys]
    place = 28 + 16 * len(keys)
    tables = b""
    for text in texts:
        tables += struct.pack("<2I", len(text), place)
        place += len(text) + 1
    return struct.pack("<7I", MAGIC, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0) + tables + b"".join(text + b"\0" for text in texts)


def make(data):
    entries = {"": HEADER}
    for key in read(data):
        if key:
            entries[key] = "\0".join(pseudo(text) for text in key.rpartition("\x04")[2].split("\0"))
    return write(entries)


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as source, open(sys.argv[2], "wb") as target:
        target.write(make(source.read()))
