#!/usr/bin/python3
"""Validate JSON records against one of the schemas in schemas/.

usage: validate.py SCHEMA [FILE...]      SCHEMA is a name such as initiative-event; FILEs hold one
record a line ("-" or none: standard input); a file that ends in .json holds one record.
Exit 0: all valid. 1: the first ten findings are printed, with file, line and place in the record.
Uses the Debian package python3-jsonschema (Draft 2020-12).
"""
import json
import sys
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parents[2]


def validator(name):
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def records(files):
    for name in files or ["-"]:
        text = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        if name.endswith(".json"):
            yield name, 1, text.decode("utf-8")
            continue
        for number, line in enumerate(text.decode("utf-8").splitlines(), 1):
            if line.strip():
                yield name, number, line


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    check, n, findings = validator(sys.argv[1]), 0, []
    for name, number, line in records(sys.argv[2:]):
        n += 1
        for error in check.iter_errors(json.loads(line)):
            where = "/".join(map(str, error.absolute_path))
            findings.append(f"{name}:{number}: {where or 'record'}: {error.message[:200]}")
    for finding in findings[:10]:
        print(finding)
    if findings:
        print(f"validate: {sys.argv[1]}: {len(findings)} findings in {n} records")
        sys.exit(1)
    if n == 0:
        sys.exit(f"validate: {sys.argv[1]}: no record to validate")
    print(f"validate: {sys.argv[1]}: {n} records valid")


if __name__ == "__main__":
    main()
