#!/usr/bin/python3
"""Runs the integration tests on a real Kafka: run.py [--full] [WORD...]

WORDs choose tests by parts of their names. --full uses the sizes of the acceptance test (5,000 pages).
JICENG_SEED makes the random faults repeatable; the seed is printed. Ends with a line
'N passed, N failed, N skipped'; without Kafka all tests are skipped, loudly, unless
JICENG_REQUIRE_KAFKA=1 makes that a failure.
"""
import os
import subprocess
import sys
import time
import traceback
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "integration"))


def start_kafka(brokers):
    """(servers, None) or (None, why not)."""
    done = subprocess.run([ROOT / "tests/tools/kafka.sh", "start", "--brokers", str(brokers)],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, text=True)
    sys.stderr.write(done.stderr)
    if done.returncode == 0:
        return done.stdout.strip(), None
    if done.returncode == 3:
        return None, done.stderr.strip()
    sys.exit(1)


def run(test, servers, options):
    """'passed', 'failed' or 'skipped', said in one line with the time it took."""
    from bench import Bench, Failed, Skipped
    bench = Bench(servers, test.__name__.removeprefix("test_"), ROOT / "build/jiceng",
                  ROOT / "build/debug/jiceng")
    bench.full, bench.seed, bench.brokers = options["full"], options["seed"], options["brokers"]
    began, result, why = time.monotonic(), "passed", ""
    try:
        test(bench)
    except Skipped as reason:
        result, why = "skipped", str(reason)
    except Failed as reason:
        result, why = "failed", f"{reason}\n    logs: {bench.folder}"
    except Exception:  # pylint: disable=broad-except
        result, why = "failed", traceback.format_exc()
    finally:
        bench.close()
    print(f"{result.upper() if result != 'passed' else 'ok':7} {bench.name} "
          f"({time.monotonic() - began:.1f} s) {why}", flush=True)
    return result


def main(modules, description, brokers=1):
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    if os.environ.get("JICENG_TEST_BROKERS"):
        brokers = 1  # as many as there are; we cannot stop and start them
    options = {"full": "--full" in sys.argv, "brokers": brokers,
               "seed": int(os.environ.get("JICENG_SEED") or time.time())}
    tests = [function for module in modules for name, function in vars(module).items()
             if name.startswith("test_") and (not words or any(word in name for word in words))]
    servers, why = start_kafka(brokers)
    if not servers:
        print(f"SKIPPED all {len(tests)} {description} tests: {why}")
        print(f"0 passed, 0 failed, {len(tests)} skipped")
        return 0
    print(f"{description} tests on Kafka at {servers}, JICENG_SEED={options['seed']}", flush=True)
    try:
        results = [run(test, servers, options) for test in tests]
    finally:
        subprocess.run([ROOT / "tests/tools/kafka.sh", "stop"], check=False)
    print(f"{results.count('passed')} passed, {results.count('failed')} failed, "
          f"{results.count('skipped')} skipped")
    return 1 if "failed" in results else 0


if __name__ == "__main__":
    import test_bad_input
    import test_delivery
    import test_oracle
    import test_poison
    sys.exit(main([test_oracle, test_delivery, test_poison, test_bad_input], "integration"))
