#!/bin/sh
# Refuses in one line when TOAAN_DATA does not name a folder.
if [ -z "$TOAAN_DATA" ]; then
    echo "toaan: cần dữ liệu thật; hãy chạy: TOAAN_DATA=/đường/dẫn/dữ-liệu make …" >&2
    exit 2
fi
if [ ! -d "$TOAAN_DATA" ]; then
    echo "toaan: TOAAN_DATA=$TOAAN_DATA không phải thư mục có thật" >&2
    exit 2
fi
