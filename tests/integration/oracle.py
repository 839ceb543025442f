"""oracle.py - what must be on the output topics, computed offline, and how what is there differs.

engine_process() is pure, so `jiceng extract` on the same pages gives the exact bytes that the worker
must publish, but for provenance.origin. Verdicts are lists of sentences: empty means exact.
"""
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "tools"))
import validate  # noqa: E402 - tests/tools/validate.py, the validator shared with the corpus tests

ORIGIN = re.compile(rb'"origin":(?:null|\{"topic":"[^"]*","partition":\d+,"offset":\d+\})')
STATUSES = ("extracted", "no_initiatives", "not_article", "dead_lettered")
ERROR = "jiceng.error."


def without_origin(value):
    return ORIGIN.sub(b'"origin":null', value)


def offline_events(program, files):
    """The events of these page files, as bytes without origin, in order."""
    files, events = [str(file) for file in files], []
    for at in range(0, len(files), 500):
        done = subprocess.run([program, "extract", *files[at:at + 500]], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False)
        if done.returncode:
            raise RuntimeError(f"extract: exit {done.returncode}: {done.stderr.decode()[-500:]}")
        events += [without_origin(line) for line in done.stdout.splitlines()]
    return events


def expect(program, pages, folder):
    """The events of generated pages; writes them to folder as the files that extract reads."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for page in pages:
        if not page.dead:
            (folder / page.name).write_bytes(page.value)
            files.append(folder / page.name)
    return offline_events(program, files)


def few(items):
    shown = [str(item)[:160] for item in items]
    return "; ".join(shown[:3]) + (f" … ({len(shown)})" if len(shown) > 3 else "")


def compare_bags(what, wanted, found):
    wanted, found, problems = Counter(wanted), Counter(found), []
    if wanted - found:
        problems.append(f"{what} missing: {few((wanted - found).elements())}")
    if found - wanted:
        problems.append(f"{what} too many: {few((found - wanted).elements())}")
    return problems


def check_order(records):
    """Within an output partition, the records of one source partition keep its order."""
    last, problems = {}, []
    for record in records:
        origin = json.loads(record.value)["provenance"]["origin"]
        if origin is None:
            return [f"no origin in {record.key}"]
        place = (record.topic, record.partition, origin["partition"])
        if origin["offset"] < last.get(place, -1):
            problems.append(f"{record.topic}/{record.partition}: offset {origin['offset']} of source "
                            f"partition {origin['partition']} after {last[place]}")
        last[place] = origin["offset"]
    return problems[:3]


def check_books(n_pages, outcomes, events, letters):
    """EVENTS.md: pages in = outcomes = sum of the statuses; events = sum of event_ids."""
    problems, rows = [], [json.loads(record.value) for record in outcomes]
    count = Counter(row["status"] for row in rows)
    if len(rows) != n_pages:
        problems.append(f"{n_pages} pages, {len(rows)} outcomes")
    if set(count) - set(STATUSES):
        problems.append(f"unknown statuses {set(count) - set(STATUSES)}")
    if count["dead_lettered"] != len(letters):
        problems.append(f"{count['dead_lettered']} dead-lettered outcomes, {len(letters)} dead letters")
    listed = [identity for row in rows for identity in row["event_ids"]]
    problems += compare_bags("event_ids", listed, [record.key.decode() for record in events])
    for row in rows:
        if (row["status"] == "extracted") != bool(row["event_ids"]):
            problems.append(f"{row['page_id']}: {row['status']} with {len(row['event_ids'])} events")
    problems += [f"two outcomes for {key}" for key, n in
                 Counter(record.key for record in outcomes).items() if n > 1][:3]
    return problems


def check_letters(wanted, letters):
    """wanted: {raw key: (value, headers, reason)}; dead letters keep all three of the page's."""
    problems = compare_bags("dead letters", list(wanted), [record.key for record in letters])
    for record in letters:
        if record.key not in wanted:
            continue
        value, headers, reason = wanted[record.key]
        named = dict(record.headers)
        found = (named.get(ERROR + "reason") or b"").decode()
        if record.value != value:
            problems.append(f"dead letter {record.key}: not the value that came in")
        if record.headers[:len(headers)] != list(headers):
            problems.append(f"dead letter {record.key}: not the headers that came in")
        if found != reason:
            problems.append(f"dead letter {record.key}: reason {found}, wanted {reason}")
        if record.timestamp < int(named.get(ERROR + "timestamp") or 0):
            problems.append(f"dead letter {record.key}: stamped before the page's own time")
    return problems


def check_schemas(events=(), outcomes=(), letters=(), articles=()):
    """Every record is valid; the record's key and CloudEvents headers agree with its value."""
    problems = []
    for name, records, key in (("initiative-event", events, "event_id"),
                               ("page-outcome", outcomes, "page_id"),
                               ("clean-article", articles, None)):
        check = validate.validator(name)
        for record in records:
            value = json.loads(record.value)
            problems += [f"{name} {record.key}: {error.json_path}: {error.message[:120]}"
                         for error in check.iter_errors(value)]
            if key and value.get(key) != record.key.decode():
                problems.append(f"{name}: key {record.key} is not its {key}")
            headers = dict(record.headers)
            for header in ("ce_specversion", "ce_id", "ce_source", "ce_type"):
                if header not in headers:
                    problems.append(f"{name} {record.key}: no header {header}")
    check = validate.validator("dead-letter-headers")
    for record in letters:
        headers = {name: None if value is None else value.decode("utf-8", "replace")
                   for name, value in record.headers}
        problems += [f"dead letter {record.key}: {error.json_path}: {error.message[:120]}"
                     for error in check.iter_errors(headers)]
    return [f"schema: {problem}" for problem in problems[:5]]
