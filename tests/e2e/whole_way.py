# SPDX-License-Identifier: GPL-3.0-or-later
"""whole_way.py EBB SANDBOX: the first day of a customer, from pasting a token to signing out.

A sandbox in a process of its own, the system's Secret Service, and the browser played by the test.
"""
import datetime
import html
import re
import sys
import urllib.parse
import urllib.request
import zoneinfo

from gi.repository import Gio, GLib

from harness import (ANY, BUTTON, ENTRY, LABEL, MENU_ITEM, SWITCH, TOGGLE, Browser, Sandbox, Window, main, wait_until)

EBB, SANDBOX = sys.argv[1:3]
CAR = "The family car"
SECRETS = "org.freedesktop.secrets"


def kept_secrets():
    """How many secrets the keyring holds, in all its collections."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)

    def read(path, interface, name):
        return bus.call_sync(SECRETS, path, "org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", (interface, name)),
                             None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
    collections = read("/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Collections")
    return sum(len(read(path, "org.freedesktop.Secret.Collection", "Items")) for path in collections)


def world(sandbox):
    return sandbox.fetch("_sandbox/state")["world"]


def car_settings(sandbox):
    return next(device for device in world(sandbox)["devices"] if device["custom_device_name"] == CAR)["settings"]


def saved_last_month(sandbox, token):
    """What the service reports for the house, in kronor."""
    house = world(sandbox)["facilities"][0]
    zone = zoneinfo.ZoneInfo(house["time_zone"])
    this_month = datetime.datetime.now(zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    last_month = (this_month - datetime.timedelta(days=1)).replace(day=1)
    times = [time.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") for time in (last_month, this_month)]
    query = urllib.parse.urlencode({"from": times[0], "to": times[1], "resolution": "day"})
    report = sandbox.fetch(f"v1/customer/facilities/{house['facility_id']}/report?{query}", token=token)
    return sum(bucket["savings"] for bucket in report["buckets"]), len(report["buckets"])


def connect_in_browser(address):
    """What a person does on the page that opened: leaves the choices as they are and presses Connect."""
    browser = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    page = browser.open(address).read().decode()
    form = re.search(r'<form method="post" action="([^"]*)"', page)[1]
    account = re.search(r'<input type="radio" name="account" value="([^"]*)" checked', page)[1]
    answer = urllib.parse.urlencode({"account": html.unescape(account), "decision": "connect"}).encode()
    return browser.open(urllib.parse.urljoin(address, html.unescape(form)), answer).read().decode()


def steps(story):
    sandbox = Sandbox(SANDBOX, "--port", "0", "--seed", "1")
    story.programs.append(sandbox.program)
    browser = Browser()
    token = sandbox.mint_token()

    def start():
        return Window(story.start(EBB, "--server", sandbox.uri))

    with story.step("Ebb starts and welcomes whoever is not signed in"):
        assert kept_secrets() == 0
        window = story.window = start()
        window.see(BUTTON, "Sign in")

    with story.step("a pasted token signs in, and the devices appear"):
        window.write(ENTRY, "Token", token)
        window.click(BUTTON, "Sign in")
        for device in world(sandbox)["devices"][:2]:
            window.see(LABEL, device["custom_device_name"])
        window.see(SWITCH, re.compile(re.escape(CAR)))
        wait_until(lambda: kept_secrets() == 1, "the keyring holds the token")

    with story.step("the car charges to another level"):
        before = car_settings(sandbox)
        assert before["target_state_of_charge"] != 0.9
        window.click_row(CAR)
        window.set_value(re.compile("^Charge to"), 90)
        window.click(BUTTON, "Save")
        wait_until(lambda: car_settings(sandbox)["target_state_of_charge"] == 0.9, "the service knows the new level")
        after = car_settings(sandbox)
        changed = {name for name in before if before[name] != after[name]}
        assert changed == {"target_state_of_charge", "updated_at"}, changed
        window.see_no(BUTTON, "Save")
        window.click(BUTTON, "Back")

    with story.step("last month's savings are the service's"):
        window.click(TOGGLE, "Savings")
        window.click(BUTTON, "Previous month")
        kronor, days = saved_last_month(sandbox, token)
        assert days >= 28
        window.see(ANY, re.compile(rf"^Saved {kronor:.2f}\skr, excl\. VAT$"))  # the space does not break
        window.click(TOGGLE, "Devices")
        window.see(SWITCH, re.compile(re.escape(CAR)))

    with story.step("a battery is added in the browser, and appears"):
        names = [node.name for node in window.every(SWITCH)]
        devices = len(world(sandbox)["devices"])
        window.click(BUTTON, "Add a device")
        window.click_row("Battery")
        page = connect_in_browser(browser.opened())
        assert "You can go back to Ebb" in page, page
        window.see(ANY, "1 device was added")
        window.click(BUTTON, "Done")
        wait_until(lambda: len(window.every(SWITCH)) == len(names) + 1, "one device more is on the screen")
        assert len(world(sandbox)["devices"]) == devices + 1

    with story.step("after quitting and starting again nobody has to sign in"):
        window.click(BUTTON, "Close")
        assert window.program.ended() == 0, "\n".join(line for line in window.program.output if line)[-6000:]
        window = story.window = start()
        window.see(SWITCH, re.compile(re.escape(CAR)))

    with story.step("signing out empties the keyring"):
        window.click(BUTTON, "Main menu")
        window.click(MENU_ITEM, "Sign out")
        window.see(BUTTON, "Sign in")
        window.see_no(SWITCH)
        wait_until(lambda: kept_secrets() == 0, "the keyring is empty")

    with story.step("and so the next start welcomes again"):
        window.click(BUTTON, "Close")
        assert window.program.ended() == 0, "\n".join(line for line in window.program.output if line)[-6000:]
        window = story.window = start()
        window.see(BUTTON, "Sign in")


main("whole-way", steps)
