#!/usr/bin/python3
"""How fast is the engine, and how much memory does it take? One process, one core, whole program.

Two sets: 2,000 generated envelopes (tests/integration/pages.py; small), and the saved web pages of
../shared/bench-clean/zh where they are there. For each the median of five runs of `jiceng clean` and
`jiceng extract`; the start-up (lexicons, gazetteer) is measured with one page and taken off.
"""
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "integration"))
import pages  # noqa: E402

RUNS = 5


def once(command, files):
    """(seconds of processor time, peak resident MB) of one run."""
    process = subprocess.Popen([ROOT / "build/jiceng", command, *files], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(what, files):
    size = sum(os.path.getsize(file) for file in files) / 1e6
    for command in ("clean", "extract"):
        start = statistics.median(once(command, files[:1])[0] for _ in range(RUNS))
        runs = [once(command, files) for _ in range(RUNS)]
        seconds = max(statistics.median(run[0] for run in runs) - start, 1e-3)
        print(f"{what:22} {command:8} {len(files) / seconds:8.0f} pages/s {size / seconds:7.1f} MB/s "
              f"{max(run[1] for run in runs):6.0f} MB peak   start {start * 1000:.0f} ms", flush=True)


def main():
    began, folder = time.monotonic(), ROOT / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for page in pages.pages(2000, seed=2):
        if not page.dead:
            files.append(folder / page.name)
            files[-1].write_bytes(page.value)
    measure(f"generated ({sum(f.stat().st_size for f in files) // len(files)} B)", files)
    saved = sorted((ROOT / ".." / "shared" / "bench-clean" / "zh").rglob("*.html*"))
    if saved:
        measure(f"saved ({sum(f.stat().st_size for f in saved) // len(saved)} B)", saved)
    else:
        print("SKIPPED: saved web pages (../shared/bench-clean is not here)")
    print(f"{time.monotonic() - began:.0f} s in all; median of {RUNS} runs, processor time of one core")


if __name__ == "__main__":
    main()
