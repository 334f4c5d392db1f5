#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house keeps its floors: who may include whom, and which library belongs to which folder."""
import re
import sys

from lint import Case, at, files, main, text_of, without_comments

# Folder → the folders it may include besides itself. The table of src/DESIGN.md, as data.
FLOORS = {
    "program": {"cockpit", "ui", "app", "account", "api", "sandbox", "base"},  # the few files directly in src, which put the parts together
    "cockpit": {"ui", "app", "chart", "compat", "model", "base"},
    "ui": {"app", "chart", "compat", "model", "base"},
    "app": {"account", "api", "model", "base"},
    "account": {"http", "base"},
    "api": {"http", "model", "base"},
    "http": {"base"},
    "model": {"base"},
    "base": set(),
    "chart": set(),
    "compat": set(),
    "sandbox": set(),
}

# The single files that a folder may include beyond that: adding a device opens the address that the browser comes back to.
BEYOND = {("app", "http/ebb-loopback.h")}

# A library's headers → the folders that may include them.
LIBRARIES = {
    "libsoup/": {"http", "sandbox"},
    "json-glib/": {"base", "model", "api", "sandbox"},
    "libsecret/": {"account"},
    "nettle/": {"sandbox"},
    "gmp.h": {"sandbox"},
    "gtk/": {"cockpit", "ui", "chart", "compat", "program"},
    "gdk/": {"cockpit", "ui", "chart", "compat"},
    "gsk/": {"cockpit", "ui", "chart", "compat"},
    "adwaita.h": {"cockpit", "ui", "compat", "program"},
}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?P<open>["<])(?P<what>[^">]+)[">]')
# Reading JSON by json-glib's own accessors turns a wrong type into 0 or NULL; base/ebb-json does it strictly. The object of a
# node that base/ebb-json has checked may be had, to write into it.
READING_JSON = re.compile(r"\bjson_(?!node_get_object\b)"
                          r"(?:parser_\w+|from_string|reader_\w+|(?:object|array|node)_(?:get|dup|foreach|has|is)\w*)\s*\(")
JSON_READERS = {"base", "sandbox"}
GENERATED = re.compile(r"^(config|ebb-resources|[\w-]+-resources)\.h$")


def folder_of(root, path):
    parts = path.relative_to(root / "src").parts
    return parts[0] if len(parts) > 1 else "program"


def check_includes(root):
    """Includes name their folder and go down the floors only."""
    for path in files(root, ".c", ".h", under="src"):
        folder = folder_of(root, path)
        if folder not in FLOORS:
            yield at(root, path, 1, f"src/{folder} is not a folder of the house; see src/DESIGN.md")
            continue
        for number, line in enumerate(text_of(path).splitlines(), 1):
            include = INCLUDE.match(line)
            if not include or include["open"] == "<" or GENERATED.match(include["what"]):
                continue
            parts = include["what"].split("/")
            if len(parts) < 2 and (folder != "program" or not (root / "src" / parts[0]).exists()):
                yield at(root, path, number, f'"{include["what"]}" is included without its folder')
            elif (len(parts) > 1 and parts[0] != folder and parts[0] not in FLOORS[folder]
                  and (folder, include["what"]) not in BEYOND):
                yield at(root, path, number, f"{folder} may not include {parts[0]}")


def check_libraries(root):
    """Each library is included only by the folders it belongs to."""
    for path in files(root, ".c", ".h", under="src"):
        folder = folder_of(root, path)
        for number, line in enumerate(text_of(path).splitlines(), 1):
            include = INCLUDE.match(line)
            if not include or include["open"] != "<":
                continue
            for library, owners in LIBRARIES.items():
                if include["what"].startswith(library) and folder not in owners:
                    yield at(root, path, number, f"{folder} may not include <{include['what']}>")


def check_json(root):
    """JSON is read by base/ebb-json, not by json-glib's accessors."""
    for path in files(root, ".c", ".h", under="src"):
        if folder_of(root, path) in JSON_READERS:
            continue
        for number, line in enumerate(without_comments(text_of(path)).splitlines(), 1):
            for call in READING_JSON.finditer(line):
                yield at(root, path, number, f"{call[0].rstrip(' (')} reads JSON; only base and sandbox may")


def check_own_header(root):
    """A .c file includes its own header first."""
    for path in files(root, ".c", under="src"):
        own = path.with_suffix(".h")
        if not own.exists():
            continue
        wanted = str(own.relative_to(root / "src"))
        for number, line in enumerate(text_of(path).splitlines(), 1):
            include = INCLUDE.match(line)
            if not include or include["what"] == "config.h":
                continue
            if include["what"] != wanted:
                yield at(root, path, number, f'the first include must be "{wanted}"')
            break


CASES = [
    Case(check_includes, "an arrow upwards", {"src/model/a.c": '\n#include "ui/b.h"\n'}, ["src/model/a.c:2: model may not include ui"]),
    Case(check_includes, "no folder", {"src/model/a.c": '#include "a.h"\n'}, ["without its folder"]),
    Case(check_includes, "client code in the sandbox", {"src/sandbox/a.c": '#include "base/a.h"\n'}, ["sandbox may not include base"]),
    Case(check_includes, "an unknown folder", {"src/misc/a.c": "\n"}, ["not a folder of the house"]),
    Case(check_includes, "the program", {"src/main.c": '#include "demo.h"\n#include "ui/a.h"\n#include "http/a.h"\n', "src/demo.h": ""},
         ["src/main.c:3: program may not include http"]),
    Case(check_includes, "downwards and sideways", {"src/app/a.c": '#include "app/a.h"\n#include "api/b.h"\n#include <gio/gio.h>\n'}, []),
    Case(check_libraries, "libsoup in ui", {"src/ui/a.c": "#include <libsoup/soup.h>\n"}, ["ui may not include <libsoup/soup.h>"]),
    Case(check_libraries, "gtk in app", {"src/app/a.h": "#include <gtk/gtk.h>\n"}, ["app may not include"]),
    Case(check_libraries, "libsoup in http", {"src/http/a.c": "#include <libsoup/soup.h>\n"}, []),
    Case(check_json, "an accessor in api", {"src/api/a.c": "/* json_object_get_int_member () is a trap */\nx = json_object_get_int_member (o, n);\n"},
         ["src/api/a.c:2: json_object_get_int_member"]),
    Case(check_json, "building JSON in api", {"src/api/a.c": "json_object_set_int_member (json_node_get_object (r), n, 1);\njson_node_copy (n);\n"}, []),
    Case(check_own_header, "own header last", {"src/base/a.h": "", "src/base/a.c": '#include <glib.h>\n#include "base/a.h"\n'}, ["first include"]),
    Case(check_own_header, "own header first", {"src/base/a.h": "", "src/base/a.c": '#include "base/a.h"\n'}, []),
]

if __name__ == "__main__":
    sys.exit(main([check_includes, check_libraries, check_json, check_own_header], CASES))
