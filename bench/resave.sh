#!/usr/bin/env bash
# The big table, opened and saved again by LibreOffice and by Gnumeric as XLSX and ODS, for bench_read:
#   bench/resave.sh BENCH_INPUTS FOLDER     prints the paths; what is in FOLDER already is kept
# A program that is not installed is named, and its files are left out.
set -euo pipefail
inputs=$1 folder=$2
mkdir -p "$folder"
source=$folder/source/xlsx.xlsx

made() { # made NAME: is it there, and is its source?
  [ -s "$folder/$1" ] && return 0
  [ -s "$source" ] || "$inputs" "$folder/source" xlsx >/dev/null
  return 1
}

libreoffice() { # libreoffice KIND
  local name=libreoffice.$1
  made "$name" && return 0
  soffice "-env:UserInstallation=file://$(realpath "$folder")/profile" --headless --convert-to "$1" \
    --outdir "$folder/libreoffice" "$source" >/dev/null 2>&1
  mv "$folder/libreoffice/xlsx.$1" "$folder/$name"
}

gnumeric() { # gnumeric KIND EXPORTER
  local name=gnumeric.$1
  made "$name" && return 0
  ssconvert -T "$2" "$source" "$folder/$name" >/dev/null 2>&1
}

if command -v soffice >/dev/null; then
  libreoffice xlsx
  libreoffice ods
else
  echo "skipped: files saved by LibreOffice (apt-get install libreoffice-calc-nogui)" >&2
fi
if command -v ssconvert >/dev/null; then
  gnumeric xlsx Gnumeric_Excel:xlsx2
  gnumeric ods Gnumeric_OpenCalc:odf
else
  echo "skipped: files saved by Gnumeric (apt-get install gnumeric)" >&2
fi
find "$folder" -maxdepth 1 -type f -name '*.*s*' | sort
