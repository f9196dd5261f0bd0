"""Whether others read the CSV reports as they were meant: the same cells, and no formula run.

    python3 benches/peers/csv_readers.py FILE.csv...

Compares each file, as Python's csv reads it, with what LibreOffice (converted to CSV again, to see
cells, and to XLSX, to see formulas) and DuckDB (package duckdb) read. Prints a table; exits with 1 where
anything differs. With --hostile FOLDER it first writes documents with hostile words, runs
`atodds analyze` (--atodds PATH) on them and takes those reports too.
"""

import argparse
import csv
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

HOSTILE = [
    '=HYPERLINK("http://example.com","x")',
    "=1+1",
    "+1-1",
    "-2+3",
    "@SUM(1;1)",
    "＝1+1",
    "=cmd|' /C calc'!A0",
    '"quoted", with; all, of it',
    "a\ttab",
    "'=1+1",
    "\u200b=1+1",
    "| pipes | and \\ strokes",
    "1/2",
    "2019-03-12",
    "1e5",
    "007",
]


def hostile(folder, atodds):
    """Three accounts that differ in a number, with hostile words as speakers and in quotes."""
    towns = "Kelmar Varel Lorn Sarn Halm Ostra Dovrin Brask Tolmin Vesk Bruun Venn Orvel Tarsk Milow Gand".split()
    docs = folder / "docs"
    docs.mkdir(parents=True)
    for number, count in enumerate(["Six", "Nine", "Nineteen"]):
        lines = ["KELMAR, March 12, 2019 (Varel Press)\n"]
        for town, bad in zip(towns, HOSTILE):
            lines.append(f"{bad}\n\n{bad}: {count} people were killed in {town} on Tuesday, police said {bad}.\n")
        (docs / f"={number}+1.txt").write_text("\n".join(lines), encoding="utf-8")
    out = folder / "out"
    subprocess.run([atodds, "analyze", docs, "--out", out, "-q"], check=True)
    return sorted(out.glob("*.csv"))


def python_cells(file):
    with open(file, encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text))


def libreoffice(file, folder, kind):
    """The file as LibreOffice saves it after opening it with UTF-8, comma, every cell as it is."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    # 44 comma, 34 quotation mark, 76 UTF-8, first line 1, English. "Detect special numbers" is off, as in
    # its window, to see cells (it makes a date of 1/2), and on to see formulas, which is the greater risk.
    special = {"csv": "false", "xlsx": "true"}[kind]
    opening = f"CSV:44,34,76,1,,1033,false,{special}"
    saving = {"csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,false", "xlsx": "xlsx"}[kind]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, "--headless", profile, f"--infilter={opening}", "--convert-to", saving, "--outdir", folder, file]
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{file.stem}.{kind}"


def office_cells(file, folder):
    return python_cells(libreoffice(file, folder, "csv"))


def office_formulas(file, folder):
    with zipfile.ZipFile(libreoffice(file, folder, "xlsx")) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
        return sum(len(re.findall(rb"<f[ >]", book.read(name))) for name in sheets)


def duck_cells(file, _):
    import duckdb

    read = duckdb.sql(f"select * from read_csv('{file}', all_varchar=true)")
    rows = [["" if cell is None else cell for cell in row] for row in read.fetchall()]
    return [read.columns, *rows]


def duck_typed(file, _):
    """With types guessed, as most people call it: rows and columns must be the same."""
    import duckdb

    read = duckdb.sql(f"select * from read_csv('{file}')")
    return [read.columns, *[[""] * len(read.columns) for _ in read.fetchall()]]


def same(a, b):
    """A spreadsheet shows numbers its own way (0.50 as 0.5) and cells break lines with LF."""
    if a.replace("\r\n", "\n") == b.replace("\r\n", "\n"):
        return True
    try:
        return float(a) == float(b)
    except ValueError:
        return False


def differences(wanted, found, shape_only=False):
    if [len(row) for row in wanted] != [len(row) for row in found]:
        return [f"{len(wanted)} rows, found {len(found)}"]
    if shape_only:
        return []
    pairs = ((a, b) for x, y in zip(wanted, found) for a, b in zip(x, y))
    return [f"{a!r} is {b!r}" for a, b in pairs if not same(a, b)]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("files", nargs="*", type=pathlib.Path)
    arguments.add_argument("--hostile", type=pathlib.Path)
    arguments.add_argument("--atodds", default="target/release/atodds")
    arguments = arguments.parse_args()
    files = [file.resolve() for file in arguments.files]
    if arguments.hostile:
        files += hostile(arguments.hostile.resolve(), arguments.atodds)
    readers = [("LibreOffice", office_cells, False), ("DuckDB", duck_cells, False), ("DuckDB, types guessed", duck_typed, True)]
    wrong = False
    print("| file | rows | cells |", " | ".join(name for name, _, _ in readers), "| formulas |")
    print("|---|---|---|" + "---|" * (len(readers) + 1))
    for file in files:
        wanted = python_cells(file)
        said, details = [], []
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            for name, read, shape_only in readers:
                differ = differences(wanted, read(file, folder), shape_only)
                said.append(f"{len(differ)} differ" if differ else "same")
                details += [f"{name}: {what}" for what in differ[:5]]
            formulas = office_formulas(file, folder)
        wrong |= bool(details) or formulas > 0
        cells = sum(len(row) for row in wanted)
        print(f"| {file.parent.name}/{file.name} | {len(wanted) - 1} | {cells} |", " | ".join(said), f"| {formulas} |")
        for detail in details:
            print("   ", detail, file=sys.stderr)
    sys.exit(wrong)


main()
