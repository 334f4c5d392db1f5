#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The count that tests/run closes with is true."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from result_count import tally_log  # noqa: E402  (its folder is only known now)

TAP = "TAP version 13\n# random seed: x\n1..3\n# Start of a tests\nok 1 /a/b\n%s 2 /a/c\nok 3 /a/d%s\n# End of a tests\n"
CASES = [
    ("a program that speaks TAP counts its points", [("OK", TAP % ("ok", ""))], (3, 0, 0)),
    ("a failed point is one failure", [("FAIL", TAP % ("not ok", ""))], (2, 1, 0)),
    ("a skipped point is not passed", [("OK", TAP % ("ok", " # SKIP no display"))], (2, 0, 1)),
    ("a crash after good points is a failure", [("ERROR", TAP % ("ok", ""))], (3, 1, 0)),
    ("a program that is too slow is a failure", [("TIMEOUT", "")], (0, 1, 0)),
    ("a silent program counts as one", [("OK", ""), ("FAIL", "oops"), ("SKIP", "")], (1, 1, 1)),
    ("a parent of points is not counted again", [("OK", "1..1\n    1..2\n    ok 1 - a\n    ok 2 - b\nok 1 - all\n")], (2, 0, 0)),
    ("an unexpected success is a failure", [("UNEXPECTEDPASS", "")], (0, 1, 0)),
]

print("TAP version 13")
print(f"1..{len(CASES)}")
good = True
for number, (what, programs, wanted) in enumerate(CASES, 1):
    log = [json.dumps({"name": str(i), "result": result, "stdout": stdout}) for i, (result, stdout) in enumerate(programs)]
    sums, _bad = tally_log(log)
    passed = tuple(sums) == wanted
    good = good and passed
    print(f"{'ok' if passed else 'not ok'} {number} - {what}")
    if not passed:
        print(f"# expected {wanted}, got {tuple(sums)}")
sys.exit(0 if good else 1)
