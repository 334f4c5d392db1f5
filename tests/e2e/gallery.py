# SPDX-License-Identifier: GPL-3.0-or-later
"""gallery.py EBB all-looks|one-look: every state as a picture; nothing is found on them, and a second time they are the same."""
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

from harness import main, wait_until

EBB, LOOKS_WANTED = sys.argv[1:3]
LONG = 900  # seconds: a thousand pictures, perhaps under sanitizers

# Higher than a laptop, so that what is below the fold is looked at as well.
if LOOKS_WANTED == "all-looks":
    LOOKS, N_LOOKS = ("--sizes", "360x1100,1024x900", "--themes", "light,dark", "--locales", "en,pseudo"), 8
else:
    LOOKS, N_LOOKS = ("--sizes", "360x1100", "--themes", "light", "--locales", "en"), 1
AGAIN = ("--sizes", "360x1100", "--themes", "light", "--locales", "en")


def ask(*arguments):
    return subprocess.run([EBB, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=LONG)


def pictures(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.png")}


def interrupted(folder, *arguments):
    """A gallery that is stopped when it has done something but not all."""
    part = folder / "pictures.part"
    program = subprocess.Popen([EBB, "--gallery", folder, *arguments], stderr=subprocess.PIPE, text=True)
    wait_until(lambda: part.exists() and len(part.read_text().splitlines()) > 2, "the first scenarios are drawn", 60)
    program.send_signal(signal.SIGINT)
    told = program.communicate(timeout=60)[1]
    return program.returncode, told


def steps(story):
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        first, second, third = place / "first", place / "second", place / "third"
        names = [line.split()[0] for line in ask("--list-scenarios").stdout.splitlines()]

        with story.step("every scenario is listed with its sentence"):
            assert len(names) > 150 and len(names) == len(set(names))
            assert all(re.match(r"\S+ +\S.*\.$", line) for line in ask("--list-scenarios").stdout.splitlines())

        # Those of a look of their own are drawn in that one, and otherwise as all.
        n_sizes, n_locales = (2, 2) if N_LOOKS > 1 else (1, 1)
        n_pictures = len(names) * N_LOOKS - 2 * (N_LOOKS - N_LOOKS // n_sizes) - (N_LOOKS - N_LOOKS // n_locales)

        with story.step("all of them are drawn in every look, and the audit finds nothing"):
            told = ask("--gallery", str(first), *LOOKS)
            assert told.returncode == 0, told.stderr[-3000:]
            assert f"{n_pictures} pictures of {len(names)} states, 0 not drawn, 0 findings" in told.stderr, told.stderr[-500:]
            assert len(pictures(first)) == n_pictures

        with story.step("the page to leaf through names each state and shows each picture"):
            html = (first / "index.html").read_text(encoding="utf-8")
            assert all(f"<h2>{name} " in html for name in names)
            assert all(f'src="{name}"' in html for name in pictures(first))

        if N_LOOKS > 1:
            with story.step("with text twice as large in a narrow window nothing is found either"):
                told = ask("--gallery", str(place / "large"), *AGAIN, "--locales", "en,pseudo", "--scales", "200")
                assert told.returncode == 0, told.stderr[-3000:]

        with story.step("drawn again all of them are the same, to the last pixel"):
            told = ask("--gallery", str(second), *AGAIN)
            assert told.returncode == 0, told.stderr[-3000:]
            once, twice = pictures(first), pictures(second)
            assert len(twice) == len(names)
            changed = [name for name in twice if twice[name] != once[name]]
            assert not changed, changed

        with story.step("an interrupted gallery does not look whole, and goes on where it was"):
            status, said = interrupted(third, "--only", "charger-*", "--sizes", "narrow,wide")
            assert status == 1 and "goes on from here" in said, said
            assert not (third / "index.html").exists()
            before = {path: path.stat().st_mtime_ns for path in third.glob("*.png")}
            told = ask("--gallery", str(third), "--only", "charger-*", "--sizes", "narrow,wide")
            assert told.returncode == 0, told.stderr
            done = [name for name in names if name.startswith("charger-")]
            assert len(pictures(third)) == 4 * len(done)
            assert (third / "index.html").exists() and not (third / "pictures.part").exists()
            kept = [path for path in before if path.stat().st_mtime_ns == before[path]]
            assert len(kept) >= 4, "nothing was taken over"

        with story.step("a worker that dies costs the state that it was at, which is said and drawn the next time"):
            killed = place / "killed"
            part = killed / "pictures.part"
            command = [EBB, "--gallery", killed, "--only", "battery-*", "--sizes", "narrow"]
            program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
            wait_until(lambda: part.exists() and len(part.read_text().splitlines()) > 1, "the first scenario is drawn", 60)
            workers = pathlib.Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split()
            os.kill(int(workers[0]), signal.SIGKILL)
            told = program.communicate(timeout=60)[1]
            done = [name for name in names if name.startswith("battery-")]
            assert program.returncode == 1 and told.count("not drawn: The program ended") == 1, told
            assert len(pictures(killed)) >= 2 * len(done) - 2, told
            told = ask(*command[1:])
            assert told.returncode == 0 and len(pictures(killed)) == 2 * len(done), told.stderr

        with story.step("two galleries are compared, with a picture of each difference"):
            other = place / "other"
            told = ask("--gallery", str(other), "--only", "charger-*", "--sizes", "narrow,wide")
            assert ask("--compare", str(third), str(other)).returncode == 0
            changed = other / "charger-waiting--narrow--light--en--100.png"
            subprocess.run(["convert", changed, "-fill", "red", "-draw", "rectangle 10,10 19,14", changed], check=True)
            (other / "charger-running--wide--dark--en--100.png").unlink()
            listed = other / "pictures.list"
            listed.write_text(listed.read_text().replace("charger-running--wide--dark--en--100.png\n", ""))
            told = ask("--compare", str(third), str(other))
            assert told.returncode == 1, told
            assert f"changed {changed.name}: 50 pixels" in told.stdout, told.stdout
            assert "gone charger-running--wide--dark--en--100.png" in told.stdout
            assert (other / "differences" / changed.name).stat().st_size > 0

        with story.step("what is not a whole gallery is not compared"):
            told = ask("--compare", str(third), str(place))
            assert told.returncode == 2 and told.stderr.count("\n") == 1 and "not a whole gallery" in told.stderr, told

        with story.step("on a full disk it says so in one sentence, and nothing looks whole"):
            full = place / "full"
            full.mkdir()
            script = f"mount -t tmpfs -o size=200k tmpfs {full} && {EBB} --gallery {full} --only 'charger-*' --sizes narrow; status=$?; " \
                     f"ls {full}; exit $status"
            if subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode == 0:
                told = subprocess.run(["unshare", "-m", "sh", "-c", script], capture_output=True, text=True, timeout=60)
                assert told.returncode == 1 and "index.html" not in told.stdout, told
                said = [line for line in told.stderr.splitlines() if line.startswith("ebb: ")]
                assert len(said) == 1 and "No space left" in said[0], told.stderr

        with story.step("without a display it says so"):
            environment = {**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""}
            told = subprocess.run([EBB, "--gallery", place / "none", "--only", "home"], env=environment, capture_output=True, text=True,
                                  timeout=60)
            assert told.returncode == 1 and "There is no display" in told.stderr, told
            assert not (place / "none" / "index.html").exists()


main("gallery", steps)
