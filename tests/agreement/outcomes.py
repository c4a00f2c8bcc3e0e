#!/usr/bin/python3
"""What becomes of files that are hard (peers.tsv), made to harm (hostile.tsv) or packed (archives.tsv).

    outcomes.py peers|hostile|archives [--program TIDEMARK] [--shared FOLDER]

Each line of the table is a file, what is expected, and why. Expected is "refused: WORDS", words of
the one line that says why; or "read: " and facts parted by "; ":
    decided WORDS · sheets A, B (hidden) · cells 12 · merge A1:B2 · B7 number 5 · Sheet2!B7 text Kent
A hostile file has also to stay within 256 MiB and 30 s of CPU; where strace is there, to open
nothing for writing and no socket to anywhere. Files of "generated/" come from lab/hostile-files.
"""
import csv
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import agree
import ours
import values

HERE = pathlib.Path(__file__).parent
MOST_MEBIBYTES, MOST_SECONDS = 256, 30
# Sockets of the Internet, and files opened for writing: but the null device is no file.
HARM = re.compile(r'AF_INET|O_(?:WRONLY|RDWR|CREAT)|^(?!.*strace).*\b(?:mkdir|rename|unlink)')
CELL = re.compile(r"(?:(.*)!)?([A-Z]+[0-9]+) (number|text|date|boolean|error|empty) ?(.*)")
HARMLESS = re.compile(r'"/dev/null"|"/dev/tty"')


def got(program, path):
    """The book, or the reason without the name of the file before it."""
    try:
        return ours.read(program, str(path)), ""
    except values.Refused as refusal:
        return None, str(refusal).partition(f"{path.name}: ")[2] or str(refusal)


def holds(fact, book):
    """Whether a fact is true of the book, and what is found instead."""
    what, _, rest = fact.partition(" ")
    first = book.sheets[0]
    if what == "decided":
        return rest in book.decided, book.decided
    if what == "sheets":
        found = ", ".join(sheet.name + ("" if sheet.visibility == "visible" else f" ({sheet.visibility})")
                          for sheet in book.sheets)
        return found == rest, found
    if what == "cells":
        found = sum(len(sheet.cells) for sheet in book.sheets)
        return found == int(rest), f"{found} cells"
    if what == "merge":
        return values.parse_area(rest) in first.merges, f"merges {sorted(first.merges)}"
    name, at, kind, expected = CELL.fullmatch(fact).groups()
    sheet = first if name is None else next((sheet for sheet in book.sheets if sheet.name == name), None)
    if sheet is None:
        return False, f"no sheet '{name}'"
    found = sheet.cells.get(values.parse_address(at))
    if kind == "empty" or found is None:
        return found is None and kind == "empty", f"{at} {'empty' if found is None else found}"
    value = {"number": float, "boolean": "true".__eq__}.get(kind, str)(expected)
    return (kind, value) == found, f"{at} {found[0]} {found[1]}"


def judge(expected, book, refusal):
    """What differs from what was expected; nothing when it is as it should be."""
    kind, _, rest = expected.partition(": ")
    if kind == "refused":
        return [] if book is None and rest in refusal else [refusal or f"read: {book.decided}"]
    if book is None:
        return [f"refused: {refusal}"]
    answers = [holds(fact, book) for fact in rest.split("; ") if fact]
    return [found for true, found in answers if not true]


def harm(program, path):
    """What the program did besides reading, as strace saw it."""
    with tempfile.TemporaryDirectory() as folder:
        log = pathlib.Path(folder) / "log"
        subprocess.run(["strace", "-f", "-qq", "-o", str(log), "-e", "trace=%network,open,openat,creat,"
                        "mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat", program, "sheets",
                        str(path)], stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False)
        return [line for line in log.read_text(errors="replace").splitlines()
                if HARM.search(line) and not HARMLESS.search(line)]


def costs(program, path, traced):
    """One run in an empty folder -> (MiB, CPU seconds, what is wrong with it)."""
    with tempfile.TemporaryDirectory() as folder:
        run = ours.run(program, "sheets", str(path), "--json", folder=folder)
        wrong = [f"wrote {name.name}" for name in pathlib.Path(folder).iterdir()]
    if run.mebibytes > MOST_MEBIBYTES:
        wrong.append(f"{run.mebibytes:.0f} MiB")
    if run.cpu_seconds > MOST_SECONDS:
        wrong.append(f"{run.cpu_seconds:.0f} s of CPU")
    if run.code not in (0, 1):
        wrong.append(f"exit code {run.code}")
    if traced:
        wrong += harm(program, path)
    return run.mebibytes, run.cpu_seconds, wrong


def generated(shared, folder):
    subprocess.run([sys.executable, "-W", "ignore", shared / "lab/hostile-files/gen.py", folder],
                   stdout=subprocess.DEVNULL, check=True)
    return {f"generated/{path.name}": path for path in pathlib.Path(folder).iterdir()}


def files_of(kind, data):
    """By their names in the table: within the folder of the kind; archives lie among the others."""
    if kind == "archives":
        return {path.name: path for path in data.rglob("*")
                if path.suffix in (".zip", ".gz") and path.relative_to(data).parts[0] != "hostile"}
    return {str(path.relative_to(data / kind)): path
            for path in (data / kind).rglob("*") if path.is_file()}


def main():
    kind = sys.argv.pop(1)
    asked = agree.arguments()
    agree.stop_unless_ready(asked, ())
    traced = kind == "hostile" and shutil.which("strace") is not None
    files = files_of(kind, asked.shared / "data")
    with tempfile.TemporaryDirectory() as folder, open(HERE / f"{kind}.tsv", encoding="utf-8") as table:
        if kind == "hostile":
            files |= generated(asked.shared, folder)
        rows = list(csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
        faults = [f"{name}: not in {kind}.tsv" for name in files.keys() - {row[0] for row in rows}]
        most = [0, 0]
        for name, expected, why in rows:
            if asked.words and not any(word in name for word in asked.words):
                continue
            wrong = judge(expected, *got(asked.program, files[name])) if name in files else ["no such file"]
            line = [name, expected, "; ".join(wrong) or "as expected", why]
            if kind == "hostile" and name in files:
                mebibytes, seconds, harmful = costs(asked.program, files[name], traced)
                wrong += harmful
                most = [max(most[0], mebibytes), max(most[1], seconds)]
                line[3:3] = [f"{mebibytes:.0f}", f"{seconds:.2f}"]
            print("| " + " | ".join(field.replace("|", "\\|") for field in line) + " |", flush=True)
            faults += [f"{name}: {found}" for found in wrong]
    print(f"{kind}: {len(rows)} files, {len(faults)} faults", end="")
    print(f"; at most {most[0]:.0f} MiB, {most[1]:.2f} s of CPU; writing and network "
          f"{'traced' if traced else 'not traced: no strace'}" if kind == "hostile" else "")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
