"""The commands that the README gives its readers to copy."""

import os
import re

from hoglet import ROOT


def blocks():
    """The shell blocks, each as the commands in it; one that goes on after a pipe is one."""
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        texts = re.findall(r"^```sh\n(.*?)^```", file.read(), re.S | re.M)
    return [re.sub(r"\|\n\s*", "| ", text).splitlines() for text in texts]


def block_with(beginning):
    """The block that has a command which begins so."""
    return next(block for block in blocks() if any(line.startswith(beginning) for line in block))


def commands(beginning):
    """All commands that begin so."""
    return [line for block in blocks() for line in block if line.startswith(beginning)]
