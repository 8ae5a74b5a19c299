#!/bin/sh
# Installs the Debian packages that Headroom needs, those alone that are missing. This is the one list of them:
# demo.sh, test.sh and CI all come here. Why each library is there: docs/dependencies.md.
# Arguments are further packages, for what users do not need: install-deps.sh clang-tidy-14
set -eu

packages="
  build-essential
  ccache
  clang-format-14
  cmake
  git
  mold
  ninja-build
  pkg-config

  catch2
  libbenchmark-dev
  libboost-date-time-dev
  libcli11-dev
  libcsv-dev
  libfmt-dev
  libhwy-dev
  libquantlib0-dev
  libpugixml-dev
  librapidcheck-dev
  libsqlite3-dev
  libsqlitecpp-dev
  libssl-dev
  libtomlplusplus-dev
  libxlsxwriter-dev
  libxxhash-dev
  libzip-dev
  nlohmann-json3-dev
  sqlite3
  zlib1g-dev
"
packages="$packages $*"

# shellcheck disable=SC2086 # The list is split on purpose.
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "This is no Debian: nothing is installed. Needed, by their names in Debian 12:" $packages >&2
  exit 0
fi

missing=""
for package in $packages; do
  status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  as_root=""
elif command -v sudo >/dev/null; then
  as_root="sudo"
else
  echo "Missing packages, and neither root nor sudo to install them. As root:" >&2
  echo "apt-get install --no-install-recommends$missing" >&2
  exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Runs a command unheard; what it said is shown where it fails.
quietly() {
  "$@" >"$log" 2>&1 || { cat "$log" >&2; return 1; }
}

install_missing() {
  # shellcheck disable=SC2086 # The lists are split on purpose.
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends $missing
}

# Package lists that were never fetched know none of the packages; old ones name versions that are gone.
update_lists() {
  echo "Fetching the package lists." >&2
  quietly $as_root apt-get update --quiet
}

echo "Installing:$missing" >&2
# shellcheck disable=SC2086
if ! apt-cache show --no-all-versions $missing >/dev/null 2>&1; then
  update_lists
  quietly install_missing
elif ! install_missing >"$log" 2>&1; then
  update_lists
  quietly install_missing
fi
