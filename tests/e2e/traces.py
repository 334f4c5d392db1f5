# SPDX-License-Identifier: GPL-3.0-or-later
"""What programs leave behind in the home of this display."""
import os
import pathlib

PLACES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")

# Caches that libraries keep for every program with a window; none of them knows anything about the program.
CACHES = ("cache/fontconfig/", "cache/mesa_shader_cache", "cache/nvidia/")


def new_files():
    """Every file in the home and its data, settings, cache and state folders, as paths below their common parent."""
    found = set()
    for place in PLACES:
        top = pathlib.Path(os.environ[place])
        for path in top.rglob("*"):
            name = path.relative_to(top.parent).as_posix()
            if not path.is_dir() and not name.startswith(CACHES):
                found.add(name)
    return sorted(found)
