# SPDX-License-Identifier: GPL-3.0-or-later
"""demo.py EBB: the demo is a whole home without an account, and leaves nothing behind."""
import re
import sys

from harness import ANY, BUTTON, MENU_ITEM, SWITCH, Window, main, wait_until
from traces import new_files

EBB = sys.argv[1]
CAR = "The family car"


def steps(story):
    before = new_files()

    with story.step("the demo home appears"):
        window = story.window = Window(story.start(EBB, "--demo", environment={"G_MESSAGES_DEBUG": "ebb-http"}))
        switch = window.see(SWITCH, re.compile(re.escape(CAR)))
        assert switch.is_on

    with story.step("a device's switch reaches the service"):
        window.click(SWITCH, re.compile(re.escape(CAR)))
        window.program.line(r"PUT devices/\{deviceId\}/spo 200")
        window.see(ANY, "Optimisation is off.")
        wait_until(lambda: not window.see(SWITCH, re.compile(re.escape(CAR))).is_on, "the switch is off")

    with story.step("the log names paths, never what is in them"):
        said = "\n".join(window.program.output)
        assert not re.search(r"eyJ|Bearer|[0-9a-f]{8}-[0-9a-f]{4}", said), said

    with story.step("there is a way out of the demo, and the keyring was not asked"):
        window.click(BUTTON, "Main menu")
        window.click(MENU_ITEM, "Leave the demo")
        window.see(BUTTON, "Sign in")

    with story.step("nothing is left behind"):
        window.click(BUTTON, "Close")
        assert window.program.ended() == 0
        assert new_files() == before, set(new_files()) - set(before)


main("demo", steps)
