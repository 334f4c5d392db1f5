# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What src/run and tests/run share: the packages, installing what is missing of them, and the build in _build.
# The one list of packages is here, with the names that both Debian 12 and 13 know.

top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
build="$top/_build"

packages_to_build=(
  gcc libc6-dev meson ninja-build pkgconf gettext librsvg2-common desktop-file-utils
  libgtk-4-dev libgtk-4-bin libadwaita-1-dev libsoup-3.0-dev libjson-glib-dev libsecret-1-dev libsqlite3-dev nettle-dev libgmp-dev
)
packages_to_run=(
  adwaita-icon-theme fonts-cantarell glib-networking ca-certificates tzdata dconf-gsettings-backend
)
packages_for_pictures=(
  xvfb dbus at-spi2-core
)
packages_to_test=(
  "${packages_for_pictures[@]}"
  python3 python3-gi gnome-keyring libsecret-tools libglib2.0-bin xdotool imagemagick
  appstream locales curl libgnutls28-dev
)

say () {
  printf '%s\n' "$*" >&2
}

# Runs one line of shell as root, by whatever this machine has for that.
as_root () {
  if [ "$(id -u)" -eq 0 ]; then
    bash -c "$1"
  elif command -v sudo >/dev/null; then
    sudo bash -c "$1"
  else
    su root -c "$1"
  fi
}

# install_what_is_missing PACKAGE…
install_what_is_missing () {
  local package answer log
  local -a missing=()

  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "This is not a Debian system, so nothing is installed; src/prepare.sh has the Debian names of what is needed."
    return 0
  fi

  for package in "$@"; do
    if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
      missing+=("$package")
    fi
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  if [ "$(id -u)" -ne 0 ]; then
    if ! { : </dev/tty; } 2>/dev/null; then
      say "Packages are missing; install them as root and start this again: apt-get install ${missing[*]}"
      exit 1
    fi
    say "These packages of your system are needed and not installed yet:"
    say "  ${missing[*]}"
    printf 'Install them as root? [Y/n] ' >/dev/tty
    read -r answer </dev/tty || answer=n
    case $answer in
      '' | [YyJj]*) ;;
      *)
        say "Nothing was installed."
        exit 1
        ;;
    esac
  fi

  say "Installing ${#missing[@]} packages …"
  mkdir -p "$build"
  log="$build/packages.log"
  : >"$log"
  # Old lists may still be good enough where the network is not, so a failed update alone stops nothing.
  if ! as_root "exec >$(printf %q "$log") 2>&1 </dev/null
                apt-get -qq update
                DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 \
                  install --no-install-recommends ${missing[*]}"; then
    tail -n 20 "$log" >&2
    say "The packages could not be installed; the whole story is in $log"
    exit 1
  fi
}

# set_up FOLDER [MESON OPTION…]: makes the build folder, or brings the given options into an old one.
set_up () {
  local folder=$1
  shift
  if ! mkdir -p "$folder" || [ ! -w "$folder" ]; then
    say "$folder cannot be written to."
    exit 1
  fi
  if [ ! -f "$folder/build.ninja" ]; then
    say "Setting up the build …"
    if ! meson setup "$@" "$folder" "$top" >"$folder/setup.log" 2>&1; then
      grep -E -A 3 'ERROR|error:' "$folder/setup.log" >&2 || tail -n 20 "$folder/setup.log" >&2
      say "The build could not be set up; the whole story is in $folder/setup.log"
      exit 1
    fi
  elif [ $# -gt 0 ] && ! meson configure "$folder" "$@" >"$folder/setup.log" 2>&1; then
    tail -n 20 "$folder/setup.log" >&2
    exit 1
  fi
}

# build_in FOLDER [TARGET…]: builds it and says nothing unless it fails.
build_in () {
  local folder=$1
  shift
  say "Building …"
  if ! ninja -C "$folder" --quiet "$@" >"$folder/build.log" 2>&1 </dev/null; then
    # The first failure is the one worth reading.
    sed -n '/^FAILED:/,$p' "$folder/build.log" | head -n 60 >&2
    grep -q '^FAILED:' "$folder/build.log" || tail -n 30 "$folder/build.log" >&2
    say "The build failed; the whole story is in $folder/build.log"
    exit 1
  fi
}
