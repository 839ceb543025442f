"""test_chaos.py - exactly once, exact to the byte, under faults of lanes, pods and brokers.

Each test trickles pages in while a fault is repeated, then lets the worker finish and asks the oracle.
JICENG_SEED repeats the same choices; --full makes each test four times as long.
"""
import os
import random
import signal
import subprocess
import threading
import time

import pages
from bench import ROOT, Skipped, require, say

KAFKA = ROOT / "tests" / "tools" / "kafka.sh"
RATE = 25  # pages a second


def kafka(*words):
    subprocess.run([str(KAFKA), *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def under(bench, fault, seconds, lanes=3, pods=1):
    """Runs fault(workers, chance, over) in a thread while pages come in; then the verdict."""
    seconds *= 4 if bench.full else 1
    some = pages.pages(RATE * seconds, seed=bench.seed)
    expected = bench.expect(some)
    topics = bench.topics()
    workers = [bench.worker(topics, lanes=lanes, name=f"pod{i}") for i in range(pods)]
    over, facts, trouble = threading.Event(), {"faults": 0}, []

    def faults():
        try:
            for what in fault(bench, topics, workers, random.Random(bench.seed), over):
                facts["faults"] += 1
                facts["last"] = what
        except Exception as problem:  # pylint: disable=broad-except
            trouble.append(repr(problem))

    thread = threading.Thread(target=faults, daemon=True)
    thread.start()
    topics.send(some, pause=1 / RATE)
    over.set()
    thread.join(120)
    require(trouble)
    require([] if facts["faults"] else ["no fault came about"])
    topics.wait_done(240)
    for worker in workers:
        code = worker.stop() if worker.alive() else worker.process.returncode
        require([] if code in (0, -signal.SIGKILL) else [f"a worker ended with {code}: {worker.log}"])
    say(**facts, **bench.verdict(topics, some, expected))


def lanes_of(workers):
    return [lane for worker in workers if worker.alive() for lane in worker.lanes()]


def send_signal(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def test_lanes_killed(bench):
    """T2: kill -9 of a lane at random moments."""
    def fault(_bench, _topics, workers, chance, over):
        while not over.wait(chance.uniform(0.5, 2.5)):
            lanes = lanes_of(workers)
            if lanes:
                send_signal(chance.choice(lanes), signal.SIGKILL)
                yield "lane killed"
    under(bench, fault, 30)


def test_pods_killed(bench):
    """T3: a whole pod dies at once, and another with new transactional ids takes its place."""
    def fault(bench, topics, workers, chance, over):
        while not over.wait(chance.uniform(4, 7)):
            at = chance.randrange(len(workers))
            workers[at].kill()
            workers[at] = bench.worker(topics, lanes=2, name=f"pod{time.monotonic_ns()}")
            yield "pod killed"
    under(bench, fault, 30, lanes=2, pods=2)


def test_lanes_paused(bench):
    """T8, T9: a lane sleeps longer than its session, at times longer than its transaction."""
    def fault(_bench, _topics, workers, chance, over):
        while not over.is_set():
            lanes = lanes_of(workers)
            if not lanes:
                over.wait(1)
                continue
            lane, pause = chance.choice(lanes), chance.choice([8, 15])
            send_signal(lane, signal.SIGSTOP)
            time.sleep(pause)
            send_signal(lane, signal.SIGCONT)
            yield f"lane paused {pause} s"
            over.wait(2)
    under(bench, fault, 40)


def brokers_fault(down, up, words):
    def fault(_bench, _topics, _workers, chance, over):
        while not over.wait(3):
            number = chance.randint(1, 3)
            kafka(down, number)
            time.sleep(chance.uniform(1, 6) if down != "pause" else 20)
            kafka(up, number)
            yield f"broker {number} {words}"
            over.wait(5)
    return fault


def test_brokers_restarted(bench):
    """T5: clean restarts of one broker after the other."""
    if bench.brokers < 3:
        raise Skipped("needs three brokers of our own")
    under(bench, brokers_fault("term", "up", "restarted"), 40)


def test_brokers_killed(bench):
    """T6: kill -9 of brokers, coordinators among them."""
    if bench.brokers < 3:
        raise Skipped("needs three brokers of our own")
    under(bench, brokers_fault("kill", "up", "killed and started"), 40)


def test_brokers_paused(bench):
    """T10: a broker stands still for 20 s, then goes on as if nothing had happened."""
    if bench.brokers < 3:
        raise Skipped("needs three brokers of our own")
    under(bench, brokers_fault("pause", "resume", "paused 20 s"), 50)
