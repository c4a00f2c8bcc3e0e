"""The second opinion: LibreOffice without a window turns a file into XLSX, which openpyxl reads."""
import os
import pathlib
import shutil
import subprocess
import tempfile

import theirs
import values

PROGRAM = os.environ.get("SOFFICE") or shutil.which("soffice")


def read(path):
    with tempfile.TemporaryDirectory() as folder:
        told = subprocess.run(
            [PROGRAM, f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", "xlsx", "--outdir", folder, path],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=600, check=False)
        made = list(pathlib.Path(folder).glob("*.xlsx"))
        if not made:
            raise values.Refused(told.stderr.decode(errors="replace").strip())
        book = theirs.by_openpyxl(str(made[0]))
    if path.endswith(".ods"):
        leave_out_covered(book)
    return book


def leave_out_covered(book):
    """What a merged area covers nobody sees; of ODS, which marks it, we do not read it."""
    for sheet in book.sheets:
        for top, left, bottom, right in sheet.merges:
            for at in [(row, column) for row in range(top, bottom + 1)
                       for column in range(left, right + 1)][1:]:
                sheet.cells.pop(at, None)
