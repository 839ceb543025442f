"""test_bad_input.py - wrong options, missing things and broken values: one clear line, the documented
exit code or dead-letter reason, nothing lost."""
import gzip
import subprocess

import pages
from bench import require, say, wait_until

CONFIG = 2  # exit code of a wrong configuration; never worth a restart


def said(bench, *arguments, seconds=60):
    done = subprocess.run([str(bench.program), *map(str, arguments)], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, timeout=seconds, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def refused(bench, wanted_code, words, *arguments, lines=1, seconds=60):
    """Problems unless the command ends with that code and at most `lines` lines that hold words."""
    code, _, text = said(bench, *arguments, seconds=seconds)
    what, problems = " ".join(map(str, arguments))[:120], []
    if code != wanted_code:
        problems.append(f"{what}: exit {code}, documented {wanted_code}: {text[:300]}")
    if not 1 <= len(text.splitlines()) <= lines:
        problems.append(f"{what}: {len(text.splitlines())} lines: {text[:300]}")
    problems += [f"{what}: does not say '{word}': {text[:300]}" for word in words if word not in text]
    return problems


def test_bad_options(bench):
    """One line that names the option and, where there is one, the nearest valid one."""
    problems = refused(bench, CONFIG, ["--lanez", "--lanes"], "worker", "--lanez", "2")
    problems += refused(bench, CONFIG, ["--lanes"], "worker", "--brokers", "127.0.0.1:1", "--lanes", "x")
    problems += refused(bench, CONFIG, ["extrakt", "extract"], "extrakt", "x.html")
    problems += refused(bench, CONFIG, ["brokers"], "worker")
    problems += refused(bench, CONFIG, ["no.such.setting"], "worker", "--brokers",
                        bench.cluster.servers, "-X", "no.such.setting=1")
    require(problems)


def test_bad_lexicon(bench):
    """A lexicon that cannot be read stops the program at once."""
    page = bench.folder / "page.json"
    page.write_bytes(pages.page(1).value)
    missing = bench.folder / "no-such-lexicon"
    problems = refused(bench, CONFIG, ["no-such-lexicon"], "extract", "--lexicon", missing, page)
    problems += refused(bench, CONFIG, ["no-such-lexicon"], "worker", "--brokers",
                        bench.cluster.servers, "--lexicon", missing)
    require(problems)


def test_missing_topic(bench):
    """The worker says which topic is missing, is not ready, and starts when it is there."""
    topics = bench.topics()
    absent, topics.raw = topics.raw, topics.raw + ".late"
    worker = bench.worker(topics)
    wait_until(lambda: topics.raw in worker.said(), 30, "a log line that names the missing topic")
    require([] if worker.alive() else [f"the worker gave up: {worker.said()[-300:]}"])
    bench.cluster.create({topics.raw: 2})
    some = pages.pages(20, seed=9)
    topics.send(some)
    topics.wait_done(90)
    require([] if absent else [])
    say(**bench.verdict(topics, some, bench.expect(some)))


def test_missing_broker(bench):
    """Nobody listens: the worker stays, is alive but not ready, and ends cleanly on SIGTERM."""
    from urllib.error import HTTPError
    from urllib.request import urlopen
    topics = bench.topics()
    servers, topics.cluster.servers = topics.cluster.servers, "127.0.0.1:9"
    worker = bench.worker(topics)
    topics.cluster.servers = servers

    def status(path):
        try:
            with urlopen(f"http://127.0.0.1:{worker.port}{path}", timeout=5) as answer:
                return answer.status
        except HTTPError as answer:
            return answer.code
        except OSError:
            return 0

    wait_until(lambda: status("/livez") == 200, 15, "/livez")
    wait_until(lambda: "127.0.0.1:9" in worker.said(), 30, "a log line that names the broker")
    problems = [] if status("/readyz") == 503 else [f"/readyz: {status('/readyz')}"]
    code = worker.stop(20)
    require(problems + ([] if code == 0 else [f"exit code {code} on SIGTERM"]))


def test_bad_values(bench):
    """Null, empty, 50 MB, half a gzip, an unknown type: a dead letter each; neighbours unharmed."""
    topics = bench.topics(max_message_bytes=62914560)
    good = pages.pages(30, seed=10)
    # an address each, as null and empty values cannot be told apart by their bytes
    half = gzip.compress(pages.page(1).value)
    html, json_ = [("content-type", b"text/html")], [("content-type", b"application/json")]
    bad = {b"null": (None, html, "bad_envelope"), b"empty": (b"", html, "bad_envelope"),
           b"half-gzip": (half[:len(half) // 2], html, "undecodable"),
           b"no-json": (b"{not json", json_, "bad_envelope"),
           b"picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, [("content-type", b"image/png")],
                        "unsupported_type"),
           b"50-megabytes": (b"<p>" + b"x" * 50000000, html, "too_large")}
    bad = {key: (value, [*headers, ("url", b"https://bad.example.cn/" + key)], reason)
           for key, (value, headers, reason) in bad.items()}
    with topics.cluster.producer(message_max_bytes=62914560) as producer:
        for i, page in enumerate(good):
            producer.send(topics.raw, page.value, page.key, page.headers)
            if i % 5 == 4:
                key = list(bad)[i // 5]
                producer.send(topics.raw, bad[key][0], key, bad[key][1])
    large = [f"{name}.bytes={62914560 + more}" for name, more in
             (("message.max", 0), ("fetch.max", 0), ("receive.message.max", 1000))]
    bench.worker(topics, *(word for setting in large for word in ("-X", setting)))
    topics.wait_done(90)
    letters = dict(bad)
    letters.update({page.key: (page.value, page.headers, "bad_envelope") for page in good if page.dead})
    everything = good + [pages.Page("", key, value, headers, True)
                         for key, (value, headers, _) in bad.items()]
    say(**bench.verdict(topics, everything, bench.expect(good), letters, times=1))
