"""test_delivery.py - each page exactly once, whatever happens to lanes and workers."""
import os
import random
import re
import signal
import subprocess
import threading
import time

import oracle
import pages
from bench import ROOT, Failed, require, say, wait_until

SAMPLES = ROOT / "deploy" / "demo" / "pages"
DEAD_SAMPLES = {"13-half.html.gz": "undecodable", "14-broken-envelope.json": "bad_envelope"}


def load(bench, topics, *files):
    done = subprocess.run([str(bench.program), "load", "--brokers", topics.cluster.servers,
                           "--input-topic", topics.raw, *map(str, files)],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        raise Failed(f"load: exit {done.returncode}: {done.stderr.decode()[-300:]}")


def test_samples_round_trip(bench):
    """The demo's pages through the broker give what `extract` gives of the files."""
    topics = bench.topics(articles=True)
    files = sorted(path for path in SAMPLES.iterdir() if path.name[0].isdigit())
    load(bench, topics, *files)
    worker = bench.worker(topics, lanes=2)
    topics.wait_done(60)
    code = worker.stop()
    require([] if code == 0 else [f"exit code {code} on SIGTERM"])
    events, outcomes, dead = topics.read()
    expected = oracle.offline_events(
        str(bench.program), [file for file in files if file.name not in DEAD_SAMPLES])
    problems = oracle.compare_bags("events", expected,
                                   [oracle.without_origin(record.value) for record in events])
    problems += oracle.check_books(len(files), outcomes, events, dead)
    reasons = sorted(dict(record.headers)["jiceng.error.reason"].decode() for record in dead)
    if reasons != sorted(DEAD_SAMPLES.values()):
        problems.append(f"dead letters {reasons}")
    values = {record.value for record in dead}
    problems += [f"{name}: its dead letter does not hold its bytes" for name in DEAD_SAMPLES
                 if (SAMPLES / name).read_bytes() not in values]
    problems += oracle.check_schemas(events, outcomes, dead, bench.cluster.read(topics.articles))
    require(problems)
    say(pages=len(files), events=len(events), dead_letters=len(dead))


def test_headers(bench):
    """What comes with a page goes on to every record made from it."""
    topics = bench.topics()
    some = pages.pages(60, seed=3)
    topics.send(some)
    bench.worker(topics)
    topics.wait_done(60)
    events, outcomes, dead = topics.read()
    problems, serials = [], {page.key.decode(): dict(page.headers)["traceparent"] for page in some}
    for record in events + outcomes:
        headers, value = dict(record.headers), oracle.json.loads(record.value)
        url = value["article"]["url"] if "article" in value else value["url"]
        # the trace goes on; the span may be the worker's own
        if url and (headers.get("traceparent") or b"")[:35] != serials[url][:35]:
            problems.append(f"{record.topic}: traceparent {headers.get('traceparent')} for {url}")
    for record in dead:
        if record.headers[0][0] != "content-type":
            problems.append("dead letter: the page's own headers do not come first")
    require(problems[:5])


def test_lanes_and_runs_agree(bench):
    """The same pages with 1 lane and with 4, twice each: the same bytes."""
    some = pages.pages(500 if bench.full else 300, seed=4)
    seen = {}
    for lanes in (1, 4):
        for attempt in (1, 2):
            topics = bench.topics(f"-{lanes}-{attempt}")
            topics.send(some)
            worker = bench.worker(topics, lanes=lanes)
            topics.wait_done(120)
            worker.stop()
            events, outcomes, _ = topics.read()
            seen[lanes, attempt] = (sorted(oracle.without_origin(r.value) for r in events),
                                    sorted(oracle.without_origin(r.value) for r in outcomes))
    first = seen[1, 1]
    problems = [] if first[0] else ["no events at all"]
    for run, records in seen.items():
        problems += oracle.compare_bags(f"{run} events", first[0], records[0])
        problems += oracle.compare_bags(f"{run} outcomes", first[1], records[1])
    require(problems)
    say(pages=len(some), runs=len(seen), events=len(first[0]))


class Killer(threading.Thread):
    """kill -9 of a random lane every `pause` seconds until stopped."""

    def __init__(self, workers, seed, pause=2.0):
        super().__init__(daemon=True)
        self.workers, self.chance, self.pause = workers, random.Random(seed), pause
        self.over, self.killed = threading.Event(), 0

    def run(self):
        while not self.over.wait(self.pause):
            lanes = [lane for worker in self.workers for lane in worker.lanes()]
            if lanes:
                try:
                    os.kill(self.chance.choice(lanes), signal.SIGKILL)
                    self.killed += 1
                except ProcessLookupError:
                    pass

    def stop(self):
        self.over.set()
        self.join()


def test_lane_kills(bench):
    """kill -9 of a random lane every 2 s under load: one outcome a page, events exact."""
    some = pages.pages(5000 if bench.full else 1000, seed=bench.seed)
    seconds = 30 if bench.full else 12
    expected = bench.expect(some)
    topics = bench.topics()
    # half is there at once; the rest comes while lanes are killed
    topics.send(some[:len(some) // 2])
    worker = bench.worker(topics, lanes=3)
    killer = Killer([worker], bench.seed)
    killer.start()
    rest = some[len(some) // 2:]
    topics.send(rest, pause=seconds / len(rest))
    # On a busy machine the killer is late; how many it kills is a condition, not a matter of time.
    wait_until(lambda: killer.killed >= seconds // 2, 180, "enough lanes to be killed")
    killer.stop()
    topics.wait_done(180)
    require([] if worker.alive() else ["the supervisor died"])
    code = worker.stop()
    require([] if code == 0 else [f"exit code {code} on SIGTERM"])
    say(lanes_killed=killer.killed, committed=bench.cluster.committed(topics.group, topics.raw),
        **bench.verdict(topics, some, expected))


def test_sigterm_under_load(bench):
    """SIGTERM at any moment: exit 0 within the grace period, the next worker goes on, all exact."""
    some = pages.pages(800, seed=5)
    expected = bench.expect(some)
    topics = bench.topics()
    topics.send(some)
    chance, stops = random.Random(bench.seed), 0
    for _ in range(4):
        worker = bench.worker(topics, lanes=2)
        time.sleep(chance.uniform(0.2, 4))
        began = time.monotonic()
        code = worker.stop(30)
        stops += 1
        require([] if code == 0 else [f"exit code {code} on SIGTERM"])
        require([] if time.monotonic() - began < 15 else ["SIGTERM took over 15 s"])
    bench.worker(topics, lanes=2)
    topics.wait_done(120)
    say(stops=stops, **bench.verdict(topics, some, expected))


def test_at_least_once(bench):
    """At-least-once loses nothing when lanes are killed, and repeats the same bytes only."""
    some = pages.pages(400, seed=6)
    expected = bench.expect(some)
    topics = bench.topics()
    topics.send(some[:200])
    worker = bench.worker(topics, lanes=2, delivery="at-least-once")
    killer = Killer([worker], bench.seed)
    killer.start()
    topics.send(some[200:], pause=0.03)
    killer.stop()
    topics.wait_done(120)
    worker.stop()
    events, outcomes, _ = topics.read()
    found = {oracle.without_origin(record.value) for record in events}
    problems = oracle.compare_bags("events", set(expected), found)
    if len({record.key for record in outcomes}) != len(some):
        problems.append(f"outcomes for {len({r.key for r in outcomes})} of {len(some)} pages")
    require(problems + oracle.check_schemas(events, outcomes))
    say(lanes_killed=killer.killed, repeated=len(events) - len(expected))


def test_metrics(bench):
    """/livez, /readyz and /metrics answer, and the counters close the books."""
    from urllib.request import urlopen
    some = pages.pages(150, seed=7)
    topics = bench.topics()
    topics.send(some)
    worker = bench.worker(topics, lanes=2)
    topics.wait_done(60)

    def get(path):
        with urlopen(f"http://127.0.0.1:{worker.port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()

    problems = [f"{path}: {get(path)}" for path in ("/livez", "/readyz") if get(path)[0] != 200]

    def counted():
        text = get("/metrics")[1]
        return sum(float(value) for value in
                   re.findall(r"^jiceng_pages_total\{[^}]*\} (\S+)$", text, re.M))

    wait_until(lambda: counted() == len(some), 10, f"jiceng_pages_total {counted()} = {len(some)}")
    require(problems)
