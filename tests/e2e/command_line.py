# SPDX-License-Identifier: GPL-3.0-or-later
"""command_line.py EBB SANDBOX: a wrong word on the command line gets one clear sentence and a status."""
import os
import subprocess
import sys

from harness import PATIENCE, main

EBB, SANDBOX = sys.argv[1:3]


def ask(program, *arguments, **environment):
    return subprocess.run([program, *arguments], env={**os.environ, **environment}, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=PATIENCE)


def check(program, arguments, status, word, **environment):
    told = ask(program, *arguments, **environment)
    name = os.path.basename(program)
    assert told.returncode == status, (told.returncode, told.stderr)
    assert told.stdout == "", told.stdout
    assert told.stderr.count("\n") == 1 and told.stderr.startswith(f"{name}: ") and word in told.stderr, told.stderr


def steps(story):
    for what, program, arguments, word in (
            ("an unknown option", EBB, ["--frobnicate"], "--frobnicate"),
            ("a word too many", EBB, ["frobnicate"], "frobnicate"),
            ("an address that is none", EBB, ["--server", "not an address"], "address"),
            ("an address without encryption", EBB, ["--server", "http://example.org/"], "https"),
            ("an address with a password", EBB, ["--server", "https://a:b@example.org/"], "user name"),
            ("an option without its value", EBB, ["--server"], "--server"),
            ("a folder that cannot be made", EBB, ["--gallery", "/proc/pictures"], "/proc/pictures"),
            ("an unknown scenario", EBB, ["--scenario", "chargr-waiting"], "charger-waiting"),
            ("an unknown size", EBB, ["--gallery", "pictures", "--sizes", "tiny"], "tiny"),
            ("an unknown language", EBB, ["--gallery", "pictures", "--locales", "tlh"], "pseudo"),
            ("an unknown style", EBB, ["--gallery", "pictures", "--themes", "pink"], "dark-contrast"),
            ("a text size that is none", EBB, ["--gallery", "pictures", "--scales", "9000"], "percent"),
            ("a gallery's option without one", EBB, ["--sizes", "narrow"], "--gallery"),
            ("one gallery to compare", EBB, ["--compare", "one"], "two directories"),
            ("the sandbox, an unknown option", SANDBOX, ["--frobnicate"], "--frobnicate"),
            ("the sandbox, an unknown scenario", SANDBOX, ["--scenario", "frobnicate"], "frobnicate"),
            ("the sandbox, a wrong port", SANDBOX, ["--port", "70000"], "70000")):
        with story.step(what):
            check(program, arguments, 2, word)

    with story.step("no display"):
        check(EBB, ["--demo"], 1, "display", DISPLAY="", WAYLAND_DISPLAY="", GDK_BACKEND="x11")

    with story.step("the version, and the help, need none"):
        for option in ("--version", "--help"):
            told = ask(EBB, option, DISPLAY="", WAYLAND_DISPLAY="")
            assert told.returncode == 0 and told.stdout and not told.stderr, told


main("command-line", steps)
