"""bench.py - what the tests stand on: topics with their own names, workers as processes, waiting.

A worker's log goes to build/integration/TEST/worker-N.log and is what to read when a test fails.
"""
import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import oracle
from kafka import Cluster

ROOT = oracle.ROOT


class Failed(Exception):
    """The test found something wrong; the text says what."""


class Skipped(Exception):
    """The test cannot run here; the text says why."""


def require(problems, what=""):
    if problems:
        raise Failed(what + ("\n    " if len(problems) > 1 else "") + "\n    ".join(problems))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(true, seconds, what):
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise Failed(f"{what}: not within {seconds} s")
        time.sleep(0.2)


class Topics:
    """The topics of one test, and its group."""

    def __init__(self, cluster, name, partitions=6, articles=False, **config):
        self.cluster, self.partitions = cluster, partitions
        self.group = name
        self.raw, self.events, self.outcomes, self.letters = (
            f"{name}.raw", f"{name}.events", f"{name}.outcomes", f"{name}.dlq")
        self.articles = f"{name}.articles" if articles else None
        wanted = {self.raw: partitions, self.events: 3, self.outcomes: 3, self.letters: 1}
        if articles:
            wanted[self.articles] = 3
        cluster.create(wanted, **config)

    def outputs(self):
        return [self.events, self.outcomes, self.letters] + ([self.articles] if self.articles else [])

    def send(self, pages, pause=0):
        """pause: seconds between pages, so that faults meet the work half done."""
        with self.cluster.producer() as producer:
            for page in pages:
                producer.send(self.raw, page.value, page.key, page.headers)
                if pause:
                    time.sleep(pause)

    def done(self):
        """All input is committed: the group stands at the end of each partition."""
        ends = self.cluster.ends(self.raw, True)
        return [offset or 0 for offset in self.cluster.committed(self.group, self.raw)] == ends

    def wait_done(self, seconds):
        try:
            wait_until(self.done, seconds, "input committed to its end")
        except Failed as failure:
            raise Failed(f"{failure}; committed {self.cluster.committed(self.group, self.raw)} of "
                         f"{self.cluster.ends(self.raw, True)}") from None

    def read(self):
        """(events, outcomes, dead letters) as read_committed readers see them."""
        records = self.cluster.read(self.events, self.outcomes, self.letters)
        return ([r for r in records if r.topic == self.events],
                [r for r in records if r.topic == self.outcomes],
                [r for r in records if r.topic == self.letters])


class Worker:
    """One `jiceng worker` with its supervisor and lanes."""

    count = 0

    def __init__(self, bench, topics, *options, program=None, lanes=1, delivery="exactly-once",
                 name=None):
        Worker.count += 1
        self.port = free_port()
        self.log = bench.folder / f"worker-{Worker.count}.log"
        arguments = [str(program or bench.program), "worker", "--brokers", topics.cluster.servers,
                     "--group", topics.group, "--input-topic", topics.raw,
                     "--events-topic", topics.events, "--outcomes-topic", topics.outcomes,
                     "--dlq-topic", topics.letters, "--delivery", delivery, "--lanes", str(lanes),
                     "--http-address", f"127.0.0.1:{self.port}", "--log-format", "text",
                     # the debug build lies in another folder than the gazetteer
                     "--gazetteer", str(ROOT / "build" / "gazetteer.bin"),
                     "--session-timeout", "6s", "--transaction-timeout", "10s"]
        if topics.articles:
            arguments += ["--articles-topic", topics.articles]
        if name:  # a second pod on this host needs transactional ids of its own
            arguments += ["--transactional-prefix", name]
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(arguments + list(options), stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL)
        bench.workers.append(self)

    def lanes(self):
        """Process ids of the lanes that live now."""
        pid = self.process.pid
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        except OSError:
            return []
        return [int(child) for child in children]

    def alive(self):
        return self.process.poll() is None

    def stop(self, seconds=30):
        """SIGTERM; the exit code."""
        if self.alive():
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failed(f"SIGTERM: still there after {seconds} s (log: {self.log})") from None

    def kill(self):
        """The whole pod at once."""
        for pid in [self.process.pid, *self.lanes()]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()

    def said(self):
        return self.log.read_text("utf-8", "replace")


class Bench:
    """One test's surroundings."""

    def __init__(self, servers, name, program, debug_program=None):
        self.cluster = Cluster(servers)
        self.name, self.program, self.debug_program = name, program, debug_program
        self.folder = ROOT / "build" / "integration" / name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.workers = []

    def topics(self, suffix="", **settings):
        stamp = f"{os.getpid()}-{time.monotonic_ns() // 1000000 % 1000000}"
        return Topics(self.cluster, f"{self.name}{suffix}-{stamp}", **settings)

    def worker(self, topics, *options, **settings):
        return Worker(self, topics, *options, **settings)

    def expect(self, pages, suffix=""):
        return oracle.expect(self.program, pages, self.folder / f"pages{suffix}")

    def close(self):
        for worker in self.workers:
            if worker.alive():
                worker.kill()

    def verdict(self, topics, pages, expected, letters=None, times=2):
        """The whole oracle: what is on the topics is exactly what the pages give. Reads twice."""
        letters = letters or {page.key: (page.value, page.headers, "bad_envelope")
                              for page in pages if page.dead}
        require([] if expected else ["the pages give no events at all: nothing would be shown"])
        for _ in range(times):
            events, outcomes, dead = topics.read()
            problems = oracle.compare_bags(
                "events", expected, [oracle.without_origin(record.value) for record in events])
            problems += oracle.check_order(events) + oracle.check_order(outcomes)
            problems += oracle.check_books(len(pages), outcomes, events, dead)
            problems += oracle.check_letters(letters, dead)
            problems += oracle.check_schemas(events, outcomes, dead)
            open_ = self.cluster.open_transactions(topics.raw, *topics.outputs())
            problems += [f"open transaction: {topic}/{i}" for topic, i in open_]
            require(problems)
        return {"pages": len(pages), "outcomes": len(outcomes), "events": len(events),
                "dead_letters": len(dead)}


def say(**facts):
    print("  " + json.dumps(facts, ensure_ascii=False), flush=True)
