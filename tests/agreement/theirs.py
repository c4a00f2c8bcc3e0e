"""The independent readers: openpyxl (XLSX, XLSM), xlrd (XLS), Python's csv; for ODS see ods.py."""
import codecs
import csv
import io
import re

import values

ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
          0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA"}


def by_openpyxl(path):
    """Cells as stored: openpyxl itself empties what a merged area covers, and fills empty cells of
    a hyperlink with its address."""
    import openpyxl
    from openpyxl.worksheet import _reader, worksheet

    worksheet.Worksheet._clean_merge_range = lambda sheet, area: None
    _reader.WorksheetReader.bind_hyperlinks = lambda reader: None
    with open(path, "rb") as file:
        book = openpyxl.load_workbook(file, data_only=True)
    states = {"visible": "visible", "hidden": "hidden", "veryHidden": "very hidden"}
    sheets = []
    for name in book.sheetnames:
        found = book[name]
        sheet = values.Sheet(name, states[found.sheet_state])
        sheets.append(sheet)
        if not hasattr(found, "_cells"):
            continue  # a chart
        for (row, column), cell in found._cells.items():
            value = values.value_of(cell.value)
            if cell.data_type == "e" and value is not None:
                value = ("error", cell.value)
            if value is not None:
                sheet.cells[row - 1, column - 1] = value
        sheet.merges = {(a.min_row - 1, a.min_col - 1, a.max_row - 1, a.max_col - 1)
                        for a in found.merged_cells.ranges}
    return values.Book(sheets)


def by_xlrd(path):
    import xlrd

    with open(path, "rb") as file, io.StringIO() as log:
        book = xlrd.open_workbook(file_contents=file.read(), formatting_info=True, logfile=log)
    states = ("visible", "hidden", "very hidden")
    sheets = []
    for found in book.sheets():
        sheet = values.Sheet(found.name, states[found.visibility])
        sheet.merges = {(first, left, last - 1, right - 1)
                        for first, last, left, right in found.merged_cells}
        for row in range(found.nrows):
            for column, cell in enumerate(found.row(row)):
                value = cell.value
                if cell.ctype == xlrd.XL_CELL_ERROR:
                    sheet.cells[row, column] = ("error", ERRORS[value])
                    continue
                if cell.ctype == xlrd.XL_CELL_BOOLEAN:
                    value = bool(value)
                elif cell.ctype == xlrd.XL_CELL_DATE and value >= 1:
                    value = xlrd.xldate_as_datetime(value, book.datemode)
                value = values.value_of(value)
                if value is not None:
                    sheet.cells[row, column] = value
        sheets.append(sheet)
    return values.Book(sheets)


NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?([eE][+-]\d+)?")


def csv_value(field, groups):
    """A number is digits, in groups of three where commas can be nothing else."""
    text = field.strip(" \t")
    if not re.search(r"\d", text) or not NUMBER.fullmatch(text) or ("," in text and not groups):
        return ("text", field)
    return ("number", float(text.replace(",", "")))


def csv_text(raw):
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
                           (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):
            return raw.decode(encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "surrogateescape")


def by_csv(path):
    with open(path, "rb") as file:
        text = csv_text(file.read())
    first = text[:4000]
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(1 << 30)
    sheet = values.Sheet("csv")
    for row, fields in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
        for column, field in enumerate(fields):
            if field.strip(" \t"):
                sheet.cells[row, column] = csv_value(field, delimiter == ",")
                sheet.shown[row, column] = field
    return values.Book([sheet])
