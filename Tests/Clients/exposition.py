"""A strict reader of Prometheus's text format, version 0.0.4."""

import re

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*"'
SAMPLE = re.compile(rf"({NAME})(?:\{{({LABEL}(?:,{LABEL})*)\}})? (\S+)")
KINDS = {"counter", "gauge", "histogram", "summary", "untyped"}
SUFFIXES = {"histogram": ["_bucket", "_sum", "_count"], "summary": ["_sum", "_count"]}


def read(text):
    """The samples by (name, labels); a fault in the text is an AssertionError that names the line."""
    assert text.endswith("\n"), "the last line does not end"
    samples, kinds, current = {}, {}, None
    for line in text[:-1].split("\n"):
        if line.startswith("# "):
            current = _comment(line, kinds, current)
            continue
        match = SAMPLE.fullmatch(line)
        assert match, line
        name, labels, value = match.groups()
        kind = kinds[current]
        assert name in [current + suffix for suffix in SUFFIXES.get(kind, [""])], f"not of {current}: {line}"
        labels = tuple(re.findall(LABEL, labels or ""))
        names = [label.split("=")[0] for label in labels]
        assert len(names) == len(set(names)), f"a label twice: {line}"
        assert (name, labels) not in samples, f"twice: {line}"
        samples[name, labels] = float(value)
        assert kind == "gauge" or samples[name, labels] >= 0, f"a total below zero: {line}"
    for name, kind in kinds.items():
        assert kind != "counter" or name.endswith("_total"), f"a counter's name: {name}"
        if kind == "histogram":
            _check_histogram(name, samples)
    return samples


def _comment(line, kinds, current):
    """Takes a line of HELP or TYPE, and returns the name of the family that it belongs to."""
    match = re.fullmatch(rf"# (HELP|TYPE) ({NAME}) (.*)", line)
    assert match, line
    word, name, rest = match.groups()
    assert name not in kinds, f"a family twice: {line}"
    if word == "HELP":
        assert re.fullmatch(r"(?:[^\\\n]|\\[\\n])+", rest), line
        return current
    assert rest in KINDS, line
    kinds[name] = rest
    return name


def _check_histogram(name, samples):
    """Checks that buckets rise up to the count, for each set of labels."""
    series = {}
    for (sample, labels), value in samples.items():
        if sample == name + "_bucket":
            assert labels[-1].startswith('le="'), f"{name}: no le in {labels}"
            bound = float(labels[-1][4:-1])
            series.setdefault(labels[:-1], []).append((bound, value))
    for labels, buckets in series.items():
        bounds, values = zip(*buckets)
        assert list(bounds) == sorted(bounds) and bounds[-1] == float("inf"), f"{name}{labels}: {bounds}"
        assert list(values) == sorted(values), f"{name}{labels}: {values}"
        assert values[-1] == samples[name + "_count", labels], f"{name}{labels}: not all are counted"
        assert (name + "_sum", labels) in samples, f"{name}{labels}: no sum"
