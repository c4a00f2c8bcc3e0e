"""Reads an XLS file with xlrd, as bench_xls compares it: xlrd_read.py FILE TIMES.

Prints cells that are not empty, the median milliseconds and the process's peak memory in MiB.
"""
import resource
import statistics
import sys
import time

import xlrd

EMPTY = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)

took = []
for _ in range(int(sys.argv[2])):
    begun = time.perf_counter()
    book = xlrd.open_workbook(sys.argv[1])
    took.append((time.perf_counter() - begun) * 1000)
cells = sum(
    kind not in EMPTY
    for sheet in book.sheets()
    for row in range(sheet.nrows)
    for kind in sheet.row_types(row)
)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(cells, statistics.median(took), peak)
