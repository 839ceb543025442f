#!/usr/bin/python3
"""Runs the chaos tests on three brokers: run.py [--full] [WORD...]; see tests/integration/run.py."""
import sys
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "integration"), str(HERE)]
import run  # noqa: E402 - tests/integration/run.py
import test_chaos  # noqa: E402

if __name__ == "__main__":
    sys.exit(run.main([test_chaos], "chaos", brokers=3))
