#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# with-display-test.sh WITH-DISPLAY: every test with a window stands on it, so its promises are tested first.
set -u
with_display=$1
number=0

# point WHAT COMMAND…: a TAP point that passes if the command does.
point () {
  local what=$1
  shift
  number=$((number + 1))
  if "$@"; then
    echo "ok $number - $what"
  else
    echo "not ok $number - $what"
    failed=yes
  fi
}

gives_status () {
  local status=0
  "$with_display" sh -c 'exit 7' || status=$?
  [ "$status" -eq 7 ]
}

passes_streams () {
  [ "$(echo in | "$with_display" sh -c 'cat; echo out; echo err >&2' 2>/dev/null)" = "in
out" ]
}

passes_arguments () {
  [ "$("$with_display" printf '%s|' 'two words' '' '$x "y"')" = 'two words||$x "y"|' ]
}

has_display () {
  "$with_display" xdotool getdisplaygeometry >/dev/null
}

is_private () {
  local home=$HOME
  [ "$("$with_display" sh -c 'echo "$HOME"')" != "$home" ]
}

leaves_nothing () {
  local place
  place=$("$with_display" sh -c 'touch "$HOME/x"; dirname "$HOME"')
  [ -n "$place" ] && [ ! -e "$place" ]
}

works_beside_itself () {
  [ "$(for _ in 1 2 3 4 5 6; do "$with_display" sh -c 'echo "$HOME"; xdotool getdisplaygeometry >/dev/null || echo bad' & done |
    sort -u | grep -vc bad)" -eq 6 ]
}

keeps_secrets () {
  [ "$(WITH_KEYRING=1 "$with_display" sh -c 'printf s3cret | secret-tool store --label=x a b && secret-tool lookup a b')" = s3cret ]
}

# The command says where it is once it runs, so nothing is guessed about how long that takes.
ends_on_request () {
  local folder place status=0 pid
  folder=$(mktemp -d) && mkfifo -m 600 "$folder/said" "$folder/never" || return 1
  "$with_display" sh -c 'dirname "$HOME" >"$1/said"; exec cat "$1/never"' sh "$folder" &
  pid=$!
  read -r place <"$folder/said"
  kill "$pid"
  wait "$pid" || status=$?
  rm -r "$folder"
  [ "$status" -eq 143 ] && [ -n "$place" ] && [ ! -e "$place" ]
}

echo "TAP version 13"
failed=
point "the exit status is the command's" gives_status
point "standard input, output and error are the command's" passes_streams
point "arguments arrive as they were" passes_arguments
point "there is a display" has_display
point "the home is not the person's own" is_private
point "nothing is left behind" leaves_nothing
point "six at once" works_beside_itself
point "the keyring is open" keeps_secrets
point "asked to end, it ends and leaves nothing behind" ends_on_request
echo "1..$number"
[ -z "$failed" ]
