"""A second reader of ODS (ODF 1.3 part 3), by ElementTree: slow, plain, and of one mind with
LibreOffice (office.py), which is too heavy to be had everywhere."""
import datetime
import re
import xml.etree.ElementTree
import zipfile

import values

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, TEXT, OFFICE, STYLE = (f"{{{ODF}{name}:1.0}}" for name in ("table", "text", "office", "style"))
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
NO_TEXT = {OFFICE + "annotation", TEXT + "note", TEXT + "ruby-text"}
WRAPS = {TABLE + name for name in ("table-row-group", "table-header-rows", "table-rows")}


def paragraph(element):
    """6.1.2: runs of white space are one blank, none at either end; the rest has elements."""
    parts = []

    def walk(node):
        if node.tag in NO_TEXT:
            return
        if node.tag == TEXT + "s":
            parts.append("\0" * int(node.get(TEXT + "c", "1")))
        elif node.tag == TEXT + "tab":
            parts.append("\1")
        elif node.tag == TEXT + "line-break":
            parts.append("\2")
        parts.append(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")

    walk(element)
    text = re.sub("[ \t\r\n]+", " ", "".join(parts)).strip(" ")
    return text.translate({0: " ", 1: "\t", 2: "\n"})


def duration(text):
    sign, hours, minutes, seconds = re.fullmatch(
        r"(-?)PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.,]+)S)?", text).groups("0")
    total = int(hours) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
    return (-total if sign == "-" else total) / 86400


def value_of(cell, text):
    kind = cell.get(OFFICE + "value-type")
    if cell.get(CALC + "value-type") == "error":
        return ("error", text)
    if kind in ("float", "percentage", "currency"):
        return ("number", float(cell.get(OFFICE + "value")))
    if kind == "date":
        return ("date", values.moment(datetime.datetime.fromisoformat(
            cell.get(OFFICE + "date-value").rstrip("Z"))))
    if kind == "time":
        return ("number", duration(cell.get(OFFICE + "time-value")))
    if kind == "boolean":
        return ("boolean", cell.get(OFFICE + "boolean-value") == "true")
    text = text or cell.get(OFFICE + "string-value") or ""
    return ("text", text) if text else None


def rows_of(table):
    for element in table:
        if element.tag == TABLE + "table-row":
            yield element
        elif element.tag in WRAPS:
            yield from rows_of(element)


def read_row(sheet, row, element, repeats):
    column = 0
    for cell in element:
        if cell.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
            continue
        times = int(cell.get(TABLE + "number-columns-repeated", "1"))
        text = "\n".join(paragraph(p) for p in cell if p.tag in (TEXT + "p", TEXT + "h"))
        value = value_of(cell, text)
        wide = int(cell.get(TABLE + "number-columns-spanned", "1"))
        high = int(cell.get(TABLE + "number-rows-spanned", "1"))
        if wide > 1 or high > 1:
            sheet.merges.add((row, column, row + high - 1, column + wide - 1))
        if value is not None and cell.tag == TABLE + "table-cell":
            for below in range(repeats):
                for right in range(times):
                    sheet.cells[row + below, column + right] = value
                    sheet.shown[row + below, column + right] = text
        column += times


def read_table(element, hidden):
    sheet = values.Sheet(element.get(TABLE + "name"))
    if element.get(TABLE + "style-name") in hidden:
        sheet.visibility = "hidden"
    row = 0
    for found in rows_of(element):
        repeats = int(found.get(TABLE + "number-rows-repeated", "1"))
        read_row(sheet, row, found, repeats)
        row += repeats
    return sheet


def read(path):
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
        root = xml.etree.ElementTree.parse(content).getroot()
    hidden = {style.get(STYLE + "name") for style in root.iter(STYLE + "style")
              for properties in style.iter(STYLE + "table-properties")
              if properties.get(TABLE + "display") == "false"}
    tables = root.find(f"{OFFICE}body/{OFFICE}spreadsheet").findall(TABLE + "table")
    return values.Book([read_table(table, hidden) for table in tables])
