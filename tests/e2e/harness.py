# SPDX-License-Identifier: GPL-3.0-or-later
"""A person at the screen: starts programs, finds what is on the window by role and name, clicks, types and reads.

Everything waits for a condition against a deadline, in GLib's main loop; nothing sleeps. It runs inside tests/with-display,
so that the display, the bus, the keyring and the home are its own. When a step fails, a picture of the screen and an outline
of what a screen reader would see are left in the folder $EBB_EVIDENCE.
"""
import contextlib
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import traceback
import urllib.error
import urllib.request

from gi.repository import Gio, GLib

PATIENCE = 20.0  # seconds; a slow machine under sanitizers needs most of it
GLANCE_MS = 25
ASIDE = ("9999", "9999")  # where the mouse is out of the way: the corner of the screen
FRAME = 5  # pixels around a window that the accessibility tree leaves out

# Roles and states by their numbers in the accessibility protocol; Debian 13 has other names for some of the same roles.
BUTTON = (43,)
TOGGLE_BUTTON = 62
TOGGLE = (62, 44, 37, 7, 130)  # toggle button, radio button, page tab, check box, switch
SWITCH = (62, 7, 130)
ENTRY = (79, 61, 40)  # entry, text, password text
SPIN = (52,)
ROW = (32,)
LABEL = (29, 83)  # label, heading
MENU_ITEM = (35, 8, 45)
SURFACES = (23, 16, 69, 33)  # frame, dialog, window, menu
ANY = None
CHECKED, PRESSED, SELECTED, SENSITIVE, SHOWING, VISIBLE = 4, 20, 23, 24, 25, 30

A11Y = "org.a11y.atspi."
ROOT_PATH = "/org/a11y/atspi/accessible/root"
IN_WINDOW = 1  # coordinates
LABELLED_BY = 2  # relation


class NotSeen(AssertionError):
    """What should have been on the screen by now was not."""


def wait_until(condition, what, seconds=PATIENCE):
    """Runs the main loop until condition() gives something true, and gives that; NotSeen when the time is over."""
    context = GLib.MainContext.default()
    deadline = GLib.get_monotonic_time() + int(seconds * 1_000_000)
    while True:
        try:
            result = condition()
        except GLib.Error:
            result = None  # what we looked at has gone; look again
        if result:
            return result
        if GLib.get_monotonic_time() >= deadline:
            raise NotSeen(f"not within {seconds:g} s: {what}")
        woken = []
        source = GLib.timeout_source_new(GLANCE_MS)
        source.set_callback(lambda *_: woken.append(True) or GLib.SOURCE_REMOVE)
        source.attach(context)
        while not woken:
            context.iteration(True)
        source.destroy()


class Program:
    """A program under test; its output is kept, and it ends with the test."""

    def __init__(self, *command, environment=None, feed=None):
        self.name = pathlib.Path(command[0]).name
        self.output = []
        launcher = Gio.SubprocessLauncher.new(
            Gio.SubprocessFlags.STDOUT_PIPE | Gio.SubprocessFlags.STDERR_MERGE
            | (Gio.SubprocessFlags.STDIN_PIPE if feed is not None else Gio.SubprocessFlags.NONE))
        for name, value in (environment or {}).items():
            launcher.setenv(name, value, True)
        self.process = launcher.spawnv([str(word) for word in command])
        self.pid = int(self.process.get_identifier())
        self.status = None
        if feed is not None:
            pipe = self.process.get_stdin_pipe()
            pipe.write_all(feed.encode(), None)
            pipe.close(None)
        self._lines = Gio.DataInputStream.new(self.process.get_stdout_pipe())
        self._read()
        self.process.wait_async(None, self._ended)

    def _read(self):
        self._lines.read_line_async(GLib.PRIORITY_DEFAULT, None, self._got_line)

    def _got_line(self, stream, result):
        try:
            line, _length = stream.read_line_finish(result)
        except GLib.Error:
            return
        if line is not None:
            self.output.append(bytes(line).decode("utf-8", "replace"))
            self._read()

    def _ended(self, process, result):
        process.wait_finish(result)
        self.status = process.get_exit_status() if process.get_if_exited() else -process.get_term_sig()

    def line(self, pattern, seconds=PATIENCE):
        """The match of the first line of output with pattern, once it is there."""
        def look():
            if self.status not in (None, 0):
                raise NotSeen(f"{self.name} ended with {self.status}: " + "\n".join(self.output[-20:]))
            return next(filter(None, (re.search(pattern, line) for line in self.output)), None)
        return wait_until(look, f"{self.name} prints {pattern}", seconds)

    def ended(self, seconds=PATIENCE):
        """Its exit status, once it ended by itself."""
        wait_until(lambda: self.status is not None, f"{self.name} ends", seconds)
        return self.status

    def stop(self):
        if self.status is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.ended(5)
            except NotSeen:
                self.process.force_exit()
                self.ended(5)


def plain(name):
    """A name without mnemonics; GTK 4.8 says '_Save Save' where it should say 'Save'."""
    bare = (name or "").replace("_", "")
    half = len(bare) // 2
    if len(bare) % 2 == 1 and bare[half] == " " and bare[:half] == bare[half + 1:]:
        return bare[:half]
    return bare


class Node:
    """One thing that a screen reader sees, as it was at the last look."""

    def __init__(self, screen, owner, path, parent, depth):
        self.screen, self.owner, self.path, self.parent, self.depth = screen, owner, path, parent, depth
        self.name, self.role, self.states, self.interfaces = "", 0, 0, ()

    def call(self, interface, method, arguments=None):
        return self.screen.call(self.owner, self.path, A11Y + interface, method, arguments)

    def has(self, interface):
        return A11Y + interface in self.interfaces

    def __contains__(self, state):
        return bool(self.states >> state & 1)

    @property
    def is_on(self):
        return CHECKED in self or PRESSED in self or SELECTED in self

    @property
    def box(self):
        """Left, top, width and height in its window."""
        return self.call("Component", "GetExtents", GLib.Variant("(u)", (IN_WINDOW,)))[0]

    @property
    def middle(self):
        x, y, width, height = self.box
        return x + width // 2, y + height // 2

    @property
    def actions(self):
        return [action[0] for action in self.call("Action", "GetActions")[0]] if self.has("Action") else []

    @property
    def text(self):
        """The text of an entry or a label, or else the name."""
        if not self.has("Text"):
            return plain(self.name)
        count = self.screen.property(self.owner, self.path, A11Y + "Text", "CharacterCount")
        return self.call("Text", "GetText", GLib.Variant("(ii)", (0, count)))[0]

    @property
    def value(self):
        return self.screen.property(self.owner, self.path, A11Y + "Value", "CurrentValue")

    @property
    def lineage(self):
        """The node and what surrounds it, from the inside out."""
        node = self
        while node is not None:
            yield node
            node = node.parent


class Screen:
    """The accessibility bus of this display."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                    Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None)

    def call(self, owner, path, interface, method, arguments=None):
        return self.bus.call_sync(owner, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE,
                                  int(PATIENCE * 1000), None).unpack()

    def ask_children(self, nodes):
        """The children of each node, without waiting for one answer before the next question; those of what has just gone are none."""
        answers = {}

        def answered(bus, result, node):
            try:
                answers[node] = bus.call_finish(result).unpack()[0]
            except GLib.Error:
                answers[node] = []

        for node in nodes:
            self.bus.call(node.owner, node.path, A11Y + "Accessible", "GetChildren", None, None, Gio.DBusCallFlags.NONE,
                          int(PATIENCE * 1000), None, answered, node)
        while len(answers) < len(nodes):
            GLib.MainContext.default().iteration(True)
        return answers

    def property(self, owner, path, interface, name):
        arguments = GLib.Variant("(ss)", (interface, name))
        return self.call(owner, path, "org.freedesktop.DBus.Properties", "Get", arguments)[0]

    def owner_with(self, pid):
        """The bus name of the program with that process id, if it shows anything."""
        for owner, _path in self.call(A11Y + "Registry", ROOT_PATH, A11Y + "Accessible", "GetChildren")[0]:
            asked = self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                              "GetConnectionUnixProcessID", GLib.Variant("(s)", (owner,)))[0]
            if asked == pid and self.call(owner, ROOT_PATH, A11Y + "Accessible", "GetChildren")[0]:
                return owner
        return None


class Window:
    """A program as it looks on the screen."""

    def __init__(self, program):
        self.program = program
        self.screen = Screen()
        # Out of the way: over the window it would make tooltips, which are windows too.
        subprocess.run(["xdotool", "mousemove", *ASIDE], check=True)
        self.owner = wait_until(self._look_for_owner, f"{program.name} appears on the accessibility bus")
        version = self.screen.property(self.owner, ROOT_PATH, A11Y + "Application", "Version")
        self.tells_showing = tuple(int(part) for part in version.split(".")[:2]) >= (4, 10)

    def _look_for_owner(self):
        self.check_alive()
        return self.screen.owner_with(self.program.pid)

    def check_alive(self):
        if self.program.status is not None:
            raise NotSeen(f"{self.program.name} ended with {self.program.status}: " + "\n".join(self.program.output[-20:]))

    def items(self):
        """What GTK has told of its nodes so far, by their paths; and the children of each, as far as they are in there."""
        data = {item[0][1]: item for item in self.screen.call(self.owner, "/org/a11y/atspi/cache", A11Y + "Cache", "GetItems")[0]}
        children = {}
        for path, item in data.items():
            children.setdefault(item[2][1], []).append((item[0][0], path))
        return data, children

    def look(self):
        """All nodes, depth first. Most are leaves or have one child, which need not be asked for; the others are asked all at once, floor
        by floor. Asking for children makes GTK 4.10 and later create them."""
        data, known_children = self.items()
        root = Node(self.screen, self.owner, ROOT_PATH, None, 0)
        floor, children_of = [root], {}
        while floor:
            for node in floor:
                children_of[node] = known_children.get(node.path, [])
            children_of.update(self.screen.ask_children(
                [node for node in floor if node.parent is None or node.path not in data or len(children_of[node]) > 1
                 or data[node.path][4] != len(children_of[node])]))
            for node in floor:
                children_of[node] = [Node(self.screen, owner, path, node, node.depth + 1) for owner, path in children_of[node]]
            floor = [child for node in floor for child in children_of[node]]
        nodes, stack = [], [root]
        while stack:
            nodes.append(stack.pop())
            stack += reversed(children_of[nodes[-1]])
        if self.tells_showing and any(node.path not in data for node in nodes):
            data, _children = self.items()
        known = [node for node in nodes if node.path in data]
        for node in known:
            _object, _app, _parent, _index, _count, node.interfaces, node.name, node.role, _words, states = data[node.path]
            node.states = states[0] | states[1] << 32
            if not node.name and node.role in MENU_ITEM:
                node.name = self.label_of(node)
        return known

    def label_of(self, node):
        """What the label of a node without a name says: GTK 4.18 names the items of menus in no other way."""
        try:
            for relation, targets in node.call("Accessible", "GetRelationSet")[0]:
                for owner, path in targets if relation == LABELLED_BY else ():
                    return self.screen.call(owner, path, A11Y + "Text", "GetText", GLib.Variant("(ii)", (0, -1)))[0]
        except GLib.Error:
            pass  # it has just gone
        return ""

    def is_shown(self, node):
        """Whether a person could see the node, perhaps after scrolling.

        GTK says so itself from 4.10 on. Before, the nodes of a page that is not on top look like all others, but what lies
        under a point of the window is told truly: something foreign in the middle of a node means that its page is not on
        top, and something around it (what takes no clicks is not told) leaves the question to what surrounds the node.
        """
        if VISIBLE not in node:
            return False
        if self.tells_showing:
            return SHOWING in node
        # GTK 4.8 has no role for a dialog that alerts.
        window = next((around for around in node.lineage if around.role in SURFACES or around.depth == 1), None)
        if window is None or VISIBLE not in window:
            return False
        left, top, width, height = window.box
        inside = []
        for around in node.lineage:
            if around is window:
                break
            inside.append(around)
            if not around.has("Component"):
                continue
            if min(around.box[2:]) <= 0:
                return False  # folded away with what is in it
            x, y = around.middle
            if left <= x < left + width and top <= y < top + height:
                under = self.under(window, x, y)
                if any(path == around.path for path in under):
                    return True
                if under and not any(under[0] == further.path for further in around.lineage):
                    return False
        return True

    def under(self, window, x, y):
        """The paths of what lies under a point of the window and of what surrounds it, from the inside out."""
        arguments = GLib.Variant("(iiu)", (x, y, IN_WINDOW))
        owner, path = window.call("Component", "GetAccessibleAtPoint", arguments)[0]
        paths = []
        while path and path not in ("/org/a11y/atspi/null", window.path, ROOT_PATH):
            paths.append(path)
            owner, path = self.screen.property(owner, path, A11Y + "Accessible", "Parent")
        return paths

    def every(self, roles=ANY, name=None, inside=None, that=None):
        """All nodes on the screen with one of the roles and the name (a string, or a compiled pattern)."""
        found = []
        for node in self.look():
            said = plain(node.name)
            if roles is not ANY and node.role not in roles:
                continue
            if node.role == TOGGLE_BUTTON and node.parent.role in BUTTON:
                continue  # the inside of a menu button, which newer GTK tells too; no switch
            if name is not None and not (name.search(said) if isinstance(name, re.Pattern) else said == name):
                continue
            if inside is not None and not any(around.path == inside.path for around in node.lineage):
                continue
            if (that is None or that(node)) and self.is_shown(node):
                found.append(node)
        return found

    def see(self, roles=ANY, name=None, inside=None, that=None, seconds=PATIENCE):
        """The first such node, once it is on the screen."""
        def look():
            self.check_alive()
            return next(iter(self.every(roles, name, inside, that)), None)
        return wait_until(look, f"'{getattr(name, 'pattern', name)}' is on the screen", seconds)

    def see_no(self, roles=ANY, name=None, seconds=PATIENCE):
        """Waits until no such node is on the screen."""
        def look():
            self.check_alive()
            return not self.every(roles, name)
        wait_until(look, f"'{getattr(name, 'pattern', name)}' is off the screen", seconds)

    def click(self, roles, name=None, inside=None):
        """Does what a click does, as an assistive technology asks for it; with the mouse where there is no such action."""
        def look():
            self.check_alive()
            return self.every(roles, name, inside, lambda node: SENSITIVE in node)
        nodes = wait_until(look, f"'{getattr(name, 'pattern', name)}' can be clicked")
        for node in nodes:
            if node.actions:
                node.call("Action", "DoAction", GLib.Variant("(i)", (0,)))
                return node
        self.click_with_mouse(nodes[0])
        return nodes[0]

    def click_with_mouse(self, node):
        """Puts the mouse on the middle of a node and clicks: the window's own place, its frame and the node's place in it."""
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.program.pid)],
                               capture_output=True, text=True, check=True).stdout.split()
        geometry = subprocess.run(["xdotool", "getwindowgeometry", "--shell", found[-1]],
                                  capture_output=True, text=True, check=True).stdout
        place = dict(line.split("=") for line in geometry.split())
        x, y = node.middle
        subprocess.run(["xdotool", "mousemove", str(int(place["X"]) + x + FRAME), str(int(place["Y"]) + y + FRAME),
                        "click", "1", "mousemove", *ASIDE], check=True)

    def click_row(self, name):
        """Clicks in the middle of the row with that label; where in a row a label is, GTK 4.18 tells some pixels off."""
        label = self.see(LABEL, name)
        self.click_with_mouse(next(around for around in label.lineage if around.role in ROW))

    def write(self, roles, name, text, inside=None):
        """Replaces the text of an entry."""
        node = self.see(roles, name, inside, lambda node: SENSITIVE in node)
        node.call("EditableText", "SetTextContents", GLib.Variant("(s)", (text,)))
        return node

    def set_value(self, name, value, inside=None):
        """Sets a spin button or a scale."""
        node = self.see(ANY, name, inside, lambda node: node.has("Value") and SENSITIVE in node)
        arguments = GLib.Variant("(ssv)", (A11Y + "Value", "CurrentValue", GLib.Variant("d", value)))
        self.screen.call(node.owner, node.path, "org.freedesktop.DBus.Properties", "Set", arguments)
        wait_until(lambda: abs(node.value - value) < 1e-6, f"'{name}' is {value}")
        return node

    def keys(self, *keys):
        """Presses keys, as xdotool names them."""
        subprocess.run(["xdotool", "key", *keys], check=True)

    def outline(self):
        """What a screen reader sees, a line for each node; what is not on the screen in brackets."""
        lines = []
        for node in self.look():
            line = f"{node.role} '{node.name}'"
            lines.append("  " * node.depth + (line if self.is_shown(node) else f"({line})"))
        return "\n".join(lines)


class Sandbox:
    """A sandbox process of its own, and what it answers to a test."""

    def __init__(self, path, *arguments):
        self.path = path
        self.program = Program(path, *arguments)
        self.uri = self.program.line(r"(https?://\S+)")[1].rstrip("/") + "/"

    def fetch(self, path, method="GET", body=None, token=None):
        """The JSON of an answer; the path is below the sandbox's address."""
        request = urllib.request.Request(self.uri + path, method=method,
                                         data=None if body is None else json.dumps(body).encode())
        request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=PATIENCE) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def mint_token(self, *arguments):
        """A token, as a person gets one: from the program's standard output."""
        return subprocess.run([self.path, "--mint-token", *arguments], capture_output=True, text=True, check=True,
                              timeout=PATIENCE).stdout.strip()

    def stop(self):
        self.program.stop()


class Browser:
    """The system browser of this display: it notes every address it is asked to open, and the test does the rest."""

    def __init__(self):
        home = pathlib.Path(os.environ["XDG_DATA_HOME"])
        self.log = home / "opened"
        self.log.touch()
        script = home / "browser"
        script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{self.log}"\n')
        script.chmod(0o700)
        applications = home / "applications"
        applications.mkdir(exist_ok=True)
        (applications / "browser.desktop").write_text(
            f"[Desktop Entry]\nType=Application\nName=Browser\nExec={script} %u\n"
            "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n")
        (applications / "mimeapps.list").write_text(
            "[Default Applications]\nx-scheme-handler/http=browser.desktop\nx-scheme-handler/https=browser.desktop\n")

    def opened(self, count=1, seconds=PATIENCE):
        """The address that was opened as number count, once it was."""
        wait_until(lambda: len(self.log.read_text().splitlines()) >= count, "a page opens in the browser", seconds)
        return self.log.read_text().splitlines()[count - 1]


def focus(title):
    """Without a window manager the keys go to whoever is told to have them."""
    def find():
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", title], capture_output=True, text=True, check=False)
        return found.stdout.split()
    subprocess.run(["xdotool", "windowfocus", "--sync", wait_until(find, f"a window “{title}”")[-1]], check=True)


def evidence(window, name):
    """Leaves a picture and an outline behind."""
    folder = pathlib.Path(os.environ.get("EBB_EVIDENCE") or GLib.get_tmp_dir())
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):
        subprocess.run(["import", "-window", "root", str(folder / f"{name}.png")], check=False, capture_output=True)
    if window:
        (folder / f"{name}.txt").write_text(window.outline() + "\n\n" + "\n".join(window.program.output), encoding="utf-8")
    return folder


class Story:
    """A run of steps, each a TAP point. The first that fails ends the story, since the rest has no ground to stand on."""

    def __init__(self, name):
        self.name = name
        self.number = 0
        self.window = None
        self.programs = []
        print("TAP version 13", flush=True)

    def start(self, *command, **keywords):
        program = Program(*command, **keywords)
        self.programs.append(program)
        return program

    @contextlib.contextmanager
    def step(self, what):
        self.number += 1
        try:
            yield
        except Exception as error:
            print(f"not ok {self.number} - {what}")
            for line in "".join(traceback.format_exception(error)).splitlines():
                print(f"# {line}")
            print(f"# see {evidence(self.window, self.name)}/{self.name}.png and .txt", flush=True)
            raise
        print(f"ok {self.number} - {what}", flush=True)

    def tell(self, steps):
        """Runs steps(self) and cleans up; the exit status for the program."""
        status = 0
        try:
            steps(self)
        except Exception:
            status = 1
            if self.number == 0:
                traceback.print_exc()
        finally:
            for program in reversed(self.programs):
                program.stop()
        print(f"1..{self.number}", flush=True)
        return status


def main(name, steps):
    sys.exit(Story(name).tell(steps))
