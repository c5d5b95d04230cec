#!/bin/sh
# Finds Python 3.11 and hands over to scripts/install.py. All options are passed on.
cd "$(dirname "$0")/.." || exit 1

is_311() {
    "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' >/dev/null 2>&1
}

try() {
    for candidate in .venv/bin/python python3.11 python3 python; do
        if is_311 "$candidate"; then
            exec "$candidate" scripts/install.py "$@"
        fi
    done
}

try "$@"
# A bundle for closed networks brings Python itself, for a bare Debian 12.
if [ -d offline/packages ] && [ "$(id -u)" = 0 ]; then
    (cd offline && sha256sum --quiet -c SHA256SUMS) || exit 1
    echo "[0] Cài Python từ gói cài đặt …"
    mkdir -p build/setup
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts=/dev/null \
        ./offline/packages/*.deb >build/setup/python.log 2>&1 ||
        { echo "toaan: không cài được gói hệ thống. Nhật ký: build/setup/python.log" >&2; exit 1; }
    try "$@"
fi

found=$(python3 --version 2>/dev/null || echo "không có Python")
echo "toaan: cần Python 3.11, máy này có: $found. Trên Debian 12: apt-get install python3 python3-venv" >&2
exit 1
