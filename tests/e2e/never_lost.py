# SPDX-License-Identifier: GPL-3.0-or-later
"""never_lost.py EBB SANDBOX: a customer's change survives the program being killed, and days without a connection.

A sandbox in a process of its own, and the system's Secret Service; the program is ended by SIGKILL, which it cannot prepare for.
"""
import os
import pathlib
import re
import sqlite3
import stat
import sys

from harness import ANY, BUTTON, ENTRY, LABEL, MENU_ITEM, SWITCH, Sandbox, Window, main, wait_until

EBB, SANDBOX = sys.argv[1:3]
CAR = "The family car"
DATA = pathlib.Path(os.environ["XDG_DATA_HOME"])
PUT = "PUT devices/{deviceId}/spo"


def target(sandbox):
    devices = sandbox.fetch("_sandbox/state")["world"]["devices"]
    return next(device for device in devices if device["custom_device_name"] == CAR)["settings"]["target_state_of_charge"]


def stores():
    return sorted(path for path in DATA.rglob("*") if path.is_file() and ".db" in path.name)


def break_down(sandbox, *operations):
    faults = [{"operation": operation, "drop": True} for operation in operations]
    sandbox.fetch("_sandbox/faults", "PUT", {"faults": faults})


def steps(story):
    sandbox = Sandbox(SANDBOX, "--port", "0", "--seed", "1")
    story.programs.append(sandbox.program)
    token = sandbox.mint_token()

    def start():
        return Window(story.start(EBB, "--server", sandbox.uri))

    def kill(window):
        window.program.process.force_exit()
        window.program.ended()

    with story.step("a customer signs in, and changes a setting without saving it"):
        window = story.window = start()
        window.write(ENTRY, "Token", token)
        window.click(BUTTON, "Sign in")
        window.see(SWITCH, re.compile(re.escape(CAR)))
        window.click_row(CAR)
        window.set_value(re.compile("^Charge to"), 90)
        window.see(BUTTON, "Revert")
        wait_until(lambda: drafts() == ["unsaved"], "the change is on the disk")

    with story.step("nobody else can read what is kept, and no token is in it"):
        for path in stores():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700, path
            assert token.encode() not in path.read_bytes(), path
        assert len(stores()) >= 1

    with story.step("killed and started again, the change is there"):
        kill(window)
        window = story.window = start()
        window.see(LABEL, "Unsaved changes")
        window.click_row(CAR)
        wait_until(lambda: window.see(ANY, re.compile("^Charge to .*%")).value == 90, "the level is the changed one")
        assert target(sandbox) == 0.8

    with story.step("saved without a connection it waits, and says so"):
        break_down(sandbox, PUT)
        window.click(BUTTON, "Save")
        window.see(ANY, re.compile("Your change is kept, and sent as soon as it can be"))
        assert target(sandbox) == 0.8

    with story.step("killed and started again, it is sent by itself"):
        kill(window)
        break_down(sandbox)
        window = story.window = start()
        wait_until(lambda: target(sandbox) == 0.9, "the service has the change")
        window.see(SWITCH, re.compile(re.escape(CAR)))
        window.see_no(LABEL, "Changes wait to be sent")
        wait_until(lambda: drafts() == [], "nothing waits any more")

    with story.step("without any connection the home is there, with its age"):
        kill(window)
        break_down(sandbox, "*")
        window = story.window = start()
        window.see(SWITCH, re.compile(re.escape(CAR)))
        window.see(ANY, re.compile("No connection. You see what was known"))
        window.click_row(CAR)
        wait_until(lambda: window.see(ANY, re.compile("^Charge to .*%")).value == 90, "the settings are there too")
        window.click(BUTTON, "Back")
        window.see(SWITCH, re.compile(re.escape(CAR)))

    with story.step("closing asks nothing, since the change is kept"):
        window.click_row(CAR)
        window.set_value(re.compile("^Charge to"), 75)
        window.see(BUTTON, "Revert")
        window.click(BUTTON, "Close")
        assert window.program.ended() == 0, "\n".join(line for line in window.program.output if line)[-6000:]
        window = story.window = start()
        window.see(LABEL, "Unsaved changes")

    with story.step("whoever signs out is asked, and leaves nothing behind"):
        window.click(BUTTON, "Main menu")
        window.click(MENU_ITEM, "Sign out")
        window.click(BUTTON, "Discard")
        window.see(BUTTON, "Sign in")
        wait_until(lambda: stores() == [], "what was kept is gone")


def drafts():
    """The states of the changes that are kept, as another program sees them."""
    states = []
    for path in stores():
        if path.suffix == ".db":
            store = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
            states += [state for (state,) in store.execute("SELECT state FROM edits")]
            store.close()
    return states


main("never-lost", steps)
