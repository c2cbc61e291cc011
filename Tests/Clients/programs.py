"""The programs that people talk to a mail catcher with."""

import os
import shutil
import subprocess

DEBIAN_PACKAGES = {
    "curl": "curl",
    "jq": "jq",
    "msmtp": "msmtp",
    "nc": "netcat-openbsd",
    "php": "php-cli",
    "openssl": "openssl",
    "smtp-sink": "postfix",
    "smtp-source": "postfix",
    "swaks": "swaks",
}

# Debian keeps smtp-source where only root looks.
PATH = os.environ.get("PATH", os.defpath) + ":/usr/sbin:/sbin"


def program(name):
    """Where the program is; a missing one fails the test and says what to install."""
    found = shutil.which(name, path=PATH)
    if found is None:
        raise AssertionError(f"{name} is missing: install Debian's package {DEBIAN_PACKAGES[name]}")
    return found


def run(name, *arguments, input=None, timeout=60):
    """Runs a program to its end and returns its output as bytes; a bad end is an error with what it said."""
    ended = subprocess.run(
        [program(name), *arguments],
        input=input,
        stdin=subprocess.DEVNULL if input is None else None,
        capture_output=True,
        timeout=timeout,
    )
    if ended.returncode != 0:
        said = (ended.stdout + ended.stderr).decode("utf-8", "replace")
        raise AssertionError(f"{name} ended with {ended.returncode}:\n{said}")
    return ended.stdout
