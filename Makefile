# Each target does its own set-up. `make` alone says what there is.
.DEFAULT_GOAL := help
.PHONY: help setup run practice test lint test-data bench chaos bundle lock clean
PORT ?= 8000
PRACTICE_PORT ?= 8001
setup := sh scripts/setup.sh
stages := .venv/bin/python scripts/stages.py
toaan := .venv/bin/toaan

help:
	@echo "make run [PORT=8000]   chạy Tòa án điện tử trên máy này, kèm dữ liệu minh họa (Ctrl-C để dừng)"
	@echo "make practice          chạy Tòa án thực hành cạnh Tòa án thật (cổng PRACTICE_PORT=8001), không dùng chung gì"
	@echo "make setup             chỉ cài đặt"
	@echo "make test              lint, kiểm thử trên SQLite và PostgreSQL, kiểm thử trình duyệt"
	@echo "make lint              chỉ kiểm tra mã nguồn"
	@echo "make test-data         kiểm thử trên dữ liệu thật (TOAAN_DATA=thư mục dữ liệu)"
	@echo "make bench             đo tốc độ, chất lượng trên dữ liệu thật (TOAAN_DATA=thư mục dữ liệu)"
	@echo "make chaos             kiểm thử chịu lỗi: tắt ngang tiến trình"
	@echo "make bundle            đóng một gói cài được trong mạng đóng, không cần kho gói nào"
	@echo "make lock              khóa lại phiên bản thư viện trong requirements/"
	@echo "make clean             xóa những gì dựng được lại (giữ dữ liệu trong var/)"

setup:
	@$(setup)

run:
	@$(setup) --port "$(PORT)" && exec $(toaan) run --port "$(PORT)"

practice:
	@$(setup) --port "$(PRACTICE_PORT)" && exec $(toaan) practice run --port "$(PRACTICE_PORT)"

test:
	@$(setup) --dev && $(stages) test

lint:
	@$(setup) --dev && $(stages) lint

test-data:
	@sh scripts/need-data.sh && $(setup) --dev && $(stages) data

bench:
	@sh scripts/need-data.sh && $(setup) --dev && $(stages) bench

chaos:
	@$(setup) --dev && $(stages) chaos

bundle:
	@$(setup) && .venv/bin/python scripts/bundle.py

# Hashes, and no address: the lock must be installable from any mirror.
lock:
	@$(setup) --dev
	@for name in base build dev; do \
	  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-annotate --no-emit-index-url --no-emit-find-links \
	    --output-file requirements/$$name.txt requirements/$$name.in || exit 1; \
	done
	@$(setup) --dev

clean:
	rm -rf .venv build node_modules toaan/design/dist toaan.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
