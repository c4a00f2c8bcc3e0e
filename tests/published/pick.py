#!/usr/bin/python3
"""Picks figures of a published file for a table of checks, and compares them at their cells.

    pick.py FILE --source SOURCE.toml [--seed 1] [--figures 5] [--name NAME]
            [--program tidemark] [--config-dir DIR]

Runs `tidemark try`, picks observations with the seed, looks at the cited cell with a reader that
has nothing in common with ours (openpyxl, xlrd, Python's csv, tests/agreement/ods.py) and prints a
line `read` for each; exits 1 where one differs. A summary of the whole file goes to the standard
error: figures, held, and how many of all figures stand at their cells as the other reader has them.
"""
import argparse
import calendar
import datetime
import gzip
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "agreement"))
import ods  # noqa: E402
import theirs  # noqa: E402
import values  # noqa: E402

READERS = {".xlsx": theirs.by_openpyxl, ".xlsm": theirs.by_openpyxl, ".xls": theirs.by_xlrd,
           ".ods": ods.read}


def unpacked(path, member, folder):
    """The spreadsheet itself: a member of a ZIP archive, what a gzip file holds, or the file."""
    if path.suffix == ".gz":
        inner = pathlib.Path(folder) / path.stem
        inner.write_bytes(gzip.decompress(path.read_bytes()))
        return inner
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if re.search(member or "", name)]
            if len(names) != 1:
                sys.exit(f"{path.name} holds {', '.join(names)}: say which in [read] member")
            inner = pathlib.Path(folder) / pathlib.PurePosixPath(names[0]).name
            inner.write_bytes(archive.read(names[0]))
            return inner
    return path


def book_of(path, encoding):
    if encoding:
        text = path.read_bytes().decode(encoding)
        path = pathlib.Path(tempfile.mkstemp(suffix=".csv")[1])
        path.write_text(text, encoding="utf-8", newline="")
    return READERS.get(path.suffix.lower(), theirs.by_csv)(path)


def place(cell):
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


def number(text):
    """A figure printed as a text: blanks, groups of three and a per cent sign taken off."""
    plain = re.sub(r"[\s,\u00a0]", "", re.sub(r"\s*\[\w+\]|[~*†\u2020]", "", text))
    percent = plain.endswith("%")
    try:
        return float(plain.rstrip("%")) / (100 if percent else 1)
    except ValueError:
        return None


def differs(figure, sheets):
    """"" where the other reader has the same at the cited cell."""
    found = sheets[figure["sheet"]].cells.get(place(figure["cell"]))
    shown = "nothing" if found is None else found[1]
    if figure["value"] is None:
        blank = found is None and figure["raw"].strip() == ""
        same = blank or (found is not None and str(found[1]).strip() == figure["raw"].strip())
        return "" if same else f"a mark '{figure['raw']}', but the cell holds {shown!r}"
    if found is None:
        return f"{figure['value']}, but the cell is empty"
    value = found[1] if found[0] == "number" else number(str(found[1]))
    if value is None and figure["status"] == "zero":
        value = 0
    same = value is not None and abs(value - figure["value"]) <= 1e-9 * max(1, abs(value))
    return "" if same else f"{figure['value']}, but the cell holds {shown!r}"


def counted(figures, sheets, recipe):
    """Counts the rows of records anew: what differs from a figure, and what no figure counts."""
    layout = recipe["layout"][0]
    (sheet,) = sheets.values()
    heads = {str(text): at for at, (_, text) in sheet.cells.items() if at[0] == 0}
    columns = [heads[dim["column"]][1] for dim in layout["dim"] if "column" in dim]
    rows = {}
    for row in sorted({at[0] for at in sheet.cells} - {0}):
        key = tuple(str(sheet.cells.get((row, column), ("", ""))[1]) for column in columns)
        rows.setdefault(key, []).append(row)
    by_first = {found[0]: len(found) for found in rows.values()}
    wrong = []
    for figure in figures:
        found = by_first.pop(place(figure["cell"])[0], 0)
        if found != figure["value"]:
            wrong.append((figure, f"{figure['value']}, but {found} rows begin there"))
    return wrong + [({"sheet": sheet.name, "cell": f"row {row + 1}"}, f"{count} rows in no figure")
                    for row, count in by_first.items()]


def encoded(text):
    return re.sub(r"[\x00-\x1f\x7f/=%]", lambda found: f"%{ord(found[0]):02X}", text)


def period_text(period):
    """As pipeline/model/period.hpp writes it."""
    start, end = (datetime.date.fromisoformat(period[side]) for side in ("start", "end"))
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    whole = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if start == end:
        return start.isoformat()
    if whole and months == 12:
        return {1: f"{start.year}", 4: f"{start.year}/{end.year % 100:02}"}.get(
            start.month, f"year ending {calendar.month_name[end.month]} {end.year}")
    if whole and months == 3 and start.month % 3 == 1:
        return f"{start.year}-Q{end.month // 3}"
    if whole and months == 1:
        return f"{start.year}-{start.month:02}"
    if (end - start).days == 6 and start.isoweekday() == 1:
        return "{}-W{:02}".format(*start.isocalendar())
    return f"{start}/{end}"


def line_of(figure, name, with_sheet):
    series = "/".join(f"{dim}={encoded(code)}" for dim, code in sorted(figure["series"].items()))
    value = figure["value"]
    text = figure["status"]
    if value is not None:
        text = repr(int(value) if value == int(value) else value)
        text += "" if figure["status"] == "normal" else " " + figure["status"]
    cell = f"{figure['sheet']}!{figure['cell']}" if with_sheet else figure["cell"]
    return "\t".join(("read", name, series or "-", period_text(figure["period"]), text, cell))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--source", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--figures", type=int, default=5)
    parser.add_argument("--name", help="the file's name in the checks")
    parser.add_argument("--program", default="tidemark")
    parser.add_argument("--config-dir", required=True)
    chosen = parser.parse_args()

    told = subprocess.run([chosen.program, "--config-dir", chosen.config_dir, "try", chosen.file,
                           "--source", chosen.source, "--json"], stdout=subprocess.PIPE, check=False)
    tried = json.loads(told.stdout)
    recipe = chosen.source.read_text(encoding="utf-8")
    member = re.search(r"(?m)^member\s*=\s*'([^']*)'", recipe)
    encoding = re.search(r"(?m)^encoding\s*=\s*['\"]([^'\"]*)", recipe)
    with tempfile.TemporaryDirectory() as folder:
        inner = unpacked(chosen.file, member and member[1], folder)
        book = book_of(inner, encoding and encoding[1])
    sheets = {sheet.name: sheet for sheet in book.sheets}
    figures = tried["observations"]
    if "count = true" in recipe:
        wrong = counted(figures, sheets, tomllib.loads(recipe))
    else:
        wrong = [(figure, differs(figure, sheets)) for figure in figures]
        wrong = [(figure, reason) for figure, reason in wrong if reason]
    print(f"{chosen.file.name}: {len(figures)} figures, "
          f"{sum(figure['value'] is None for figure in figures)} of them marks, "
          f"{len(tried['held'])} held, {len(figures) - len(wrong)} equal at their cells",
          file=sys.stderr)
    for reason in tried["held"][:3]:
        print("held:", json.dumps(reason, ensure_ascii=False), file=sys.stderr)
    for figure, reason in wrong[:5]:
        print(f"differs: {figure['sheet']}!{figure['cell']}: {reason}", file=sys.stderr)
    picked = random.Random(chosen.seed).sample(figures, min(chosen.figures, len(figures)))
    for figure in picked:
        print(line_of(figure, chosen.name or chosen.file.name, len(sheets) > 1))
    return 1 if wrong else 0


sys.exit(main())
