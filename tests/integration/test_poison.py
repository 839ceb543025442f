"""test_poison.py - pages that crash, hang or eat memory: one dead letter each, nobody else harmed.

Needs the debug build (make DEBUG=1), in which the engine does what these texts tell it to do.
"""
import pages
from bench import Skipped, require, say

POISON = {"JICENG-TEST-CRASH": "crashed", "JICENG-TEST-LOOP": "time_limit",
          "JICENG-TEST-EAT-MEMORY": "memory_limit"}
LIMITS = ("--page-timeout", "3s", "--page-memory", "128MiB", "--lane-memory", "512MiB")


def test_poison(bench):
    if not bench.debug_program.exists():
        raise Skipped("no debug build: make DEBUG=1")
    clean, poisoned, letters, at = pages.pages(240, seed=8), [], {}, 0
    for text, reason in POISON.items():
        page = pages.page(900000 + at, body=text)
        letters[page.key] = (page.value, page.headers, reason)
        poisoned.append(page)
        at += 1
    letters.update({page.key: (page.value, page.headers, "bad_envelope")
                    for page in clean if page.dead})
    mixed = clean[:60] + [poisoned[0]] + clean[60:120] + [poisoned[1]] + clean[120:180] + \
        [poisoned[2]] + clean[180:]
    expected = bench.expect(clean)
    topics = bench.topics()
    topics.send(mixed)
    worker = bench.worker(topics, *LIMITS, program=bench.debug_program, lanes=2)
    topics.wait_done(120)
    require([] if worker.alive() else ["the supervisor died"])
    code = worker.stop()
    require([] if code == 0 else [f"exit code {code} on SIGTERM"])
    say(**bench.verdict(topics, mixed, expected, letters))
