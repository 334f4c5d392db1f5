#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop reads is valid: desktop file, metainfo, settings schema, icons and what is bundled into the program."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

from lint import ROOT, Case, at, files, main, text_of

APPLICATION_ID = "io.github.ebb_energy.Ebb"
VALUES = {
    "application_id": APPLICATION_ID,
    "resource_base": "/" + APPLICATION_ID.replace(".", "/"),
    "bindir": "/usr/bin",
    "version": "0.1.0",
}
COMPLAINT = re.compile(r"^(?P<level>[EWIP]): [^:]*:(?P<line>\d+|~): (?P<what>.*)$")
# An application id's last part has a capital by custom; the older end does not know how a developer is named today; and
# there is no home page to name yet.
ACCEPTED = ("cid-contains-uppercase-letter", "unknown-tag developer", "url-homepage-missing")
ICON_NAME = re.compile(r"\bebb-[a-z-]+-symbolic\b")


def filled(path):
    return re.sub(r"@(\w+)@", lambda match: VALUES[match[1]], path.read_text(encoding="utf-8"))


def run(*command):
    if not shutil.which(command[0]):
        return 1, f"{command[0]} is not installed"
    result = subprocess.run(command, capture_output=True, text=True)
    return result.returncode, (result.stdout + result.stderr).strip()


def placed(folder, name, text):
    path = pathlib.Path(folder, name)
    path.write_text(text, encoding="utf-8")
    return path


def check_desktop_file(root):
    """The desktop file is valid."""
    for path in files(root, ".desktop.in", under="data"):
        with tempfile.TemporaryDirectory(prefix="ebb-lint.") as folder:
            copy = placed(folder, f"{APPLICATION_ID}.desktop", filled(path))
            status, said = run("desktop-file-validate", copy)
        if status or said:
            yield at(root, path, 1, said)


def check_metainfo(root):
    """The metainfo is valid, pedantically, without the network."""
    for path in files(root, ".metainfo.xml.in", under="data"):
        with tempfile.TemporaryDirectory(prefix="ebb-lint.") as folder:
            copy = placed(folder, f"{APPLICATION_ID}.metainfo.xml", filled(path))
            status, said = run("appstreamcli", "validate", "--no-net", "--pedantic", "--no-color", str(copy))
        complaints = [found for found in map(COMPLAINT.match, said.splitlines()) if found]
        for found in complaints:
            if not any(word in found["what"] for word in ACCEPTED):
                yield at(root, path, found["line"], found["what"])
        if status and not complaints:
            yield at(root, path, 1, said)


def check_schema(root):
    """The settings schema compiles strictly."""
    for path in files(root, ".gschema.xml.in", under="data"):
        with tempfile.TemporaryDirectory(prefix="ebb-lint.") as folder:
            placed(folder, f"{APPLICATION_ID}.gschema.xml", filled(path))
            status, said = run("glib-compile-schemas", "--strict", "--dry-run", folder)
        if status:
            yield at(root, path, 1, said.replace(folder, ""))


def check_icons(root):
    """Symbolic icons are drawn as GTK can colour them, on a grid of 16, and every icon that the code names is there."""
    there = set()
    for path in files(root, "-symbolic.svg", under="data"):
        there.add(path.stem)
        svg = xml.etree.ElementTree.fromstring(path.read_bytes())
        if svg.get("viewBox") != "0 0 16 16":
            yield at(root, path, 1, "a symbolic icon has the viewBox 0 0 16 16")
        for element in svg.iter():
            if element.get("stroke") or element.get("style"):
                yield at(root, path, 1, "GTK colours fills only: no stroke, no style")
    for path in files(root, ".c", ".h", ".ui", under="src"):
        for number, line in enumerate(text_of(path).splitlines(), 1):
            for found in ICON_NAME.finditer(line):
                if found[0] not in there:
                    yield at(root, path, number, f"there is no icon {found[0]}")


# What data/icons/meson.build draws of an action icon.
DRAWN = re.compile(r"^(ebb-[a-z-]+-symbolic)-\d+\.png$")
ACTIONS = "data/icons/hicolor/scalable/actions"


def check_resources(root):
    """Every .ui file, style sheet and action icon is bundled, and everything bundled exists."""
    lists = files(root, ".gresource.xml", ".gresource.xml.in", under="src") + files(root, ".gresource.xml", under="data")
    bundled = set()
    for path in lists:
        bases = [path.parent, root / "src", root / "data", root]
        for element in xml.etree.ElementTree.fromstring(path.read_bytes()).iter("file"):
            name = element.text.strip()
            found = [base / name for base in bases if (base / name).exists()]
            drawn = DRAWN.match(name)
            if drawn and (root / ACTIONS / f"{drawn[1]}.svg").exists():
                continue
            if found:
                bundled.add(found[0].resolve())
            else:
                yield at(root, path, 1, f"{name} does not exist")
    wanted = files(root, ".ui", ".css", under="src")
    if lists:
        wanted += files(root, "-symbolic.svg", under=ACTIONS)
    for path in wanted:
        if path.resolve() not in bundled:
            yield at(root, path, 1, "is in no GResource")


DESKTOP = "[Desktop Entry]\nType=Application\nName=E\nExec=ebb\nIcon=@application_id@\nCategories=%s;\n"
SCHEMA = '<schemalist><schema id="@application_id@" path="@resource_base@/"><key name="a" type="i"><default>%s</default></key></schema></schemalist>'
METAINFO = (ROOT / "data" / "ebb.metainfo.xml.in").read_text(encoding="utf-8")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s"><path %s d="M0 0h1v1z"/></svg>'
LIST = '<gresources><gresource prefix="/x">%s</gresource></gresources>'
CASES = [
    Case(check_desktop_file, "an unknown category", {"data/e.desktop.in": DESKTOP % "Nonsense"}, ["e.desktop.in:1"]),
    Case(check_desktop_file, "a good one", {"data/e.desktop.in": DESKTOP % "Utility"}, []),
    Case(check_metainfo, "no summary", {"data/e.metainfo.xml.in": re.sub("<summary>.*</summary>", "", METAINFO)},
         ["component-summary-missing"]),
    Case(check_schema, "a default of another type", {"data/e.gschema.xml.in": SCHEMA % "'x'"}, ["e.gschema.xml.in:1"]),
    Case(check_schema, "a good one", {"data/e.gschema.xml.in": SCHEMA % "1"}, []),
    Case(check_icons, "another grid, a stroke, a name without an icon",
         {"data/ebb-a-symbolic.svg": SVG % ("24 24", ""), "data/ebb-b-symbolic.svg": SVG % ("16 16", 'stroke="red"'), "src/ui/a.ui": "\nebb-c-symbolic"},
         ["viewBox", "stroke", "a.ui:2: there is no icon ebb-c-symbolic"]),
    Case(check_icons, "a good one", {"data/ebb-a-symbolic.svg": SVG % ("16 16", ""), "src/ui/a.ui": "ebb-a-symbolic"}, []),
    Case(check_resources, "forgotten and vanished", {"src/ui/a.ui": "", "src/ui/r.gresource.xml": LIST % "<file>b.ui</file>"},
         ["b.ui does not exist", "a.ui:1: is in no GResource"]),
    Case(check_resources, "a picture of no icon", {"data/icons/r.gresource.xml": LIST % "<file>ebb-a-symbolic-16.png</file>"},
         ["r.gresource.xml:1: ebb-a-symbolic-16.png does not exist"]),
    Case(check_resources, "bundled", {"src/ui/a.ui": "", "src/ui/r.gresource.xml": LIST % "<file>a.ui</file>"}, []),
]

if __name__ == "__main__":
    sys.exit(main([check_desktop_file, check_metainfo, check_schema, check_icons, check_resources], CASES))
