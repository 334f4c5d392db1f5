#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what a run of "meson test" really did: result_count.py TESTLOG STATUS.

A program that speaks TAP counts as many tests as it reported, any other program as one. A program that ended badly although
all it reported was well counts as one more failure, so that no crash can hide. The last line is "N passed, N failed", and
the exit status is 0 only if something passed, nothing failed and "meson test" itself (STATUS) was content.
"""
import json
import re
import sys

POINT = re.compile(r"^(?P<indent>\s*)(?P<not>not )?ok\b(?P<rest>.*)$")
DIRECTIVE = re.compile(r"#\s*(?P<word>SKIP|TOD[O])", re.IGNORECASE)
LONGEST = 60


def tally_tap(text):
    """Passed, failed and skipped among the test points of TAP text; a parent of indented points is not counted again."""
    passed = failed = skipped = 0
    deeper = []
    for line in text.splitlines():
        point = POINT.match(line)
        if not point:
            continue
        indent = len(point["indent"].expandtabs(4))
        is_parent = bool(deeper) and deeper[-1] > indent
        while deeper and deeper[-1] >= indent:
            deeper.pop()
        deeper.append(indent)
        if is_parent:
            continue
        if DIRECTIVE.search(point["rest"]):
            skipped += 1
        elif point["not"]:
            failed += 1
        else:
            passed += 1
    return passed, failed, skipped


def tally_program(entry):
    """The same for one line of meson's log."""
    passed, failed, skipped = tally_tap(entry.get("stdout") or "")
    result = entry["result"]
    if result in ("OK", "EXPECTEDFAIL"):
        if passed + failed + skipped == 0:
            passed = 1
    elif result == "SKIP":
        if skipped == 0:
            skipped = 1
    elif failed == 0:
        failed = 1
    return passed, failed, skipped


def story_of(entry):
    """What a failed program said about it: its failed points with the remarks around them, or else its last lines."""
    lines = (entry.get("stdout") or "").splitlines()
    chosen = set()
    for number, line in enumerate(lines):
        point = POINT.match(line)
        if (point and point["not"]) or line.startswith("Bail out!"):
            before = number
            while before > 0 and not POINT.match(lines[before - 1]):
                before -= 1
            chosen.update(range(max(before, number - 8), number + 1))
            after = number + 1
            while after < len(lines) and lines[after].lstrip().startswith("#"):
                chosen.add(after)
                after += 1
    told = [lines[number] for number in sorted(chosen)][:LONGEST] or lines[-LONGEST:]
    return [f"failed: {entry['name']} ({entry['result']})"] + [f"  {line}" for line in told]


def tally_log(lines):
    """The sums over a whole log, and the stories of the programs that failed."""
    sums = [0, 0, 0]
    bad = []
    for line in lines:
        if not line.strip():
            continue
        entry = json.loads(line)
        counts = tally_program(entry)
        sums = [a + b for a, b in zip(sums, counts)]
        if counts[1]:
            bad.append(story_of(entry))
    return sums, bad


def main():
    status = int(sys.argv[2])
    try:
        with open(sys.argv[1], encoding="utf-8") as log:
            (passed, failed, skipped), bad = tally_log(log)
    except FileNotFoundError:
        (passed, failed, skipped), bad = (0, 0, 0), []
    print()
    for story in bad:
        print("\n".join(story))
    if passed + failed == 0:
        print("Nothing ran.")
    elif status and not failed:
        print(f"Every test passed, but running them ended with status {status}.")
    line = f"{passed} passed, {failed} failed"
    if skipped:
        line += f", {skipped} skipped"
    print(line, flush=True)
    return 0 if passed and not failed and not status else 1


if __name__ == "__main__":
    sys.exit(main())
