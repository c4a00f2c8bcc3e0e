"""Tidemark's own reading of a file, through its commands `sheets` and `cells`."""
import dataclasses
import json
import os
import subprocess
import tempfile
import time

import values


@dataclasses.dataclass
class Run:
    code: int
    out: str
    error: str
    mebibytes: float  # peak of the program and its parse child, whichever is more
    cpu_seconds: float
    seconds: float


def run(program, *arguments, folder=None):
    """Runs the program to its end, in a folder of its own where one is given."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as error:
        begin = time.monotonic()
        child = subprocess.Popen([program, *arguments], stdout=out, stderr=error, cwd=folder,
                                 stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - begin
        texts = []
        for stream in (out, error):
            stream.seek(0)
            texts.append(stream.read().decode("utf-8"))
    return Run(child.returncode, texts[0], texts[1], usage.ru_maxrss / 1024,
               usage.ru_utime + usage.ru_stime, seconds)


def listing(program, path):
    """What `sheets` says; raises Refused with its one line."""
    told = run(program, "sheets", path, "--json")
    if told.code != 0:
        raise values.Refused(told.error.strip() or f"exit code {told.code}")
    return json.loads(told.out)


def fill(program, path, sheet, alone):
    name = [] if alone else ["--sheet", sheet.name]
    told = run(program, "cells", path, *name, "--json")
    if told.code != 0:
        raise values.Refused(told.error.strip())
    for cell in json.loads(told.out):
        kind, value = cell["type"], cell["value"]
        if kind == "number":
            value = float(value)
        elif kind == "date" and "T" not in value:
            value += "T00:00:00"
        at = values.parse_address(cell["cell"])
        sheet.cells[at] = (kind, value)
        sheet.shown[at] = cell["text"]


def read(program, path, most_sheets=0):
    """All sheets; or so many of them, from the first on at equal steps, and no cells of others."""
    listed = listing(program, path)
    book = values.Book([], listed["decided"])
    step = max(1, -(-len(listed["sheets"]) // most_sheets)) if most_sheets else 1
    for number, entry in enumerate(listed["sheets"]):
        sheet = values.Sheet(entry["name"], entry["visibility"])
        sheet.merges = {values.parse_area(area) for area in entry["merges"]}
        book.sheets.append(sheet)
        if number % step:
            sheet.cells = None
            continue
        if entry["cells"] > 0:
            fill(program, path, sheet, len(listed["sheets"]) == 1)
        if len(sheet.cells) != entry["cells"]:
            raise AssertionError(f"{path}: {sheet.name}: sheets says {entry['cells']} cells, "
                                 f"cells gives {len(sheet.cells)}")
    return book
