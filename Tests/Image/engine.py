"""Containers of the image under test, started and removed by the docker client."""

import json
import os
import shlex
import subprocess
import sys
import time
import unittest
import uuid

# What the tests of the program itself talk to it with.
sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Clients"))

IMAGE = os.environ.get("HOGLET_IMAGE", "hoglet")
CLIENT = os.environ.get("CLIENT_IMAGE", "hoglet-test-client")
DATABASE = os.environ.get("DATABASE_IMAGE", "hoglet-test-database")
DOCKER = shlex.split(os.environ.get("DOCKER", "docker"))

# By which Scripts/image finds what is left when the tests are ended.
LABEL = ["--label", os.environ.get("HOGLET_TEST_LABEL", "hoglet.test")]

# What a Fargate task of the smallest size gives a container, and what a careful task definition takes away.
FARGATE = [
    *("--memory", "512m", "--memory-swap", "512m", "--cpus", "0.25"),
    *("--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"),
]


def docker(*arguments, check=True, timeout=120, text=True, stdin=None):
    """Runs a command of docker's, and returns what it printed."""
    done = subprocess.run(
        [*DOCKER, *arguments], input=stdin, capture_output=True, text=text, timeout=timeout
    )
    if check and done.returncode != 0:
        raise AssertionError(f"docker {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def status_of(*arguments, timeout=60):
    """Runs a command of docker's, and returns its exit status and all that it printed."""
    done = subprocess.run([*DOCKER, *arguments], capture_output=True, text=True, timeout=timeout)
    return done.returncode, done.stdout + done.stderr


def eventually(question, seconds=60, every=0.2):
    """Asks until the answer is true, and returns it; an assertion fails if it never is."""
    end = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {question.__doc__ or question}")
        time.sleep(every)


class Container:
    """A running container."""

    def __init__(self, image, *command, options=()):
        self.name = f"hoglet-{uuid.uuid4().hex[:12]}"
        docker("run", "--detach", "--name", self.name, *LABEL, *options, image, *command)

    def inspect(self):
        return json.loads(docker("inspect", self.name))[0]

    @property
    def is_running(self):
        return self.inspect()["State"]["Running"]

    @property
    def exit_status(self):
        return self.inspect()["State"]["ExitCode"]

    @property
    def address(self):
        """The address in the only network that it is in."""
        return next(iter(self.inspect()["NetworkSettings"]["Networks"].values()))["IPAddress"]

    def logs(self):
        return status_of("logs", self.name)[1]

    def wait_until_healthy(self, seconds=90):
        def healthy():
            "the container is healthy"
            state = self.inspect()["State"]
            if not state["Running"]:
                raise AssertionError(f"the container ended:\n{self.logs()}")
            return state.get("Health", {}).get("Status") == "healthy"

        try:
            eventually(healthy, seconds)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.inspect()['State']}\n{self.logs()}") from None

    def run(self, *command, check=True, timeout=60, stdin=None):
        """Runs a command in the container, and returns what it printed."""
        keep = ["--interactive"] if stdin is not None else []
        return docker("exec", *keep, self.name, *command, check=check, timeout=timeout, stdin=stdin)

    def status_of(self, *command):
        return status_of("exec", self.name, *command)

    def remove(self):
        docker("rm", "--force", "--volumes", self.name, check=False)


class ImageTest(unittest.TestCase):
    """A test that starts containers, which are gone when it ends."""

    def start(self, *command, image=IMAGE, options=()):
        container = Container(image, *command, options=options)
        self.addCleanup(container.remove)
        return container

    def make_network(self):
        name = f"hoglet-{uuid.uuid4().hex[:12]}"
        docker("network", "create", *LABEL, name)
        self.addCleanup(docker, "network", "rm", name, check=False)
        return name

    def make_volume(self):
        name = f"hoglet-{uuid.uuid4().hex[:12]}"
        docker("volume", "create", *LABEL, name)
        self.addCleanup(docker, "volume", "rm", name, check=False)
        return name
