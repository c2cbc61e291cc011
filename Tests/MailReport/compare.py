"""Compares what Hoglet understands of mail with Python's email package and GMime: compare.py PROGRAM FILE…

Prints each disagreement that has no known reason, then how often each known reason was met. A reader that fails on a
message has no say in it.
"""

import collections
import json
import subprocess
import sys

import differences
import gmime_reader
import python_reader

READERS = [("python", python_reader.read), ("gmime", gmime_reader.read)]


def main(program, paths):
    """Compares, and returns how many disagreements are unexplained."""
    counts = collections.Counter()
    output = subprocess.run([program, *paths], stdout=subprocess.PIPE, check=True).stdout
    for line in output.splitlines():
        ours = json.loads(line)
        with open(ours["path"], "rb") as file:
            content = file.read()
        others = {}
        for name, read in READERS:
            try:
                others[name] = read(content)
            except Exception as error:  # pylint: disable=broad-except
                counts[f"{name} fails: {type(error).__name__}"] += 1
        counts["messages"] += 1
        for key, ours_value, theirs in differences.between(ours, others):
            reason = differences.reason(key, ours_value, theirs, content)
            counts[f"known: {reason}" if reason else "unexplained"] += 1
            if not reason:
                print(f"{ours['path']}: {key}\n  hoglet {ours_value!r:.300}")
                for name, value in theirs.items():
                    print(f"  {name} {value!r:.300}")
    for name, count in sorted(counts.items()):
        print(f"{count:6} {name}")
    return counts["unexplained"]


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1], sys.argv[2:]) else 0)
