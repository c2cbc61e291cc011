"""Every test of the page runs twice: on a light desktop with mail in memory, and on a dark phone with mail in MongoDB."""

import functools
import os
import sys
import uuid

from browser import DESKTOP, PHONE

MONGO = os.environ.get("HOGLET_TEST_MONGO_URI")


class OnALightDesktopWithMemory:
    look, is_phone = DESKTOP, False


class OnADarkPhoneWithMongoDB:
    look, is_phone = PHONE, True

    def start(self, *flags, **options):
        """A server with a database of its own."""
        if MONGO is None:
            self.skipTest("Scripts/with-mongo has the database")
        database = ["-storage", "mongodb", "-mongo-uri", MONGO, "-mongo-db", f"page-{uuid.uuid4().hex}"]
        return super().start(*database, *flags, **options)


def in_both_looks(tests):
    """Makes two classes of a class of tests, which know by `is_phone` where they are."""
    module = sys.modules[tests.__module__]
    for look in [OnALightDesktopWithMemory, OnADarkPhoneWithMongoDB]:
        name = tests.__name__.removesuffix("Test") + look.__name__
        setattr(module, name, type(name, (look, tests), {"__module__": tests.__module__, "__qualname__": name}))


def only_on_a_desktop(reason):
    return _only(False, reason)


def only_on_a_phone(reason):
    return _only(True, reason)


def _only(is_phone, reason):
    def decorate(test):
        @functools.wraps(test)
        def run(self):
            if self.is_phone != is_phone:
                self.skipTest(reason)
            test(self)

        return run

    return decorate
