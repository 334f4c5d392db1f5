#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# draw-icon.sh ENCODER ICON.svg SIZE PICTURE.png: the encoder chooses the name itself, so it works in a folder of its own.
set -eu
folder=$(mktemp -d "$4.XXXXXX")
trap 'rm -rf -- "$folder"' EXIT
"$1" --output "$folder" "$2" "$3x$3"
mv -- "$folder"/*.png "$4"
