#!/usr/bin/env python3
"""Fits the weights of common/lexicon/data/judgement_weights.tsv to gold, and says how well they do.

usage: jiceng eval GOLD… --pages DIR --facts FACTS.jsonl && fit_weights.py FACTS.jsonl… [--write] [--pull N]

Each line of FACTS.jsonl is a name that was looked at, its facts, and whether the gold has it. The sum of the
weights goes through a logistic curve; the fit maximises the likelihood of the labels, and each weight is pulled
to the one in the file (--pull: how many examples that is worth), so that a fact that the gold hardly shows keeps
its weight. Names of optional gold are left out of the fit: both answers are right. Pages are dealt into five
folds; what is printed is measured on the fold that was left out. Two numbers on top, confidence_slope and
confidence_offset, set the confidence right on those left-out scores (Platt 1999); there optional names count as
right. --write rewrites the table in place; read the diff before you commit it. Standard library only."""
import argparse, json, math, zlib
from collections import defaultdict
from pathlib import Path

TABLE = Path(__file__).resolve().parents[2] / "common/lexicon/data/judgement_weights.tsv"
FOLDS = 5
NOT_FACTS = ("threshold", "confidence_slope", "confidence_offset")


def read_table():
    rows = [l.split("\t") for l in TABLE.read_text("utf-8").splitlines() if l and not l.startswith("#")]
    return {r[0]: float(r[1]) for r in rows[1:]}


def write_table(weights):
    out = []
    for line in TABLE.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] in weights and not line.startswith("#"):
            cells[1] = f"{weights[cells[0]]:.2f}"
        out.append("\t".join(cells))
    TABLE.write_text("\n".join(out) + "\n", "utf-8")


def curve(x):
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def fit(examples, start, pull):
    """Gradient steps with a rate of its own for each weight (RPROP): few weights, no library."""
    w, step, last = dict(start), defaultdict(lambda: 0.05), defaultdict(float)
    for _ in range(150):
        gradient = {f: pull * (start[f] - w[f]) for f in w}
        for facts, right in examples:
            miss = right - curve(sum(w[f] for f in facts))
            for f in facts:
                gradient[f] += miss
        for f, g in gradient.items():
            step[f] = min(0.5, step[f] * 1.2) if g * last[f] > 0 else max(1e-4, step[f] * 0.5)
            w[f] = max(-9.0, min(9.0, w[f] + math.copysign(step[f], g) * (g != 0)))
            last[f] = g
    return w


def fit_curve(pairs):
    """Slope and offset that make a score a probability."""
    a, b = 1.0, 0.0
    for _ in range(3000):
        da = db = 0.0
        for x, right in pairs:
            miss = right - curve(a * x + b)
            da += miss * x
            db += miss
        a, b = a + 0.5 * da / (len(pairs) * 4), b + 0.5 * db / len(pairs)
    return a, b


def calibration_error(pairs):
    bins = defaultdict(list)
    for p, right in pairs:
        bins[min(9, int(p * 10))].append((p, right))
    return sum(abs(sum(p for p, _ in b) - sum(r for _, r in b)) for b in bins.values()) / max(1, len(pairs))


def report(what, scored, threshold):
    kept = [(s, l) for s, l in scored if s >= threshold]
    tp = sum(l == "right" for _, l in kept)
    fp = sum(l == "wrong" for _, l in kept)
    fn = sum(l == "right" for s, l in scored if s < threshold)
    p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
    print(f"{what:34} precision {p:.3f}  recall of the names looked at {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}")
    return kept


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("facts", nargs="+", type=Path)
    ap.add_argument("--write", action="store_true")
    ap.add_argument("--pull", type=float, default=4.0)
    args = ap.parse_args()
    lines = [json.loads(l) for f in args.facts for l in f.read_text("utf-8").splitlines()]
    table = read_table()
    start = {f: w for f, w in table.items() if f not in NOT_FACTS}
    fold_of = lambda line: zlib.crc32(line["page"].encode()) % FOLDS
    trained = [(l["facts"], l["label"] == "right", fold_of(l)) for l in lines if l["label"] != "optional"]
    print(f"{len(lines)} names on {len({l['page'] for l in lines})} pages, "
          f"{sum(l['label'] == 'right' for l in lines)} of them right")
    left_out = []
    for fold in range(FOLDS):
        w = fit([(f, r) for f, r, at in trained if at != fold], start, args.pull)
        left_out += [(sum(w[f] for f in l["facts"]), l["label"]) for l in lines if fold_of(l) == fold]
    now = [(sum(start[f] for f in l["facts"]), l["label"]) for l in lines]
    kept_now = report("weights in the file", now, table["threshold"])
    kept = report("fitted, on pages left out", left_out, table["threshold"])
    a, b = fit_curve([(s, l != "wrong") for s, l in kept])
    old_a, old_b = table["confidence_slope"], table["confidence_offset"]
    print(f"expected calibration error: {calibration_error([(curve(old_a * s + old_b), l != 'wrong') for s, l in kept_now]):.3f} "
          f"in the file, {calibration_error([(curve(a * s + b), l != 'wrong') for s, l in kept]):.3f} fitted, left out")
    fitted = fit([(f, r) for f, r, _ in trained], start, args.pull)
    count = defaultdict(int)
    for l in lines:
        for f in l["facts"]:
            count[f] += 1
    for f in sorted(fitted, key=lambda f: -abs(fitted[f] - start[f])):
        if abs(fitted[f] - start[f]) >= 0.1:
            print(f"  {f:24} {start[f]:6.2f} -> {fitted[f]:6.2f}   ({count[f]} names)")
    print(f"  confidence_slope {a:.2f}, confidence_offset {b:.2f}")
    if args.write:
        write_table({**fitted, "confidence_slope": a, "confidence_offset": b})


if __name__ == "__main__":
    main()
