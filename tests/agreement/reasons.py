"""Why two readings of a file may differ without a fault of ours: each class has a name, a test as
narrow as it can be, and its reason in docs/reading.md."""
import math
import re


def no_leap_day(ours, theirs):
    return (theirs and theirs[0] == "date" and ours and ours[0] == "number" and 60 <= ours[1] < 61)


def no_cells(ours, theirs):
    return ours == ("sheet", 0) and theirs is None


def not_unescaped(ours, theirs):
    """ECMA-376 part 1, 22.9.2.19: _x000D_ is a carriage return; openpyxl keeps it as written."""
    if not (ours and theirs) or ours[0] != "text" or theirs[0] != "text":
        return False
    return "_x" in theirs[1] and ours[1] == re.sub(
        "_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), theirs[1])


def fifteen_digits(ours, theirs):
    """LibreOffice stores a number with 15 significant digits; 17 tell every double from the next."""
    return (ours and theirs and ours[0] == theirs[0] == "number"
            and math.isclose(ours[1], theirs[1], rel_tol=5.1e-15))


def boolean_as_number(ours, theirs):
    """LibreOffice stores TRUE as 1 with a format; the file itself says boolean."""
    return bool(ours and theirs) and ours[0] == "boolean" and theirs == ("number", float(ours[1]))


def one_way_to_hide(ours, theirs):
    """LibreOffice knows no very hidden sheets."""
    return ours == ("visibility", "very hidden") and theirs == ("visibility", "hidden")


REASONS = [("_x000D_ not undone by openpyxl", not_unescaped), ("29 February 1900 is no day", no_leap_day), ("a sheet of charts alone", no_cells)]


BY_OFFICE = [("boolean stored as a number by LibreOffice", boolean_as_number), ("15 digits kept by LibreOffice", fifteen_digits),
             ("very hidden is hidden to LibreOffice", one_way_to_hide)]


def of_file(path, refusal, fault):
    return ""


def of(extension, reader):
    return REASONS + (BY_OFFICE if reader == "LibreOffice" else [])
