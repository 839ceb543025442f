"""test_oracle.py - the oracle itself: quiet on what is right, loud on each thing that may go wrong."""
import json

import oracle
from bench import require
from kafka import Record

HEADERS = [("content-type", b"text/html")]
ERRORS = {"jiceng.error.reason": b"undecodable", "jiceng.error.timestamp": b"1000"}


def event(name, offset, partition=0):
    value = json.dumps({"event_id": name, "provenance": {"origin": {
        "topic": "raw", "partition": partition, "offset": offset}}}, separators=(",", ":"))
    return Record("events", 0, offset, 2000, name.encode(), value.encode(), [])


def outcome(name, offset, status, events=()):
    value = json.dumps({"page_id": name, "status": status, "event_ids": list(events), "provenance": {
        "origin": {"topic": "raw", "partition": 0, "offset": offset}}})
    return Record("outcomes", 0, offset, 2000, name.encode(), value.encode(), [])


def letter(reason=b"undecodable", value=b"\xff", stamp=2000):
    return Record("dlq", 0, 0, stamp, b"k", value,
                  HEADERS + list({**ERRORS, "jiceng.error.reason": reason}.items()))


def test_oracle(_bench):
    """Each row: what is wrong, the problems found, how many there must be at least."""
    events = [event("a", 1), event("b", 2)]
    outcomes = [outcome("p", 1, "extracted", ["a", "b"]), outcome("q", 2, "dead_lettered")]
    wanted = [oracle.without_origin(record.value) for record in events]
    found = [oracle.without_origin(event("a", 7, 3).value), wanted[1]]
    letters = {b"k": (b"\xff", HEADERS, "undecodable")}
    books, bags = oracle.check_books, oracle.compare_bags
    rows = [
        ("all is right", bags("e", wanted, found) + oracle.check_order(events)
         + books(2, outcomes, events, [letter()]) + oracle.check_letters(letters, [letter()]), 0),
        ("an event lost", bags("e", wanted, found[:1]), 1),
        ("an event twice", bags("e", wanted, found + found[:1]), 1),
        ("another byte", bags("e", wanted, [found[0] + b" ", found[1]]), 2),
        ("out of order", oracle.check_order(events[::-1]), 1),
        ("an outcome lost", books(2, outcomes[:1], events, []), 1),
        ("an outcome twice", books(2, outcomes + outcomes[:1], events, [letter()]), 2),
        ("an event that no outcome lists", books(2, outcomes, events + [event("c", 3)], [letter()]), 1),
        ("a dead letter lost", books(2, outcomes, events, []), 1),
        ("events of a page that gave none", books(1, [outcome("p", 1, "no_initiatives", ["a"])],
                                                  events[:1], []), 1),
        ("another reason", oracle.check_letters(letters, [letter(reason=b"crashed")]), 1),
        ("another value", oracle.check_letters(letters, [letter(value=b"\xfe")]), 1),
        ("the page's own time", oracle.check_letters(letters, [letter(stamp=500)]), 1),
        ("two dead letters", oracle.check_letters(letters, [letter(), letter()]), 1),
        ("no valid event", oracle.check_schemas(events), 1),
        ("no valid dead letter", oracle.check_schemas(letters=[letter()]), 1),
    ]
    require([f"{name}: {len(problems)} problems: {problems}" for name, problems, least in rows
             if (len(problems) < least or (least == 0 and problems))])
