#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every string can be translated, and is: POTFILES names every file with strings, and each language is complete."""
import re
import shutil
import subprocess
import sys
import tempfile

from lint import Case, at, files, main, text_of, without_comments

MARKED = re.compile(r'(?<!\w)(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|gettext)\s*\(\s*"')
TRANSLATABLE = re.compile(r"""translatable\s*=\s*["'](yes|true|1)["']""")
# What meson's "glib" preset gives xgettext; the two must see the same strings.
XGETTEXT = ["xgettext", "--from-code=UTF-8", "--add-comments", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
            "--keyword=NC_:1c,2", "--keyword=g_dcgettext:2", "--keyword=g_dngettext:2,3", "--keyword=g_dpgettext2:2c,3"]
REFERENCE = re.compile(r"^#: (\S+?):(\d+)", re.MULTILINE)
REQUIRED = "sv"


def words_of(path):
    """The words of a list file such as LINGUAS, without its comments."""
    lines = (text_of(path) or "").splitlines() if path.exists() else []
    return [word for line in lines for word in line.partition("#")[0].split()]


def has_strings(path):
    if path.suffix in (".c", ".h"):
        return MARKED.search(without_comments(text_of(path)))
    if path.suffix == ".ui":
        return TRANSLATABLE.search(text_of(path))
    return path.name.endswith((".desktop.in", ".metainfo.xml.in"))


def check_potfiles(root):
    """po/POTFILES names every file with strings, and only those."""
    potfiles = root / "po" / "POTFILES"
    listed = words_of(potfiles)
    for name in sorted({name for name in listed if listed.count(name) > 1}):
        yield at(root, potfiles, 1, f"{name} is listed twice")
    for name in listed:
        if not (root / name).exists():
            yield at(root, potfiles, listed.index(name) + 1, f"{name} does not exist")
        elif not has_strings(root / name):
            yield at(root, potfiles, listed.index(name) + 1, f"{name} has no strings")
    for path in files(root, ".c", ".h", ".ui", ".in"):
        folder = path.relative_to(root).parts[:2]
        if folder[0] == "tests" or folder == ("src", "sandbox"):
            continue
        if path.relative_to(root).as_posix() not in listed and has_strings(path):
            yield at(root, path, 1, "has strings but is not in po/POTFILES")


def run(root, *command):
    return subprocess.run([str(word) for word in command], cwd=root, capture_output=True, text=True)


def check_languages(root):
    """Every language is complete: nothing untranslated, nothing fuzzy, every format as in the original."""
    linguas = root / "po" / "LINGUAS"
    languages = words_of(linguas)
    if REQUIRED not in languages:
        yield at(root, linguas, 1, f"{REQUIRED} is missing")
    if not words_of(root / "po" / "POTFILES"):
        return
    with tempfile.TemporaryDirectory(prefix="ebb-lint.") as folder:
        pot, merged = f"{folder}/ebb.pot", f"{folder}/merged.po"
        result = run(root, *XGETTEXT, "--files-from=po/POTFILES", "--directory=.", f"--output={pot}")
        if result.returncode:
            yield at(root, root / "po" / "POTFILES", 1, result.stderr.strip())
            return
        for language in languages:
            po = root / "po" / f"{language}.po"
            if not po.exists():
                yield at(root, linguas, 1, f"po/{language}.po does not exist")
                continue
            result = run(root, "msgmerge", "--quiet", "--no-fuzzy-matching", f"--output-file={merged}", po, pot)
            if result.returncode:
                yield at(root, po, 1, result.stderr.strip())
                continue
            for choice, what in (("--untranslated", "is not translated"), ("--only-fuzzy", "is fuzzy")):
                listed = run(root, "msgattrib", choice, "--no-obsolete", "--no-wrap", merged).stdout
                for entry in listed.split("\n\n"):
                    place = REFERENCE.search(entry)
                    name = re.search(r'^msgid "(.*)"(?:\n"(.*)")?', entry, re.MULTILINE)
                    if place and name:
                        yield f'{place[1]}:{place[2]}: "{name[1] or name[2]}" {what} in po/{language}.po'
            result = run(root, "msgfmt", "--check-format", "--check-domain", "--output-file=/dev/null", merged)
            if result.returncode:
                yield at(root, po, 1, result.stderr.replace(folder, "").strip())


HEAD = ('msgid ""\nmsgstr ""\n"Language: sv\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n')
TREE = {"src/a.c": '\nx = _("Save");\ny = _("%d days");\n', "po/POTFILES": "src/a.c\n", "po/LINGUAS": "sv\n"}
DONE = 'msgid "Save"\nmsgstr "Spara"\n\n#, c-format\nmsgid "%d days"\nmsgstr "%d dagar"\n'
CASES = [
    Case(check_potfiles, "a forgotten file", {"src/a.c": 'x = _("Save");', "po/POTFILES": ""}, ["src/a.c:1: has strings"]),
    Case(check_potfiles, "a forgotten page", {"src/a.ui": '<p translatable="yes">', "po/POTFILES": ""}, ["src/a.ui:1: has strings"]),
    Case(check_potfiles, "a vanished file and one without strings", {"src/a.c": '/* _("x") */', "po/POTFILES": "src/b.c\nsrc/a.c\n"},
         ["POTFILES:1: src/b.c does not exist", "POTFILES:2: src/a.c has no strings"]),
    Case(check_potfiles, "complete", TREE, []),
    Case(check_languages, "untranslated", {**TREE, "po/sv.po": HEAD + 'msgid "Save"\nmsgstr "Spara"\n'}, ['src/a.c:3: "%d days" is not translated']),
    Case(check_languages, "fuzzy", {**TREE, "po/sv.po": HEAD + "#, fuzzy\n" + DONE}, ['src/a.c:2: "Save" is fuzzy']),
    Case(check_languages, "another format", {**TREE, "po/sv.po": HEAD + DONE.replace('"%d dagar', '"%s dagar')}, ["sv.po:1"]),
    Case(check_languages, "no Swedish", {**TREE, "po/LINGUAS": ""}, ["sv is missing"]),
    Case(check_languages, "complete", {**TREE, "po/sv.po": HEAD + DONE}, []),
]

if __name__ == "__main__":
    if not shutil.which("xgettext"):
        sys.exit("xgettext is not installed")
    sys.exit(main([check_potfiles, check_languages], CASES))
