#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What no compiler looks at still parses: Python, shell, JSON and XML."""
import json
import subprocess
import sys
import xml.etree.ElementTree

from lint import Case, at, files, main, text_of


def first_line(path):
    return (text_of(path) or "").partition("\n")[0]


def check_python(root):
    """Every Python file compiles."""
    for path in files(root):
        if path.suffix == ".py" or (first_line(path).startswith("#!") and "python" in first_line(path)):
            try:
                compile(text_of(path), str(path), "exec")
            except SyntaxError as error:
                yield at(root, path, error.lineno, error.msg)


def check_shell(root):
    """Every shell script parses."""
    for path in files(root):
        line = first_line(path)
        if path.suffix == ".sh" or (line.startswith("#!") and line.endswith("sh")):
            result = subprocess.run(["bash", "-n", path], capture_output=True, text=True)
            if result.returncode:
                yield at(root, path, 1, result.stderr.strip())


def check_json(root):
    """Every JSON file parses, but for those that are bad on purpose and say so in their name."""
    for path in files(root, ".json"):
        if "bad" in path.relative_to(root).as_posix():
            continue
        try:
            json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            yield at(root, path, getattr(error, "lineno", 1), str(error))


def check_xml(root):
    """Every XML file parses."""
    for path in files(root, ".ui", ".svg", ".xml", ".xml.in"):
        try:
            xml.etree.ElementTree.fromstring(path.read_bytes())
        except xml.etree.ElementTree.ParseError as error:
            yield at(root, path, error.position[0], str(error))


CASES = [
    Case(check_python, "bad Python", {"a.py": "\ndef (:\n", "b": "#!/usr/bin/python3\nx = = 1\n"}, ["a.py:2", "b:2"]),
    Case(check_shell, "bad shell", {"run": "#!/usr/bin/env bash\nif true; then\n"}, ["run:1"]),
    Case(check_json, "bad JSON", {"a.json": "{\n,}", "bad/b.json": "{"}, ["a.json:2"]),
    Case(check_xml, "bad XML", {"a.ui": "<a>\n<b></a>"}, ["a.ui:2"]),
]

if __name__ == "__main__":
    sys.exit(main([check_python, check_shell, check_json, check_xml], CASES))
