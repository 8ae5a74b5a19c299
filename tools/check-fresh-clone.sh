#!/bin/sh
# Does a clone of the last commit work in a new folder whose name holds spaces? Runs demo.sh and test.sh there.
set -eu
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
clone="$folder/a new folder/head room"
git clone --quiet . "$clone"
cd /
"$clone/demo.sh"
"$clone/test.sh"
# What a build leaves behind must not show as a change.
changes=$(git -C "$clone" status --porcelain)
[ -z "$changes" ] || { echo "left behind:" >&2; echo "$changes" >&2; exit 1; }
echo "A fresh clone works."
