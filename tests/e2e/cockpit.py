# SPDX-License-Identifier: GPL-3.0-or-later
"""cockpit.py EBB: a reviewer brings Ebb into any state, sees what goes over the wire, and reports it."""
import contextlib
import os
import pathlib
import re
import signal
import subprocess
import sys

from harness import ANY, BUTTON, ENTRY, LABEL, ROW, SWITCH, TOGGLE, Window, focus, main, wait_until

EBB = sys.argv[1]
PRESSED = BUTTON + TOGGLE  # a button that stays down: the role differs from one GTK to the next
FOCUSED = 12
COMBO_BOX = (11,)
CAR = re.compile("The family car")


def surfaces(window):
    """How many windows and popovers are on the screen."""
    return len(subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(window.program.pid)], capture_output=True, text=True,
                              check=True).stdout.split())


def open_cockpit(window):
    focus("^Ebb$")
    window.keys("F12")
    window.see(ENTRY, "Search scenarios")
    focus("^Cockpit$")


class Successor:
    """The process that took the place of the one before."""

    def __init__(self, *words):
        self.name = pathlib.Path(EBB).name
        self.output = []
        self.words = words
        self.pid = wait_until(self._find, f"{self.name} {' '.join(words)}")

    def _find(self):
        wanted = "\0".join(self.words)
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if wanted in (process / "cmdline").read_text() and int(process.name) != os.getpid():
                    return int(process.name)
        return None

    @property
    def status(self):
        with contextlib.suppress(OSError):
            state = (pathlib.Path("/proc") / str(self.pid) / "stat").read_text().rpartition(")")[2].split()[0]
            return 0 if state in "ZX" else None
        return 0  # its command line tells nothing: for a moment of each start it is empty

    def ended(self):
        wait_until(lambda: self.status is not None, f"{self.name} ends")

    def stop(self):
        os.kill(self.pid, signal.SIGTERM)
        self.ended()


def secrets(text):
    return re.findall(r"eyJ[\w-]{8,}", text)


def steps(story):
    with story.step("the demo has a cockpit, which F12 opens"):
        window = story.window = Window(story.start(EBB, "--demo"))
        window.see(SWITCH, CAR)
        open_cockpit(window)

    with story.step("a scenario is found by a word of it and played with Enter"):
        window.write(ENTRY, "Search scenarios", "accept sign-in")
        window.see(LABEL, "The service does not accept the sign-in any more.")
        window.keys("ctrl+k", "Return")
        window.see(LABEL, "Look for: The app asks calmly to sign in again.")
        window.see(BUTTON, re.compile("Sign in again"))

    with story.step("what is not there is said"):
        window.write(ENTRY, "Search scenarios", "no such thing")
        window.see(ANY, "No such scenario")

    with story.step("another one opens its page at its time"):
        window.write(ENTRY, "Search scenarios", "electric-vehicle-waiting")
        window.see_no(ANY, "No such scenario")
        window.keys("ctrl+k", "Return")
        window.see(LABEL, re.compile("^Look for: The sentence says what it waits for"))
        window.see(LABEL, re.compile("^Waits for a lower price, until tomorrow"))
        window.see(ANY, re.compile(r"2026-01-15 19:3\d:\d\d CET"))

    with story.step("time goes on as it is told, and the page with it"):
        window.click(PRESSED, "Time stands still")
        window.click(BUTTON, "+15 min")
        window.see(ANY, re.compile(r"2026-01-15 19:4\d:\d\d CET"))
        window.click(PRESSED, "×900")
        # Perhaps days later: a quarter of an hour goes by with every second that it takes to look.
        window.see(ANY, re.compile(r"2026-01-(15 2\d|1[6-9] \d\d|[23]\d \d\d):\d\d:\d\d CET"))
        window.click(PRESSED, "Time stands still")
        window.click(BUTTON, "Change the time")
        # What is in a popover has its place there, not in the window: it is not looked for, but waited for.
        wait_until(lambda: [node for node in window.look() if node.name == "Date and time" and FOCUSED in node], "the time can be typed")
        for typed in ("yesterday", "2026-01-16 01:30"):
            window.keys("ctrl+a")
            subprocess.run(["xdotool", "type", typed], check=True)
            window.keys("Return")
        window.see(ANY, re.compile(r"2026-01-16 01:30:\d\d CET"))
        window.see_no(LABEL, re.compile("^Waits for a lower price"))

    with story.step("requests are listed without a secret"):
        window.keys("alt+3")
        window.write(ENTRY, "Filter requests", "spo")
        window.see(LABEL, re.compile(r"^GET /v1/customer/devices/.*/spo$"))
        window.write(ENTRY, "Filter requests", "facilities 200")
        window.see_no(LABEL, re.compile(r"^GET /v1/customer/devices/"))
        window.click_row(re.compile(r"^GET /v1/customer/facilities$"))
        text = window.see(ANY, "Request and answer").text
        assert "Authorization: Bearer $TOKEN" in text and '"facilities": [' in text and not secrets(text), text
        window.click(BUTTON, "Copy as cURL")
        window.see(ANY, re.compile("with .TOKEN in place of the token"))
        window.keys("Escape")
        window.see(ENTRY, "Filter requests")

    with story.step("an operation fails when it is told to, and the page says so"):
        window.keys("alt+2")
        before = surfaces(window)
        label = window.see(LABEL, "Every other operation")
        window.click_with_mouse(next(around for around in label.lineage if around.role in ROW + COMBO_BOX))
        wait_until(lambda: surfaces(window) > before, "the faults to choose from")
        window.keys("Home", "Down", "Down", "Down", "Return")
        window.see(LABEL, "401")
        window.keys("alt+3")
        window.write(ENTRY, "Filter requests", "401")
        window.see(LABEL, re.compile(r"^GET /v1/customer/facilities$"))

    with story.step("the state is saved as one file"):
        window.click(BUTTON, "Report this state…")
        folder = pathlib.Path(os.environ["HOME"])
        focus("^Report this state$")
        window.keys("ctrl+a")
        subprocess.run(["xdotool", "type", str(folder / "state.html")], check=True)
        window.keys("Return")
        wait_until(lambda: (folder / "state.html").exists(), "the report is there")
        report = (folder / "state.html").read_text()
        for needed in ("electric-vehicle-waiting", "<td>device</td>", "*: 401", "data:image/png;base64,", "Bearer $TOKEN", "GTK 4."):
            assert needed in report, needed
        assert not secrets(re.sub(r"base64,[^\"]*", "", report))
        focus("^Cockpit$")

    with story.step("a state in another language starts Ebb again, and so does the next in the usual one"):
        window.keys("ctrl+k")
        window.write(ENTRY, "Search scenarios", "pseudo-locale")
        window.see(LABEL, re.compile("^Every text is translated"))
        window.keys("ctrl+k", "Return")
        assert window.program.ended() == 0, window.program.output[-30:]
        window = story.window = Window(Successor("--scenario", "pseudo-locale"))
        window.see(LABEL, re.compile(r"^\[.*ţ.*\]$"))
        focus("^Ebb$")
        window.keys("ctrl+k")
        window.write(ENTRY, re.compile(r"^\[Š.*çééñåå"), "electric-vehicle-waiting")
        window.see(LABEL, "The car waits for cheaper hours.")
        focus(r"^\[")
        window.keys("ctrl+k", "Return")
        window.program.ended()
        window = story.window = Window(Successor("--scenario", "electric-vehicle-waiting"))
        window.see(LABEL, re.compile("^Waits for a lower price, until tomorrow"))
        window.program.stop()


main("cockpit", steps)
