"""What may be done to SMTP."""

import time

from dialogue import Dialogue
from inbox import Inbox
from nuisance import MEGABYTE, abuse, connect, during, offer, reset, talk, vanish

ENVELOPE = b"MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n"


@abuse("SMTP smuggling: 12 false ends of DATA", "one message, or a refusal; never a second one")
def smuggling(server, seconds):
    ends = [b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r.\r\n", b"\r\n.\r", b"\n.\r", b"\r\n\0.\r\n", b"\r\n.\0\r\n",
            b"\r\n.\r\r\n", b"\r\n .\r\n", b"\n\n.\n\n"]
    for end in ends:
        inner = end + ENVELOPE + b"Subject: smuggled\r\n\r\nsecond"
        talk(server, b"EHLO h\r\n" + ENVELOPE + b"Subject: first\r\n\r\none" + inner + b"\r\n.\r\nQUIT\r\n")
        talk(server, b"EHLO h\r\n" + ENVELOPE + b"Subject: first\r\n\r\none" + inner)
    found = Inbox(server).page("?limit=250")["items"]
    subjects = [message["Content"]["Headers"].get("Subject", [""])[0] for message in found]
    assert "smuggled" not in subjects, "a message was smuggled in"
    return f"{len(ends)} shapes"


@abuse("pipelining: 2,000 messages in one go, and what follows QUIT", "all replies, in order; nothing after 221")
def pipelining(server, seconds):
    turns = 0
    for turns in during(seconds):
        with connect(server) as connection:
            replies = connection.makefile("rb")
            one = ENVELOPE + b"Subject: p\r\n\r\ntext\r\n.\r\n"
            connection.sendall(b"HELO h\r\n" + one * 100 + b"QUIT\r\n" + one)
            lines = replies.read().split(b"\r\n")[:-1]
        codes = [line[:3] for line in lines]
        assert codes == [b"220", b"250"] + [b"250", b"250", b"354", b"250"] * 100 + [b"221"], codes[-9:]
        if turns == 19:
            break
    return f"{(turns + 1) * 100} messages"


@abuse("command flood: 20 clients send NOOP and never read", "reading pauses; what waits is bounded")
def flood(server, seconds):
    clients = [connect(server, buffer=4_096) for _ in range(20)]
    sent = 0
    for _ in during(seconds):
        sent += sum(max(offer(client, b"NOOP\r\n" * 10_000), 0) for client in clients)
        time.sleep(0.01)
    for client in clients:
        client.close()
    return f"{sent / MEGABYTE:.0f} MB of commands were taken"


@abuse("command flood: 20 clients send nonsense and read", "500 to each")
def nonsense(server, seconds):
    clients = [connect(server) for _ in range(20)]
    for client in clients:
        client.recv(1_000)
    count = 0
    for _ in during(seconds):
        for client in clients:
            client.sendall(b"XYZZY\r\n" * 100)
        for client in clients:
            answer = b""
            while answer.count(b"\r\n") < 100:
                answer += client.recv(65_536)
            assert set(line[:3] for line in answer.split(b"\r\n")[:-1]) == {b"500"}, answer[:80]
            count += 100
    for client in clients:
        client.close()
    return f"{count:,} commands"


@abuse("slowloris, SMTP: 2,000 clients send a byte now and then", "served as slowly; 421 when they fall silent",
       flags=["-idle-timeout", "4s"])
def slowloris(server, seconds):
    clients = [connect(server) for _ in range(2_000)]
    for _ in range(3):
        for client in clients:
            client.send(b"N")
        time.sleep(seconds / 4)
    answer = b""
    while part := clients[0].recv(1_000):
        answer += part
    for client in clients:
        client.close()
    assert answer.split(b"\r\n")[1].startswith(b"421 "), answer
    return answer.split(b"\r\n")[1].decode()


@abuse("half-open: 500 clients vanish in the middle, both ports", "closed after the idle time", flags=["-idle-timeout", "4s"])
def half_open(server, seconds):
    for number in range(500):
        connection = connect(server, server.http_port if number % 2 else None)
        connection.sendall(b"GET / HTTP/1.1\r\nHost:" if number % 2 else b"HELO h\r\n" + ENVELOPE + b"Subject: half")
        vanish(connection)
    time.sleep(seconds)


@abuse("RST storm: connections to both ports that are reset at once", "nothing to answer")
def storm(server, seconds):
    count = 0
    for count in during(seconds):
        connection = connect(server, server.http_port if count % 2 else None)
        connection.sendall(b"GET /api/v2/messages HTTP/1.1\r\nHost: h\r\n\r\n" if count % 2 else b"HELO h\r\n" + ENVELOPE)
        reset(connection)
    return f"{count:,} resets"


@abuse("10,000 idle connections, half of them SMTP", "none: they may")
def idle(server, seconds):
    before = server.memory("VmRSS")
    clients = [connect(server, server.http_port if number % 2 else None) for number in range(10_000)]
    assert clients[-2].recv(10).startswith(b"220 ")
    time.sleep(seconds)
    cost = (server.memory("VmRSS") - before) / len(clients)
    for client in clients:
        client.close()
    return f"{cost / 1024:.1f} KB each"


@abuse("too many connections: 400 where there are 300 descriptors", "421 and 503; at once well again",
       limits=["--nofile=300:300"], answers_bystander=False)
def crowd(server, seconds):
    clients = [connect(server, server.http_port if number % 2 else None) for number in range(400)]
    refused = sum(clients[number].recv(3) == b"421" for number in range(0, 400, 2))
    time.sleep(seconds)
    for client in clients:
        client.close()
    # Half of the descriptors are for connections, whichever port they come to.
    assert refused >= 50, f"only {refused} were sent away"
    return f"{refused} of SMTP were sent away"


@abuse("descriptors used up: a limit on connections above what there are", "waits for a free one; no spinning",
       flags=["-max-connections", "100000"], limits=["--nofile=100:100"], answers_bystander=False)
def descriptors(server, seconds):
    def ticks():
        with open(f"/proc/{server.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    clients = [connect(server) for _ in range(300)]
    before = ticks()
    time.sleep(seconds)
    used = (ticks() - before) / 100 / seconds
    for client in clients:
        client.close()
    assert used < 0.5, f"it took {used:.0%} of a processor while nothing could be done"
    return f"{used:.0%} of a processor meanwhile"


@abuse("a line of 100 MB, in commands and in a message's header", "500 Line too long; 552 Message too large")
def long_lines(server, seconds):
    with Dialogue(server) as dialogue:
        for _ in range(100):
            dialogue.send(b"x" * MEGABYTE)
        assert (reply := dialogue.say("")) == "500 Line too long", reply
        dialogue.begin()
        for _ in range(100):
            dialogue.send(b"X" * MEGABYTE)
        dialogue.send(b"\r\n.\r\n")
        assert (reply := dialogue.reply()) == "552 Message too large", reply
        dialogue.deliver(b"Subject: " + b"y" * 40 * MEGABYTE + b"\r\n\r\ntext\r\n")
    assert Inbox(server).get("/api/v3/messages?limit=1")[0] == 200


@abuse("a million recipients", "452 Too many recipients, from the 10,001st on")
def recipients(server, seconds):
    with connect(server, timeout=300) as connection:
        replies = connection.makefile("rb")
        connection.sendall(b"HELO h\r\nMAIL FROM:<a@example.org>\r\n")
        for _ in range(3):
            replies.readline()
        good = refused = 0
        for first in range(0, 1_000_000, 500):
            connection.sendall(b"".join(b"RCPT TO:<r%d@example.org>\r\n" % (first + n) for n in range(500)))
            for _ in range(500):
                line = replies.readline()
                good += line.startswith(b"250 ")
                refused += line == b"452 Too many recipients\r\n"
    assert (good, refused) == (10_000, 990_000), (good, refused)
