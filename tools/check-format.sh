#!/bin/sh
# Whether all C++ is formatted as .clang-format says. Exit status 77 (skipped) where clang-format 14 is missing: other
# versions format otherwise.
set -eu
cd "$(dirname "$0")/.."

for program in clang-format-14 clang-format; do
  if "$program" --version 2>/dev/null | grep --quiet 'version 14\.'; then
    find models engine cli tests docs -name '*.[ch]pp' -print0 |
      xargs -0 -n 40 -P 2 "$program" --dry-run --Werror
    exit 0
  fi
done
echo "Skipped: clang-format 14 is not installed (Debian 12: apt-get install clang-format-14)." >&2
exit 77
