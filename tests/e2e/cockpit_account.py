# SPDX-License-Identifier: GPL-3.0-or-later
"""cockpit_account.py EBB SANDBOX: with an account the preferences hold at once, and the cockpit is there only when it was asked for."""
import re
import sys

from harness import ANY, BUTTON, ENTRY, LABEL, MENU_ITEM, SENSITIVE, SWITCH, Sandbox, Window, focus, main

EBB, SANDBOX = sys.argv[1:3]
CAR = re.compile("The family car")


def steps(story):
    with story.step("with an account it is not there, until it is switched on"):
        sandbox = Sandbox(SANDBOX, "--port", "0", "--seed", "1")
        story.programs.append(sandbox.program)
        window = story.window = Window(story.start(EBB, "--server", sandbox.uri))
        window.write(ENTRY, "Token", sandbox.mint_token())
        window.click(BUTTON, "Sign in")
        window.see(SWITCH, CAR)
        focus("^Ebb$")
        window.keys("F12", "ctrl+k", "alt+2")
        window.see(ANY, re.compile(r"^Saved \d"))
        assert not window.every(ENTRY, "Search scenarios")
        window.click(BUTTON, "Main menu")
        assert not window.every(MENU_ITEM, "Cockpit")
        window.click(MENU_ITEM, "Preferences")
        window.click(SWITCH, "Include VAT")
        window.see(ANY, "Savings per day, incl. VAT")
        window.click(SWITCH, re.compile("^Cockpit"))
        window.see(SWITCH, re.compile("^Cockpit"), that=lambda node: node.is_on)  # it slides before it is
        focus("^Preferences$")
        window.keys("Escape")
        window.see_no(SWITCH, re.compile("^Cockpit"))
        focus("^Ebb$")
        window.click(BUTTON, "Main menu")
        window.click(MENU_ITEM, "Cockpit")
        window.see(ENTRY, "Search scenarios")
        focus("^Cockpit$")

    with story.step("there the time is real, and a scenario can be played and left again"):
        window.see(LABEL, "An account lives in real time. Play a scenario to move it.")
        assert not [node for node in window.every(BUTTON, "+15 min") if SENSITIVE in node]
        window.write(ENTRY, "Search scenarios", "empty-list")
        window.see(LABEL, "Every list is empty.")
        window.keys("ctrl+k", "Return")
        window.see(ANY, "No home yet")
        focus("^Ebb$")
        window.click(BUTTON, "Main menu")
        window.click(MENU_ITEM, "Leave the demo")
        window.see(SWITCH, CAR)
        window.see(LABEL, "An account lives in real time. Play a scenario to move it.")
        assert not [node for node in window.every(LABEL, re.compile("^Look for: "))]

    with story.step("closed, it goes on where that is wanted; started again it is there, and it quits when it is told to"):
        window.program.stop()
        window = story.window = Window(story.start(EBB, "--server", sandbox.uri))
        window.see(SWITCH, CAR)
        focus("^Ebb$")
        window.keys("ctrl+comma")
        window.click(SWITCH, "Run in the background")
        window.see(SWITCH, "Run in the background", that=lambda node: node.is_on)
        focus("^Preferences$")
        window.keys("Escape")
        window.see_no(SWITCH, "Run in the background")
        focus("^Ebb$")
        window.keys("ctrl+w")
        window.see_no(SWITCH, CAR)
        window.check_alive()
        assert story.start(EBB, "--server", sandbox.uri).ended() == 0
        window.see(SWITCH, CAR)
        focus("^Ebb$")
        window.keys("ctrl+q")
        assert window.program.ended() == 0


main("cockpit-account", steps)
