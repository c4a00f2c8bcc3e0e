#!/usr/bin/python3
"""Do the spreadsheet readers agree with independent ones, cell by cell?

    agree.py [--program TIDEMARK] [--shared FOLDER] [--office] [--sheets N] [--show N] [WORDS ...]

Reads every published file under FOLDER/data with Tidemark and with openpyxl, xlrd, csv or ods.py
(--office: with LibreOffice), prints one table line a format, and fails on any difference that
reasons.py does not explain. WORDS: only files whose path holds one of them. See docs/reading.md.
Needs python3-openpyxl and python3-xlrd. Says "not run" where these or the folder are not there.
"""
import argparse
import collections
import concurrent.futures
import importlib.util
import os
import pathlib
import sys

import differ
import ods
import office
import ours
import reasons
import theirs
import values

ROOT = pathlib.Path(__file__).resolve().parents[2]
READERS = {".xlsx": (theirs.by_openpyxl, "openpyxl"), ".xlsm": (theirs.by_openpyxl, "openpyxl"),
           ".xls": (theirs.by_xlrd, "xlrd"), ".ods": (ods.read, "ods.py"),
           ".csv": (theirs.by_csv, "csv"), ".tsv": (theirs.by_csv, "csv")}
BY_OFFICE = (".ods", ".xls")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(ROOT / "build/dev/tidemark"))
    parser.add_argument("--shared", default=os.environ.get("TIDEMARK_SHARED_DIR") or ROOT / "../shared",
                        type=pathlib.Path)
    parser.add_argument("--office", action="store_true")
    parser.add_argument("--show", type=int, default=5, help="differences shown of each class and file")
    parser.add_argument("--sheets", type=int, default=0, help="of a book at most, at equal steps; 0: all")
    parser.add_argument("words", nargs="*")
    return parser.parse_args()


def stop_unless_ready(asked, modules):
    """What is missing is said; it is a fault where the shared folder is declared to be there."""
    missing = [f"python3-{name}" for name in modules if importlib.util.find_spec(name) is None]
    if not (asked.shared / "data").is_dir():
        missing.append(f"folder of published files ({asked.shared}/data)")
    if missing:
        required = os.environ.get("TIDEMARK_SHARED") == "required"
        print("required, and not there:" if required else "not run: no", ", ".join(missing))
        sys.exit(1 if required else 0)


def read_or_say(reader, path):
    try:
        return reader(str(path)), ""
    except Exception as fault:  # whatever a library raises, it means: not read
        return None, f"{type(fault).__name__}: {fault}"


def agree(job):
    """One file by two readers -> (column of the table, outcome, refusals)."""
    program, most_sheets, path, reader, name = job
    extension = path.suffix.lower()
    book, refusal = read_or_say(lambda file: ours.read(program, file, most_sheets), path)
    other, fault = read_or_say(reader, path)
    outcome = differ.Outcome()
    if book is None or other is None:
        outcome.differences.append(differ.Difference(
            "whole file", refusal or "read", fault or "read", reasons.of_file(path, refusal, fault)))
    else:
        outcome = differ.compare(book, other, reasons.of(extension, name))
    return path, extension, name, outcome


def jobs(asked):
    for path in sorted((asked.shared / "data").rglob("*")):
        extension = path.suffix.lower()
        folder = path.relative_to(asked.shared / "data").parts[0]
        chosen = not asked.words or any(word in str(path) for word in asked.words)
        if extension not in READERS or folder == "hostile" or not chosen:
            continue
        if not asked.words and folder == "peers":
            continue
        if not asked.office:
            yield asked.program, asked.sheets, path, *READERS[extension]
        elif extension in BY_OFFICE:
            yield asked.program, asked.sheets, path, office.read, "LibreOffice"


def show(path, outcome, most):
    classes = collections.defaultdict(list)
    for difference in outcome.differences:
        classes[difference.reason].append(difference)
    for reason, found in sorted(classes.items()):
        print(f"{path.name}: {len(found)} {'differ: ' + reason if reason else 'DIFFER, not explained'}")
        for difference in found[:most]:
            print(f"    {difference.place}: ours {difference.ours!r}, theirs {difference.theirs!r}")
    sys.stdout.flush()


def main():
    asked = arguments()
    stop_unless_ready(asked, ("openpyxl", "xlrd"))
    lines = collections.defaultdict(lambda: [0, differ.Outcome()])
    with concurrent.futures.ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for path, extension, name, outcome in pool.map(agree, jobs(asked)):
            show(path, outcome, asked.show)
            line = lines[extension[1:].upper(), name]
            line[0] += 1
            line[1].add(outcome)
    print(f"{'format':7}{'reader':13}{'files':>6}{'sheets':>8}{'cells':>11}{'explained':>11}{'faults':>8}")
    faults = 0
    for (format_, name), (files, outcome) in sorted(lines.items()):
        unexplained = sum(not difference.reason for difference in outcome.differences)
        faults += unexplained
        print(f"{format_:7}{name:13}{files:6}{outcome.sheets:8}{outcome.cells:11,}"
              f"{len(outcome.differences) - unexplained:11,}{unexplained:8,}")
    return 1 if faults or not lines else 0


if __name__ == "__main__":
    sys.exit(main())
