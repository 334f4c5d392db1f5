# SPDX-License-Identifier: GPL-3.0-or-later
"""scenarios.py EBB: a reviewer calls up states by name, and writes one of their own."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from harness import ANY, BUTTON, LABEL, PATIENCE, Window, main
from traces import new_files

EBB = sys.argv[1]

OWN = {"name": "mine", "sentence": "A flat with one car.", "expect": "The car.", "page": "devices", "now": "2026-01-15T18:30:00Z",
       "home": {"facilities": [{"template": "flat", "devices": [{"device_type": "electric_vehicle", "name": "My own car"}]}]}}

# What is written, and what of it is said.
BROKEN = (
    ("{\n\"name\": \"mine\",\n]", r"mine\.json is not JSON: line 2: "),
    (json.dumps({**OWN, "page": "kitchen"}), "“page” should be one of"),
    (json.dumps({**OWN, "colour": "red"}), "colour"),
    (json.dumps({**OWN, "steps": [{"press": 5}]}), r"steps\[0\].*“press” should be"),
    (json.dumps({**OWN, "look": "200,upside-down"}), "^ebb: mine: “upside-down” is no look; looks are light, "),
    (json.dumps({**OWN, "keyring": "lost"}), "“keyring” should be one of"),
    (json.dumps({**OWN, "steps": [{}]}), r"steps\[0\] should be one of"),
)


def steps(story):
    before = new_files()

    with story.step("a state is there by its name, with what was done to get there"):
        window = story.window = Window(story.start(EBB, "--scenario", "412-conflict"))
        window.see(BUTTON, re.compile("Keep _?mine"))
        window.see(ANY, "These settings were changed elsewhere. Which shall stay?")
        window.program.stop()

    with story.step("one has its own language, whatever that of the desktop is"):
        window = story.window = Window(story.start(EBB, "--scenario", "pseudo-locale"))
        window.see(LABEL, re.compile(r"^\[.*ţ.*\]$"))
        window.program.stop()

    with story.step("one has a keyring that is locked, and can be unlocked"):
        window = story.window = Window(story.start(EBB, "--scenario", "keyring-locked"))
        window.see(LABEL, "Your keyring is locked")
        window.click(BUTTON, re.compile("Unlock"))
        window.see_no(LABEL, "Your keyring is locked")
        window.program.stop()

    with tempfile.TemporaryDirectory() as place:
        path = pathlib.Path(place) / "mine.json"

        with story.step("so is one from a file"):
            path.write_text(json.dumps(OWN), encoding="utf-8")
            window = story.window = Window(story.start(EBB, "--scenario", str(path)))
            window.see(ANY, "My own car")
            window.program.stop()

        for text, words in BROKEN:
            with story.step(f"a broken file gets one sentence: {words}"):
                path.write_text(text, encoding="utf-8")
                told = subprocess.run([EBB, "--scenario", path], capture_output=True, text=True, timeout=PATIENCE)
                assert told.returncode == 2 and told.stderr.count("\n") == 1 and re.search(words, told.stderr), told

    with story.step("nothing is left behind"):
        assert new_files() == before, set(new_files()) - set(before)


main("scenarios", steps)
