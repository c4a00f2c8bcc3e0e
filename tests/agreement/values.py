"""Values as every reader has to give them, so that they can be compared.

A cell's value is a pair: ("number", float), ("text", str), ("date", "2018-09-30T00:00:00"),
("boolean", bool), ("error", "#REF!"). A sheet's cells are a dict {(row, column): value}, counted
from 0, without empty ones. A time of day and a duration are numbers, parts of a day; a library that
gives them as such gives ("time", float), good to a microsecond.
"""
import dataclasses
import datetime
import re


@dataclasses.dataclass
class Sheet:
    name: str
    visibility: str = "visible"  # "hidden", "very hidden"
    cells: dict = dataclasses.field(default_factory=dict)
    merges: set = dataclasses.field(default_factory=set)  # (row, column, last row, last column)
    shown: dict = dataclasses.field(default_factory=dict)  # texts, where a reader knows them


@dataclasses.dataclass
class Book:
    sheets: list
    decided: str = ""


class Refused(Exception):
    """The reader does not read the file; the text says why."""


def moment(when):
    """A datetime or date to the second, as all readers can give it."""
    if not isinstance(when, datetime.datetime):
        when = datetime.datetime.combine(when, datetime.time())
    return (when + datetime.timedelta(microseconds=500000)).replace(microsecond=0).isoformat()


def value_of(found):
    """A Python value as a library gives it; None where the cell is empty."""
    if found is None or found == "":
        return None
    if isinstance(found, bool):
        return ("boolean", found)
    if isinstance(found, (int, float)):
        return ("number", float(found))
    if isinstance(found, datetime.timedelta):
        return ("time", found.total_seconds() / 86400)
    if isinstance(found, datetime.time):
        seconds = found.hour * 3600 + found.minute * 60 + found.second + found.microsecond / 1e6
        return ("time", seconds / 86400)
    if isinstance(found, datetime.date):
        return ("date", moment(found))
    return ("text", found)


def column_name(column):
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def address(row, column):
    return f"{column_name(column)}{row + 1}"


def parse_address(text):
    letters, digits = re.fullmatch(r"([A-Z]+)([0-9]+)", text).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


def parse_area(text):
    first, _, last = text.partition(":")
    return parse_address(first) + parse_address(last or first)
