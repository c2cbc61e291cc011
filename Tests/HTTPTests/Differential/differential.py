"""Compares three servers on what HTTP clients send; Scripts/http-differential says how it is called."""

import random
import sys

import cases
from readers import H11, Nginx, Ours

SEGMENTATIONS = [(1,), (2,), (3, 1), (7,), (16, 1, 1), (64,)]


def requests(verdict):
    """Method and content of each request, without the end, and the end: targets are the servers' own matter."""
    *steps, end = verdict.split(" | ")
    return [(step.split(" ", 1)[0], step.partition(' "')[2]) for step in steps], end


def disagreement(ours, other):
    """What is wrong if we and another server read `ours` and `other` in the same bytes; None if nothing is.

    Who refuses, or says that this request is the last, has said nothing about where another ends.
    """
    mine, my_end = requests(ours)
    theirs, their_end = requests(other)
    for number, request in enumerate(mine):
        if number >= len(theirs):
            # 'end' is all that a client sees of nginx when a request has not come whole.
            return f"request {number} is whole for us only" if their_end in ("wait", "idle", "end") else None
        if request != theirs[number]:
            return f"request {number} is another"
    if len(theirs) > len(mine) and my_end in ("wait", "idle"):
        return f"request {len(mine)} is whole for the other only"
    return None


def mutated(rng, octets, others):
    """One input made of another: pieces moved, doubled, left out, or replaced by words that matter."""
    words = [
        b"\r\n", b"\n", b"\r", b" ", b"\t", b"\0", b":", b",", b";", b"0", b"3", b"\x0b", b"\x0c", b"\x85", b"\xa0",
        b"Content-Length: 3\r\n", b"Transfer-Encoding: chunked\r\n", b"Connection: close\r\n", b"chunked", b"identity",
        b"0\r\n\r\n", b"HTTP/1.0", b"HTTP/1.1", b"Expect: 100-continue\r\n", b"Host: h\r\n", b"POST", b"GET", b"HEAD",
    ]
    octets = bytearray(octets)
    for _ in range(rng.randint(1, 3)):
        start = rng.randint(0, len(octets))
        stop = min(len(octets), start + rng.choice([0, 0, 1, 1, 2, 8]))
        match rng.randint(0, 5):
            case 0 | 1 | 2: octets[start:stop] = rng.choice(words)
            case 3: octets[start:stop] = bytes([rng.randrange(256)])
            case 4: octets[start:stop] = octets[start:stop] * 2
            case 5: octets[start:] = rng.choice(others)[rng.randint(0, 80) :]
    return bytes(octets)


def judge(name, octets, ours, others):
    """Says what is wrong with our reading next to the others'; returns how much that is."""
    faults = 0
    for other, verdict in others.items():
        if fault := disagreement(ours, verdict):
            faults += 1
            print(f"{name}: {fault}\n  {cases.escaped(octets)}\n  ours:  {ours}\n  {other}: {verdict}")
    return faults


def judge_kept(entries, ours, h11, nginx, update):
    kept = [entry for entry in entries if not isinstance(entry, str)]
    faults = 0
    for case, verdict in zip(kept, ours.verdicts([(case.octets, ()) for case in kept])):
        found = (verdict, h11.verdict(case.octets), nginx.verdict(case.octets))
        faults += judge(case.name, case.octets, found[0], {"h11": found[1], "nginx": found[2]})
        if update:
            case.ours, case.h11, case.nginx = found
        elif found != (case.ours, case.h11, case.nginx):
            faults += 1
            print(f"{case.name}: not as it is kept\n  kept:  {(case.ours, case.h11, case.nginx)}\n  now:   {found}")
    return faults


def judge_pieces(kept, ours, h11, nginx):
    faults = 0
    for lengths in SEGMENTATIONS:
        for case, verdict in zip(kept, ours.verdicts([(case.octets, lengths) for case in kept])):
            if verdict != case.ours:
                faults += 1
                print(f"{case.name}: ours differs in pieces of {lengths}\n  {verdict}\n  whole: {case.ours}")
            others = {"h11": h11.verdict(case.octets, lengths)}
            if lengths == SEGMENTATIONS[-2]:
                others["nginx"] = nginx.verdict(case.octets, lengths)
            faults += judge(f"{case.name}, in pieces of {lengths}", case.octets, verdict, others)
    return faults


def judge_random(kept, count, ours, h11, nginx):
    rng = random.Random(2026)
    pool = [case.octets for case in kept if case.octets]
    inputs = [(mutated(rng, rng.choice(pool), pool), rng.choice([(), *SEGMENTATIONS])) for _ in range(count)]
    faults = 0
    for number, ((octets, lengths), verdict) in enumerate(zip(inputs, ours.verdicts(inputs))):
        others = {"h11": h11.verdict(octets, lengths), "nginx": nginx.verdict(octets)}
        faults += judge(f"random {number}", octets, verdict, others)
    return faults


def main():
    ours, h11, nginx = Ours(sys.argv[1]), H11(), Nginx()
    try:
        update = sys.argv[2:] == ["update"]
        entries = cases.read()
        faults = judge_kept(entries, ours, h11, nginx, update)
        if update:
            cases.write(entries)
        kept = [entry for entry in entries if not isinstance(entry, str)]
        faults += judge_pieces(kept, ours, h11, nginx)
        count = int(sys.argv[2]) if len(sys.argv) > 2 and not update else 2_000
        faults += judge_random(kept, count, ours, h11, nginx)
    finally:
        nginx.stop()
    print(f"{len(kept)} requests that are kept, {count} that were made of them: {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
