# SPDX-License-Identifier: GPL-3.0-or-later
"""bench.py BUILD [--json] [--runs N]: how Ebb starts, as a ratio to a bare window measured in the same minute.

A machine's speed drifts, so Ebb and the bare window take turns, and only their ratio says something; figures are medians. The
first start of each with each renderer is not counted: it fills the caches of fonts, icons and shaders. What other programs with
GTK share with ours would make its memory look smaller, so a start during which one ran counts for time only.
"""
import argparse
import json
import os
import pathlib
import re
import select
import statistics
import subprocess
import sys
import tempfile
import time

PATIENCE = 60.0  # seconds
QUIET = 0.5  # seconds without work after which a program is at rest
GLANCE = 0.05
TICK = os.sysconf("SC_CLK_TCK")

# How GTK is told changed, and it complains of the other way.
IS_NEW = subprocess.run(["pkg-config", "--atleast-version=4.16", "gtk4"], check=False).returncode == 0
RENDERERS = {
    "cairo": {"GSK_RENDERER": "cairo"} | ({"GDK_DISABLE": "gl"} if IS_NEW else {"GDK_DEBUG": "gl-disable"}),
    "default": {},
}
START_GOAL, MEMORY_GOAL, DECODE_GOAL = 1.6, 1.5, 2.0
MANY_GOAL, FRAME_GOAL = 1.3, 16.0  # times ten devices; milliseconds

# What the gallery is timed with: pages of every kind, none of which waits for a failure.
GALLERY, GALLERY_RUNS = "electric-vehicle-*,heat-pump-*,history-*,devices-40", 3


class Start:
    """One start of a program, until it is at rest: seconds to content, its longest stall, PSS in MiB."""

    def __init__(self, command, renderer):
        environment = {name: value for name, value in os.environ.items()
                       if name not in ("GSK_RENDERER", "GDK_DEBUG", "GDK_DISABLE")}
        environment |= RENDERERS[renderer] | {"G_MESSAGES_DEBUG": "ebb-start", "LC_ALL": "C.UTF-8"}
        began = time.monotonic()
        program = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT)
        try:
            said = self.listen(program)
            self.seconds = said["content"] / 1e6 - began
            self.stall = said["stall"] / 1e6
            self.rest(program.pid)
            self.pss = self.memory(program.pid)
            self.is_alone = programs_with_gtk() == [pathlib.Path(command[0]).name]
        finally:
            program.terminate()
            program.communicate()

    @staticmethod
    def listen(program):
        said, text = {}, ""
        deadline = time.monotonic() + PATIENCE
        while {"content", "stall"} - set(said):
            if not select.select([program.stdout], [], [], max(0, deadline - time.monotonic()))[0]:
                sys.exit(f"{program.args[0]} showed nothing within {PATIENCE:g} s:\n{text}")
            piece = os.read(program.stdout.fileno(), 4096).decode()
            if not piece:
                sys.exit(f"{program.args[0]} ended before it showed anything:\n{text}")
            text += piece
            said = {name: int(value) for name, value in re.findall(r"\b(content|stall) (\d+)\n", text)}
        return said

    @staticmethod
    def rest(pid):
        """Waits until it has not used the processor for a while."""
        spent, since = None, time.monotonic()
        deadline = since + PATIENCE
        while time.monotonic() - since < QUIET and time.monotonic() < deadline:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            now = (int(fields[11]) + int(fields[12])) / TICK
            if spent is None or now - spent > 0.011:  # a tick may always be somebody's timer
                spent, since = now, time.monotonic()
            select.select([], [], [], GLANCE)

    @staticmethod
    def memory(pid):
        text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
        return int(re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)[1]) / 1024


def programs_with_gtk():
    """Every running program with GTK."""
    found = []
    for maps in pathlib.Path("/proc").glob("[0-9]*/maps"):
        try:
            if "libgtk-4.so" in maps.read_text():
                found.append((maps.parent / "comm").read_text().strip())
        except OSError:
            continue  # not ours to look at, or just gone
    return sorted(found)


def starts(build, renderer, runs):
    return take_turns({"bare": [build / "tests/bench/bare-window"], "ebb": [build / "src/ebb", "--demo"]}, renderer, runs)


def take_turns(commands, renderer, runs):
    results = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            start = Start(command, renderer)
            if turn:
                results[name].append(start)
    return results


def median(results, name, what):
    chosen = [start for start in results[name] if what != "pss" or start.is_alone]
    if len(chosen) < 3 and what == "pss":
        print("Other programs run with GTK; the memory figures are too small.", file=sys.stderr)
        chosen = results[name]
    return statistics.median(getattr(start, what) for start in chosen)


def pictures_a_second(build):
    """How fast the gallery draws, with the start of its workers."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        subprocess.run([build / "src/ebb", "--gallery", folder, "--only", GALLERY], check=True, capture_output=True)
        return len(list(pathlib.Path(folder).glob("*.png"))) / (time.monotonic() - began)


def scrolling(build):
    """How long the frames of a scroll through 1,000 devices take."""
    told = subprocess.run([build / "tests/bench/scroll", "devices-1000"], check=True, capture_output=True, text=True,
                          env=dict(os.environ) | RENDERERS["cairo"]).stdout
    frames = {name: sorted(int(us) / 1000 for us in re.findall(rf"^{name} (\d+)$", told, re.MULTILINE)) for name in ("ebb", "bare")}
    for name, whose in (("ebb", "Ebb"), ("bare", "bare list")):
        of_100 = frames[name][int(len(frames[name]) * 0.99)]
        yield f"scrolling, 99 of 100 frames within: {whose}", of_100, "ms", FRAME_GOAL if name == "ebb" else None
        yield f"scrolling, median frame: {whose}", statistics.median(frames[name]), "ms", None


def measure(build, runs):
    """Yields name, value, unit, goal."""
    for renderer in RENDERERS:
        results = starts(build, renderer, runs)
        with_renderer = f"{renderer} renderer"
        for what, name, unit, goal, scale in (("seconds", "start", "ms", START_GOAL, 1000), ("pss", "memory", "MiB", MEMORY_GOAL, 1)):
            bare, ebb = median(results, "bare", what), median(results, "ebb", what)
            yield f"{name}, {with_renderer}", ebb / bare, "× bare window", goal
            yield f"{name}, {with_renderer}: Ebb", ebb * scale, unit, None
            yield f"{name}, {with_renderer}: bare window", bare * scale, unit, None
        yield f"longest stall, {with_renderer}: Ebb", median(results, "ebb", "stall") * 1000, "ms", None
        yield f"longest stall, {with_renderer}: bare window", median(results, "bare", "stall") * 1000, "ms", None
    counts = {count: [build / "src/ebb", "--scenario", f"devices-{count}"] for count in (10, 1000)}
    results = take_turns(counts, "cairo", runs)
    few, many = (median(results, count, "seconds") for count in counts)
    yield "first page with 1,000 devices", many / few, "× with ten", MANY_GOAL
    yield "first page with 1,000 devices: 1,000", many * 1000, "ms", None
    yield "first page with 1,000 devices: ten", few * 1000, "ms", None
    yield from scrolling(build)
    told = subprocess.run([build / "tests/bench/decode", str(runs)], check=True, capture_output=True, text=True).stdout
    turns = [(int(read), int(parsed)) for read, parsed in re.findall(r"decode (\d+) (\d+)", told)]
    yield "decode of 10 MB", statistics.median(read / parsed for read, parsed in turns), "× parse alone", DECODE_GOAL
    yield "decode of 10 MB: Ebb", statistics.median(read for read, _parsed in turns) / 1000, "ms", None
    yield "decode of 10 MB: parse alone", statistics.median(parsed for _read, parsed in turns) / 1000, "ms", None
    yield "gallery", statistics.median(pictures_a_second(build) for _run in range(GALLERY_RUNS)), "pictures/s", None


def main():
    parser = argparse.ArgumentParser(prog="tests/bench/run", description="How Ebb starts, beside a bare window.")
    parser.add_argument("build", type=pathlib.Path, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help="one object a line instead of a table")
    parser.add_argument("--runs", type=int, default=9, metavar="N", help="how often each start is measured (9)")
    arguments = parser.parse_args()

    for name, value, unit, goal in measure(arguments.build, max(1, arguments.runs)):
        if arguments.json:
            print(json.dumps({"name": name, "value": round(value, 3), "unit": unit, "goal": goal}, ensure_ascii=False), flush=True)
            continue
        verdict = "" if goal is None else f"goal ≤ {goal:g}  {'reached' if value <= goal else 'MISSED'}"
        print(f"{name:<44} {value:>9.2f} {unit:<15} {verdict}".rstrip(), flush=True)


main()
