# SPDX-License-Identifier: GPL-3.0-or-later
"""kiosk.py EBB: in a shop nobody gets out of Ebb, and it leaves nothing behind."""
import re
import subprocess
import sys

from harness import ANY, BUTTON, SWITCH, TOGGLE, Browser, Window, main, wait_until
from traces import new_files

EBB = sys.argv[1]
KEYS_OUT = ("ctrl+q", "ctrl+w", "alt+F4", "F10", "ctrl+n", "ctrl+question", "ctrl+F1", "F11", "F12", "ctrl+k", "ctrl+comma", "Escape")


def focus(window):
    """Without a window manager the keys go to whoever is told to have them."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(window.program.pid)],
                           capture_output=True, text=True, check=True).stdout.split()
    subprocess.run(["xdotool", "windowfocus", "--sync", found[-1]], check=True)
    return len(found)


def steps(story):
    browser = Browser()
    before = new_files()

    with story.step("the demo home appears"):
        window = story.window = Window(story.start(EBB, "--kiosk"))
        window.see(SWITCH, re.compile("The family car"))

    with story.step("there is no header, no menu and no way to add or leave"):
        for name in ("Main menu", "Add a device", "Close", "Minimize", "Maximize", "Back"):
            assert not window.every(BUTTON, name), name
        assert not window.every(TOGGLE, "Savings")

    with story.step("no key ends it or opens anything"):
        windows = focus(window)
        window.keys(*KEYS_OUT)
        # Keys are handled in order: once this one has been, so have those before it.
        window.keys("alt+2")
        window.see(ANY, re.compile(r"^Saved \d"))
        window.check_alive()
        assert focus(window) == windows
        assert not browser.log.read_text()

    with story.step("the devices come back with a key"):
        window.keys("alt+1")
        window.see(SWITCH, re.compile("The family car"))

    with story.step("nothing is left behind"):
        assert new_files() == before, set(new_files()) - set(before)
        story.programs[-1].stop()
        wait_until(lambda: window.program.status is not None, "it ends when the system says so")
        assert new_files() == before, set(new_files()) - set(before)


main("kiosk", steps)
