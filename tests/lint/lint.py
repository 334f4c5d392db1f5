# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lints share: the project's files, and a run that first proves that each check can fail.

A check is a function of a root folder that yields complaints, "file:line: what is wrong". A case is a small made-up tree
with the complaints it must get; one without complaints shows what is allowed.
"""
import os
import pathlib
import re
import sys
import tempfile
from typing import Callable, Iterator, NamedTuple

ROOT = pathlib.Path(__file__).resolve().parents[2]
LONG_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class Case(NamedTuple):
    check: Callable[[pathlib.Path], Iterator[str]]
    what: str
    files: dict
    complaints: list  # a piece of each complaint, in order


def files(root, *suffixes, under=""):
    """The files below root/under that belong to the project, as sorted paths; suffixes () means every file."""
    found = []
    for folder, folders, names in os.walk(root / under):
        top = pathlib.Path(folder) == root
        folders[:] = [name for name in folders
                      if name not in (".git", "__pycache__") and not (top and name.startswith("_"))]
        found += [pathlib.Path(folder, name) for name in names
                  if name != ".git" and (not suffixes or name.endswith(suffixes))]
    return sorted(found)


def text_of(path):
    """The text of a file, or None if it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def without_comments(code):
    """C code with its comments blanked; the lines keep their numbers. Good enough for code that passes a compiler."""
    blank = lambda match: re.sub(r"[^\n]", " ", match[0])
    return LONG_COMMENT.sub(blank, code)


def at(root, path, line, complaint):
    return f"{path.relative_to(root)}:{line}: {complaint}"


def grown(folder, tree):
    for name, content in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def point(number, passed, what, details=()):
    print(f"{'ok' if passed else 'not ok'} {number} - {what}")
    for detail in details:
        for line in detail.splitlines():
            print(f"# {line}")


def main(checks, cases):
    """Prints TAP: a point for each case, then one for each check of the project itself."""
    tested = {case.check for case in cases if case.complaints}
    assert tested == set(checks), "a check without a case that fails it"
    print("TAP version 13")
    print(f"1..{len(cases) + len(checks)}")
    number = 0
    good = True
    for case in cases:
        number += 1
        with tempfile.TemporaryDirectory(prefix="ebb-lint.") as folder:
            got = list(case.check(grown(pathlib.Path(folder), case.files)))
        passed = len(got) == len(case.complaints) and all(
            piece in complaint for piece, complaint in zip(case.complaints, got))
        good = good and passed
        point(number, passed, f"the check itself: {case.what}",
              [] if passed else [f"expected {case.complaints}", f"got {got}"])
    for check in checks:
        number += 1
        got = list(check(ROOT))
        good = good and not got
        point(number, not got, check.__doc__.splitlines()[0].rstrip("."), got)
    sys.stdout.flush()
    return 0 if good else 1
