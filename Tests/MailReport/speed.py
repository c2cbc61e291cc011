"""How fast Python's email package and GMime take mail apart and decode it: speed.py FILE…"""

import pathlib
import sys
import time

import gmime_reader
import python_reader


def main(paths):
    """Prints megabytes per second of CPU time for each reader, over all files that it does not fail on."""
    messages = [pathlib.Path(path).read_bytes() for path in paths]
    for name, read in (("python", python_reader.read), ("gmime", gmime_reader.read)):
        total, spent = 0, 0.0
        for content in messages:
            start = time.process_time()
            try:
                read(content)
            except Exception:  # pylint: disable=broad-except
                continue
            spent += time.process_time() - start
            total += len(content)
        print(f"{name}, all decoded and hashed: {total / spent / 1e6:.0f} MB/s")


if __name__ == "__main__":
    main(sys.argv[1:])
