#!/bin/sh
# Finds Python 3.11 and hands over to scripts/install.py. All options are passed on.
cd "$(dirname "$0")/.." || exit 1

is_311() {
    "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' >/dev/null 2>&1
}

for candidate in .venv/bin/python python3.11 python3 python; do
    if is_311 "$candidate"; then
        exec "$candidate" scripts/install.py "$@"
    fi
done

found=$(python3 --version 2>/dev/null || echo "không có Python")
echo "toaan: cần Python 3.11, máy này có: $found. Trên Debian 12: apt-get install python3 python3-venv" >&2
exit 1
