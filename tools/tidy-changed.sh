#!/bin/sh
# clang-tidy over the sources that changed, for as long as CI has: HEADROOM_TIDY_SECONDS, 240 where nobody says. Any
# warning in a changed line fails; what was not reached in time is named and fails nothing.
#
# Changed is what differs from the merge base with HEADROOM_BASE (origin/main where nobody says), in the working tree
# too. On main itself, or where there is no such branch, it is what differs from the commit before. A shallow clone of
# one commit has nothing to compare with: then nothing is looked at, and that is said.
set -eu
cd "$(dirname "$0")/.."

tidy=""
for program in clang-tidy-14 clang-tidy; do
  if [ -z "$tidy" ] && command -v "$program" >/dev/null; then tidy=$program; fi
done
if [ -z "$tidy" ]; then
  echo "tidy: skipped, clang-tidy is not installed (Debian 12: apt-get install clang-tidy-14)."
  exit 0
fi
if [ ! -f build/release/compile_commands.json ]; then
  echo "tidy: build/release is missing: run tools/build.sh first." >&2
  exit 1
fi
if grep --quiet 'HEADROOM_QUICK_BUILD:BOOL=ON' build/release/CMakeCache.txt; then
  echo "tidy: skipped, clang-tidy cannot read the headers that g++ compiled for HEADROOM_QUICK_BUILD."
  exit 0
fi

base=$(git merge-base HEAD "${HEADROOM_BASE:-origin/main}" 2>/dev/null || true)
if [ -z "$base" ] || [ "$base" = "$(git rev-parse HEAD)" ]; then
  base=$(git rev-parse --verify --quiet HEAD^ || true)
fi
if [ -z "$base" ]; then
  echo "tidy: skipped, this clone has no earlier commit to compare with."
  exit 0
fi

# The changed lines of a source, as clang-tidy takes them: [12,15],[40,40]
changed_lines() {
  git diff --unified=0 "$base" -- "$1" |
    sed -n 's/^@@ [^+]*+\([0-9]*\),\([0-9]*\) @@.*/\1 \2/p; s/^@@ [^+]*+\([0-9]*\) @@.*/\1 1/p' |
    awk '$2 > 0 { printf "%s[%d,%d]", (n++ ? "," : ""), $1, $1 + $2 - 1 }'
}

end=$(($(date +%s) + ${HEADROOM_TIDY_SECONDS:-240}))
looked_at=0
left=""
failed=0
changed=$(git diff --name-only --diff-filter=d "$base" -- 'models/*.cpp' 'engine/*.cpp' 'cli/*.cpp' 'tests/*.cpp')
for file in $changed; do
  lines=$(changed_lines "$file")
  seconds=$((end - $(date +%s)))
  if [ -z "$lines" ]; then continue; fi
  if [ "$seconds" -le 0 ]; then left="$left $file"; continue; fi
  status=0
  timeout "$seconds" "$tidy" --quiet -p build/release --warnings-as-errors='*' \
    --line-filter="[{\"name\":\"$file\",\"lines\":[$lines]}]" "$file" 2>/dev/null || status=$?
  case $status in
    0) looked_at=$((looked_at + 1)) ;;
    124) left="$left $file" ;;
    *) looked_at=$((looked_at + 1)); failed=1 ;;
  esac
done
echo "tidy: $looked_at changed sources looked at, against $(git rev-parse --short "$base")."
if [ -n "$left" ]; then echo "tidy: no time was left for:$left"; fi
exit "$failed"
