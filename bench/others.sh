#!/usr/bin/env bash
# Whole-process time and peak memory of other programs that read spreadsheets, beside ours, on the same
# files; the quicker of two runs of each.
#   bench/others.sh [FILE ...]       without files: a tenth of the big table (50,000 rows x 8) as XLSX, ODS and
#                                    CSV and 60,000 rows as XLS, since some need minutes for all of it
# What is not installed is named, with how to install it. Needs a build: script/bench memory.
set -euo pipefail
cd "$(dirname "$0")/.."
build=build/bench
here=$build/others
python=/usr/bin/python3
mkdir -p "$here/csv"
files=("$@")
if [ $# -eq 0 ]; then
  mapfile -t files < <("$build/bench_inputs" "$here" csv_tenth xlsx_tenth ods_tenth xls)
fi
[ -x /usr/bin/time ] || { echo "others: needs /usr/bin/time (apt-get install time)" >&2; exit 1; }

missing=()
lacks() { # lacks NAME HINT
  missing+=("$1: $2")
}

once() { # once COMMAND ...: "seconds KiB", or nothing when it fails
  /usr/bin/time -o "$here/time" -f '%e %M' timeout 300 "$@" >/dev/null 2>"$here/errors" && tail -n 1 "$here/time"
}

row() { # row TOOL FILE COMMAND ...
  local tool=$1 file=$2 one two
  shift 2
  if one=$(once "$@") && two=$(once "$@"); then
    printf '%s\n%s\n' "$one" "$two" | sort -n | head -n 1 | awk -v tool="$tool" -v file="$(basename "$file")" \
      '{ printf "%-22s %-20s %8.2f %8.0f\n", file, tool, $1, $2 / 1024 }'
  else
    printf '%-22s %-20s failed: %s\n' "$(basename "$file")" "$tool" "$(tail -n 1 "$here/errors" | cut -c1-60)"
  fi
}

has_python() {
  [ -x "$python" ] && "$python" -c "import $1" 2>/dev/null
}

openpyxl='
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=sys.argv[2] == "stream", data_only=True)
print(sum(cell is not None for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row))'
xlrd='
import sys, xlrd
book = xlrd.open_workbook(sys.argv[1])
print(sum(kind not in (0, 6) for sheet in book.sheets() for row in range(sheet.nrows) for kind in sheet.row_types(row)))'
sheetjs='
const XLSX = require("xlsx");
const book = XLSX.readFile(process.argv[1], { dense: true });
console.log(book.SheetNames.length);'
pycsv='
import csv, sys
print(sum(len(row) for row in csv.reader(open(sys.argv[1], newline=""))))'
profile=-env:UserInstallation=file://$PWD/$here/profile

[ -x "$build/bench_memory" ] || { echo "others: build first: script/bench memory" >&2; exit 1; }
[ -x "$build/tidemark" ] || lacks "tidemark cells" "cmake --build --preset bench --target tidemark"
has_python openpyxl || lacks openpyxl "apt-get install python3-openpyxl"
has_python xlrd || lacks xlrd "apt-get install python3-xlrd"
command -v xlsx2csv >/dev/null || lacks xlsx2csv "apt-get install xlsx2csv"
command -v soffice >/dev/null || lacks LibreOffice "apt-get install libreoffice-calc-nogui"
command -v ssconvert >/dev/null || lacks ssconvert "apt-get install gnumeric"
[ -d "$build/sheetjs/node_modules/xlsx" ] ||
  lacks SheetJS "apt-get install npm; npm install --prefix $build/sheetjs xlsx"

printf '%-22s %-20s %8s %8s\n' file tool seconds MiB
for file in "${files[@]}"; do
  row "tidemark, bare reader" "$file" "$build/bench_memory" --read "$file"
  [ ! -x "$build/tidemark" ] || row "tidemark cells" "$file" "$build/tidemark" cells "$file"
  case "$file" in
    *.xlsx)
      ! has_python openpyxl || row "openpyxl, read-only" "$file" "$python" -c "$openpyxl" "$file" stream
      ! has_python openpyxl || row openpyxl "$file" "$python" -c "$openpyxl" "$file" whole
      ! command -v xlsx2csv >/dev/null || row xlsx2csv "$file" xlsx2csv -a "$file"
      ;;
    *.xls) ! has_python xlrd || row xlrd "$file" "$python" -c "$xlrd" "$file" ;;
    *.csv) [ ! -x "$python" ] || row "Python csv" "$file" "$python" -c "$pycsv" "$file" ;;
  esac
  [ ! -d "$build/sheetjs/node_modules/xlsx" ] ||
    row SheetJS "$file" env NODE_PATH="$build/sheetjs/node_modules" node -e "$sheetjs" "$file"
  ! command -v soffice >/dev/null ||
    row "LibreOffice to CSV" "$file" soffice "$profile" --headless --convert-to csv --outdir "$here/csv" "$file"
  ! command -v ssconvert >/dev/null ||
    row "ssconvert to CSV" "$file" ssconvert -S -T Gnumeric_stf:stf_csv "$file" "$here/csv/%n.csv"
done
[ ${#missing[@]} -eq 0 ] || printf 'not measured: %s\n' "${missing[@]}"
