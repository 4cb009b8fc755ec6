#!/usr/bin/env bash
# Known holes in what a function is deployed with. Where the database of holes cannot be reached, it says so and passes.
told=$("$1" --requirement requirements.txt --no-deps --disable-pip --progress-spinner off --timeout 8 2>&1)
if [ $? -eq 0 ]; then
  echo "Dependency audit: no known vulnerabilities."
elif grep -qE "^Found [0-9]+ known vulnerabilit" <<<"$told"; then
  echo "$told"
  exit 1
else
  echo "Dependency audit skipped: $(tail -1 <<<"$told" | cut -c1-160)"
fi
