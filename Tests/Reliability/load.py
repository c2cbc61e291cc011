"""Much use of a server that may fail under it."""

from crowd import Client, Deleter, Reader, Sender
from letters import Sizes

POPULATION = 40


class Clerk(Client):
    """Asks for what is in the database besides mail, and for what the server says of itself."""

    def work(self):
        self.ask("/api/v2/jim", expected=(200, 404))
        self.ask("/api/v2/outgoing-smtp")
        self.ask("/metrics")
        self.ask("/healthz")
        self.stopping.wait(0.05)


class Load:
    """Clients that do not mind when the server goes."""

    def __init__(self, server, ledger, seed, deletes=True, reads=True):
        def room():
            return len(ledger.letters) - len(ledger.leaving) < 3 * POPULATION

        self.workers = [
            Sender(server, ledger, seed + n, Sizes(seed + n, huge_every=8 if n == 0 else 0), room) for n in range(4)
        ]
        self.workers.append(Clerk(server, ledger))
        if reads:
            self.workers.append(Reader(server, ledger, seed))
        if deletes:
            self.workers.append(Deleter(server, ledger, POPULATION))
        for worker in self.workers:
            worker.forgives = True
            worker.start()

    def stop(self):
        for worker in self.workers:
            worker.stop()
        for worker in self.workers:
            worker.join(180)
            if worker.is_alive():
                worker.ledger.fault(f"{type(worker).__name__} hangs")
