#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Manners of every file: length, licence, nothing left to do, nothing secret and nothing of the machine it was written on."""
import re
import sys

from lint import Case, at, files, main, text_of, without_comments

MAXIMUM_LINES = 600
MAXIMUM_COLUMNS = 140  # 120 is what we aim at
CODE = (".c", ".h", ".py")
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
C_LICENCE = f"/* {LICENCE} */"

# Written with a class of one letter where this file would otherwise complain about itself.
LEFT_TO_DO = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X])\b")
OF_A_MACHINE = re.compile(r"(?<![\w.$}])/(wor[k]|roo[t]|hom[e]/[a-z]\w*|User[s]|tm[p]/\w+|va[r]/tmp)(?=[/\s\"'`),;:]|$)")
UNWANTED = re.compile(r"WebKi[t]|registry\.npmj[s]|pyp[i]\.org|crate[s]\.io", re.IGNORECASE)
TOKEN = re.compile(r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}|BEGIN [A-Z ]*PRIVATE KE[Y]")
# Keys and tokens that open nothing may stay if one of the five lines above says so.
LABEL = re.compile(r"sandbox|make-believe|test token|test key", re.IGNORECASE)
SLEEPING = re.compile(r"\b(g_usleep|usleep|nanosleep|time\.sleep)\s*\(|(?<![\w.])sleep\s*\(|^\s*sleep\s+[\d.]", re.MULTILINE)
# What newer or older ends of GTK have deprecated; the compiler sees only one end.
NOT_OURS = re.compile(r"\b(AdwLeaflet|AdwFlap|AdwSqueezer|AdwViewSwitcherTitle|AdwAboutWindow|AdwMessageDialog|AdwPreferencesWindow"
                      r"|GtkMessageDialog|GtkInfoBar|GtkFileChooserNative|GtkTreeView|gtk_widget_show|gtk_widget_hide"
                      r"|gtk_widget_get_allocated_\w+|GskPath|AdwBreakpoint)\b"
                      r"|\b(adw_leaflet|adw_flap|adw_squeezer|adw_view_switcher_title|adw_about_window|adw_message_dialog"
                      r"|adw_preferences_window|gtk_message_dialog|gtk_info_bar|gtk_file_chooser_native|gtk_tree_view|adw_breakpoint)_\w+")


def check_length(root):
    """No code file is longer than 600 lines or wider than 140 columns."""
    for path in files(root, *CODE):
        lines = text_of(path).splitlines()
        if len(lines) > MAXIMUM_LINES:
            yield at(root, path, len(lines), f"{len(lines)} lines; the limit is {MAXIMUM_LINES}: split it by what it knows")
        if path.suffix == ".py" and "lint" in path.parts:
            continue  # tables of cases read better one to a line
        for number, line in enumerate(lines, 1):
            if len(line) > MAXIMUM_COLUMNS:
                yield at(root, path, number, f"{len(line)} columns; the limit is {MAXIMUM_COLUMNS}")


def check_licence(root):
    """Every code file says its licence first."""
    for path in files(root, *CODE, "run", "with-display", ".sh", ".ui", ".css", ".svg"):
        lines = (text_of(path) or "").splitlines()[:3]
        if path.suffix in (".c", ".h"):
            if lines[:1] != [C_LICENCE]:
                yield at(root, path, 1, f"the first line must be {C_LICENCE}")
        elif not any(LICENCE in line for line in lines):
            yield at(root, path, 1, f"the licence is missing: {LICENCE}")


def check_words(root):
    """Nothing is left to do, and nothing tells of the machine it was written on."""
    for path in files(root):
        if path.name in ("COPYING", ".gitignore"):
            continue
        for number, line in enumerate((text_of(path) or "").splitlines(), 1):
            for pattern, what in ((LEFT_TO_DO, "left to do"), (OF_A_MACHINE, "a path of one machine"), (UNWANTED, "not wanted here")):
                found = pattern.search(line)
                if found:
                    yield at(root, path, number, f"{what}: {found[0]}")


def check_secrets(root):
    """No token and no private key, but for labelled ones that open nothing."""
    for path in files(root):
        lines = (text_of(path) or "").splitlines()
        for number, line in enumerate(lines, 1):
            if TOKEN.search(line) and not any(LABEL.search(near) for near in lines[max(0, number - 6):number]):
                yield at(root, path, number, "looks like a token or a private key")


def check_sleep(root):
    """No test sleeps; it waits for a condition."""
    for path in files(root, ".c", ".h", ".py", "run", ".sh", "with-display", under="tests"):
        text = without_comments(text_of(path)) if path.suffix in (".c", ".h") else text_of(path)
        if path.name == "manners.py":
            continue  # names what it forbids
        for found in SLEEPING.finditer(text):
            yield at(root, path, text.count("\n", 0, found.start()) + 1 + found[0].count("\n"), f"sleeps: {found[0].strip()}")


def check_two_ends(root):
    """Nothing that either end of the supported GTK deprecates or lacks, outside compat."""
    for path in files(root, ".c", ".h", ".ui", under="src"):
        if path.relative_to(root).parts[1] == "compat":
            continue
        for number, line in enumerate(without_comments(text_of(path)).splitlines(), 1):
            found = NOT_OURS.search(line)
            if found:
                yield at(root, path, number, f"{found[0]} is not good on both ends of GTK")


C = C_LICENCE + "\n"
CASES = [
    Case(check_length, "a long file", {"src/base/a.c": "\n" * 601}, ["a.c:601: 601 lines"]),
    Case(check_length, "a wide line", {"src/base/a.c": "\n" + "ö" * 141 + "\n"}, ["a.c:2: 141 columns"]),
    Case(check_length, "just fits", {"src/base/a.c": ("ö" * 140 + "\n") * 600}, []),
    Case(check_licence, "no licence", {"src/base/a.c": "int a;\n", "src/run": "#!/bin/sh\n"}, ["src/base/a.c:1", "src/run:1"]),
    Case(check_licence, "licences", {"src/base/a.c": C, "a.py": f"#!/usr/bin/python3\n# {LICENCE}\n"}, []),
    Case(check_words, "left to do", {"a.c": "\n/* TOD" + "O later */\n"}, ["a.c:2: left to do"]),
    Case(check_words, "paths of a machine", {"a.md": "see /wor" + "k/shared/x and /tm" + "p/wt/y\n", "b.sh": 'cd "/hom' + 'e/anna"\n'},
         ["a.md:1: a path", "b.sh:1: a path"]),
    Case(check_words, "ordinary paths", {"a.sh": '"${TMPDIR:-/tmp}" /usr/bin/python3 https://example.org/work/home "$place/home"\n'}, []),
    Case(check_secrets, "a token", {"a.c": 'x = "eyJhbGciOiJSUzI1' + 'NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlc2lnbmF0dXJl";\n'}, ["a.c:1: looks like"]),
    Case(check_secrets, "a key", {"a.pem": "-----BEGIN RSA PRIVATE KE" + "Y-----\n"}, ["a.pem:1: looks like"]),
    Case(check_secrets, "a labelled key", {"a.c": "/* the sandbox's own key */\n-----BEGIN PRIVATE KE" + "Y-----\n"}, []),
    Case(check_sleep, "sleeping tests", {"tests/a.c": "\n g_usleep (100);\n", "tests/b.py": "time.sleep(1)\n", "tests/run": "a\nsleep 1\n"},
         ["tests/a.c:2", "tests/b.py:1", "tests/run:2"]),
    Case(check_sleep, "a device asleep", {"tests/a.c": "/* sleep (1) */ is_asleep (x);\n"}, []),
    Case(check_two_ends, "a deprecated widget", {"src/ui/a.ui": '<object class="AdwLeaflet">\n', "src/ui/a.c": "gtk_widget_show (w);\n"},
         ["a.c:1: gtk_widget_show", "a.ui:1: AdwLeaflet"]),
    Case(check_two_ends, "in compat", {"src/compat/a.c": "adw_breakpoint_new ();\n"}, []),
]

if __name__ == "__main__":
    sys.exit(main([check_length, check_licence, check_words, check_secrets, check_sleep, check_two_ends], CASES))
