#!/usr/bin/env python3
"""Times `panel import police-uk` against polars on the same street files, at equal counts.

    pip install polars==2.1.0
    cargo build --release -p panel-police-uk --example count
    python docs/benchmarks/police_uk_against_polars.py

The program that is timed is the reader alone, `crates/police-uk/examples/count.rs`, which prints what
`panel import police-uk` writes; `--program "panel import police-uk"` times the command itself. The
files are made of the rows of the three real files in tests/fixtures/police-uk, drawn with a seed and
given other months: as many rows a month, the same words, lengths and quoted commas.

Each run of ours is a process of its own, from its start to its end. polars is timed inside this
process, after it is imported, with the file list in hand: what both start with is not held against it.
Besides the time on the clock stands the time of the processors, which other work on the machine changes
little. Both read every file; ours checks the header, the encoding, the number of columns, the month and both
names of the force in every row besides, which polars is not asked to do.
"""

import argparse
import csv
import io
import os
import random
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import polars

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = ROOT / "tests/fixtures/police-uk/leicestershire-2014-07-to-2014-09.zip"
FORCE = "leicestershire"


def month_after(start, months):
    year, month = start
    index = year * 12 + month - 1 + months
    return f"{index // 12}-{index % 12 + 1:02}"


def make(folder, files, seed):
    """Writes street files of consecutive months; gives their paths and sizes."""
    draw = random.Random(seed)
    with zipfile.ZipFile(FIXTURE) as archive:
        tables = [archive.read(name).decode().split("\r\n") for name in sorted(archive.namelist())]
    header = tables[0][0]
    # The month is the second field of every row, and the first may not hold a comma.
    rows = [row.split(",", 2) for table in tables for row in table[1:] if row]
    lengths = [len(table) - 2 for table in tables]
    paths = []
    for number in range(files):
        month = month_after((2013, 5), number)
        path = folder / month / f"{month}-{FORCE}-street.csv"
        path.parent.mkdir()
        drawn = draw.choices(rows, k=draw.choice(lengths))
        text = "".join(f"{crime},{month},{rest}\r\n" for crime, _, rest in drawn)
        path.write_bytes(f"{header}\r\n{text}".encode())
        paths.append(path)
    return paths


def processors(whose):
    """Seconds that processors have worked so far."""
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def timed(whose, work):
    """What `work` gives, its seconds on the clock, and those of the processors."""
    begun, used = time.perf_counter(), processors(whose)
    done = work()
    return done, (time.perf_counter() - begun, processors(whose) - used)


def with_panel(program, folder):
    """Counts by month and category, from what the program prints or writes."""
    out = folder.parent / "counts.csv"
    command = [*program, FORCE, str(folder)]
    if program[-1] == "police-uk":
        command = [*program, str(folder), "--force", FORCE, "--out", str(out)]
    done, taken = timed(
        resource.RUSAGE_CHILDREN, lambda: subprocess.run(command, check=True, capture_output=True)
    )
    text = out.read_text() if out.exists() else done.stdout.decode()
    counts = {}
    for row in csv.DictReader(io.StringIO(text)):
        if row["count"] != "0":
            counts[row["month"], row["series"].removeprefix("police-uk/")] = int(row["count"])
    return taken, counts


def with_polars(paths):
    """The same with polars: its lazy reader, which reads only the columns that are asked for."""
    query = (
        polars.scan_csv(paths, infer_schema=False)
        .group_by("Month", "Falls within", "Crime type")
        .len()
    )
    table, taken = timed(resource.RUSAGE_SELF, query.collect)
    return taken, {
        (month, category.lower().replace(" ", "-")): count
        for month, _, category, count in table.iter_rows()
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=120)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--program", default=str(ROOT / "target/release/examples/count"))
    arguments = parser.parse_args()
    program = shlex.split(arguments.program)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "street"
        folder.mkdir()
        paths = make(folder, arguments.files, arguments.seed)
        size = sum(path.stat().st_size for path in paths) / 1e6
        ours, theirs = [], []
        # Turn and turn about, so that what else the machine does falls on both; the first is not kept.
        for run in range(arguments.runs + 1):
            taken_ours, counts_ours = with_panel(program, folder)
            taken_theirs, counts_theirs = with_polars(paths)
            if counts_ours != counts_theirs:
                sys.exit("the counts differ")
            if run:
                ours.append(taken_ours)
                theirs.append(taken_theirs)
        rows = sum(counts_ours.values())
    print(f"{len(paths)} files, {size:.0f} MB, {rows:,} rows, {os.cpu_count()} cores, {arguments.runs} runs")
    print(f"load {os.getloadavg()[0]:.1f}; seconds:    clock: median   best   processors: median   best")
    medians = []
    for name, times in [("panel", ours), (f"polars {polars.__version__}", theirs)]:
        clock, work = zip(*times)
        medians.append((statistics.median(clock), statistics.median(work)))
        print(
            f"{name:24} {statistics.median(clock):13.3f} {min(clock):6.3f}"
            f" {statistics.median(work):20.3f} {min(work):6.3f}"
        )
    (clock, work), (clock_theirs, work_theirs) = medians
    print(
        f"equal counts; polars takes {clock_theirs / clock:.2f} times as long by the clock"
        f" and {work_theirs / work:.2f} times the work of processors (medians)"
    )


if __name__ == "__main__":
    main()
