"""Two readings of one file, compared cell by cell; each difference has a class or is a fault."""
import dataclasses

import values


@dataclasses.dataclass
class Difference:
    place: str  # "Table P1!B7"
    ours: object
    theirs: object
    reason: str = ""  # the class; empty: not explained


@dataclasses.dataclass
class Outcome:
    sheets: int = 0
    cells: int = 0  # in one reading at least
    differences: list = dataclasses.field(default_factory=list)

    def add(self, other):
        self.sheets += other.sheets
        self.cells += other.cells
        self.differences += other.differences


def same(ours, theirs):
    if ours and theirs and (ours[0], theirs[0]) == ("number", "time"):
        return abs(ours[1] - theirs[1]) * 86400 < 1e-6
    return ours == theirs


def reason_of(ours, theirs, reasons):
    for name, holds in reasons:
        if holds(ours, theirs):
            return name
    return ""


def compare_sheets(ours, theirs, reasons):
    outcome = Outcome(1, len(ours.cells.keys() | theirs.cells.keys()))
    found = outcome.differences
    for what in ("name", "visibility", "merges"):
        left, right = getattr(ours, what), getattr(theirs, what)
        if what == "merges":
            left, right = left - right, right - left
        if left != right:
            found.append(Difference(f"{ours.name}: {what}", left, right,
                                    reason_of((what, left), (what, right), reasons)))
    for at in sorted(ours.cells.keys() | theirs.cells.keys()):
        left, right = ours.cells.get(at), theirs.cells.get(at)
        if not same(left, right):
            found.append(Difference(f"{ours.name}!{values.address(*at)}", left, right,
                                    reason_of(left, right, reasons)))
        elif at in theirs.shown and theirs.shown[at] and ours.shown.get(at) != theirs.shown[at]:
            found.append(Difference(f"{ours.name}!{values.address(*at)}: text", ours.shown.get(at),
                                    theirs.shown[at]))
    return outcome


def compare(ours, theirs, reasons):
    """Sheets are paired by name, in the order of both."""
    outcome = Outcome()
    left = {sheet.name: sheet for sheet in ours.sheets}
    right = {sheet.name: sheet for sheet in theirs.sheets}
    for name in list(left) + [name for name in right if name not in left]:
        if name in left and name in right:
            if left[name].cells is not None:
                outcome.add(compare_sheets(left[name], right[name], reasons))
            continue
        pair = tuple(side and ("sheet", len(side.cells or ())) for side in (left.get(name), right.get(name)))
        outcome.differences.append(Difference(f"sheet {name}", *pair, reason_of(*pair, reasons)))
    common = [[name for name in side if name in left and name in right] for side in (left, right)]
    if common[0] != common[1] or len(left) != len(ours.sheets):
        outcome.differences.append(Difference("order of sheets", *common))
    return outcome
