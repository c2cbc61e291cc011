"""What may be done to HTTP, and to the WebSocket in it."""

import socket
import time
import urllib.parse

from dialogue import Dialogue
from inbox import Inbox
from nuisance import MEGABYTE, abuse, ask, connect, during, offer, talk
from websocket import CLOSE, PING, TEXT, WebSocket

HIDDEN = b"GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n"


@abuse("HTTP smuggling: 14 shapes of a request within a request", "400 and the connection closed; never two answers")
def smuggling(server, seconds):
    chunked = b"0\r\n\r\n" + HIDDEN
    shapes = [
        (b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", chunked),
        (b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", chunked),
        (b"Transfer-Encoding: xchunked\r\n", chunked),
        (b"Transfer-Encoding : chunked\r\n", chunked),
        (b"Transfer-Encoding: chunked, identity\r\n", chunked),
        (b"Transfer-Encoding:\x0bchunked\r\n", chunked),
        (b"Content-Length: 0\r\nContent-Length: 38\r\n", HIDDEN),
        (b"Content-Length: 0, 38\r\n", HIDDEN),
        (b"Content-Length: +38\r\n", HIDDEN),
        (b"Content-Length: -1\r\n", HIDDEN),
        (b"Content-Length: 0x26\r\n", HIDDEN),
        (b"Content-Length: 99999999999999999999\r\n", HIDDEN),
        (b"Transfer-Encoding: chunked\r\n", b"fffffffffffffffff\r\n" + HIDDEN),
        (b"X: a\r\n Content-Length: 0\r\n", HIDDEN),
    ]
    for fields, content in shapes:
        answer = talk(server, b"POST /nowhere HTTP/1.1\r\nHost: h\r\n" + fields + b"\r\n" + content, server.http_port)
        statuses = [line.split()[1] for line in answer.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]
        assert statuses in ([b"400"], [b"413"], [b"501"]), (fields, statuses)
    return f"{len(shapes)} shapes"


@abuse("slowloris, HTTP: 2,000 clients send a byte of a head now and then", "408 when the time for a request is over",
       flags=["-request-timeout", "4s"])
def slowloris(server, seconds):
    clients = [connect(server, server.http_port) for _ in range(2_000)]
    end = time.monotonic() + 6
    for client in clients:
        client.sendall(b"GET / HTTP/1.1\r\nX: ")
    while time.monotonic() < end:
        for client in clients:
            offer(client, b"x")
        time.sleep(0.5)
    answered = 0
    for client in clients:
        client.settimeout(30)
        try:
            answered += client.recv(100).startswith(b"HTTP/1.1 408")
        except ConnectionResetError:
            # What was sent after the answer has put it out of the way.
            answered += 1
        client.close()
    assert answered == len(clients), f"{answered} of {len(clients)} were told"


@abuse("a head of 100 MB: one target, one field, a million fields", "431 or 414")
def heads(server, seconds):
    for beginning, piece in [(b"GET /", b"x" * MEGABYTE), (b"GET / HTTP/1.1\r\nX: ", b"x" * MEGABYTE),
                             (b"GET / HTTP/1.1\r\n", b"A: b\r\n" * 200_000)]:
        with connect(server, server.http_port) as connection:
            try:
                connection.sendall(beginning)
                for _ in range(100):
                    connection.sendall(piece)
            except OSError:
                pass
        answer = talk(server, beginning + piece[:100_000], server.http_port)
        assert answer.split(b" ")[1] in (b"431", b"414"), answer[:100]


@abuse("a body of 100 MB, announced and in chunks", "413")
def bodies(server, seconds):
    for field, content in [(b"Content-Length: 104857600", b"x" * MEGABYTE), (b"Transfer-Encoding: chunked", b"")]:
        content = content or b"100000\r\n" + b"x" * MEGABYTE + b"\r\n" + b"100000\r\n" + b"x" * MEGABYTE + b"\r\n"
        answer = talk(server, b"POST /api/v2/jim HTTP/1.1\r\nHost: h\r\n" + field + b"\r\n\r\n" + content, server.http_port)
        assert answer.startswith(b"HTTP/1.1 413"), answer[:100]


@abuse("pipelined requests: 20 clients ask for the list and never read", "reading pauses; what waits is bounded")
def pipelining(server, seconds):
    clients = [connect(server, server.http_port, buffer=4_096) for _ in range(20)]
    for _ in during(seconds):
        for client in clients:
            offer(client, b"GET /api/v2/messages?limit=250 HTTP/1.1\r\nHost: h\r\n\r\n" * 1_000)
        time.sleep(0.01)
    for client in clients:
        client.close()


def fill(server, count, size):
    line = b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"
    with Dialogue(server) as dialogue:
        for number in range(count):
            dialogue.deliver(b"Subject: %d\r\n\r\n" % number + line * (size // len(line)))


@abuse("2,000 slow readers of a list of 50 MB", "each has what its socket takes and 256 KB at the most")
def slow_readers(server, seconds):
    fill(server, 50, MEGABYTE)
    readers = [connect(server, server.http_port, buffer=4_096) for _ in range(2_000)]
    for reader in readers:
        reader.sendall(b"GET /api/v2/messages?limit=250 HTTP/1.1\r\nHost: h\r\n\r\n")
    for turn in during(seconds):
        readers[turn % 2_000].recv(1_000)
        time.sleep(0.005)
    assert server.memory("VmHWM") < 512 * MEGABYTE, f"{server.memory('VmHWM') / MEGABYTE:.0f} MB"
    for reader in readers:
        reader.close()


@abuse("WebSocket flood: 100 clients send pings and never read", "pongs as far as they are read; what waits is bounded")
def pings(server, seconds):
    clients = [WebSocket(server, receive_buffer=4_096) for _ in range(100)]
    ping = b"\x89\xfd\0\0\0\0" + b"p" * 125
    sent = 0
    for _ in during(seconds):
        sent += sum(max(offer(client.socket, ping * 500), 0) for client in clients)
        time.sleep(0.01)
    for client in clients:
        client.close()
    return f"{sent / MEGABYTE:.0f} MB of pings were taken"


def told_off(client):
    """Whether a WebSocket is closed for what it sent; new mail may be told before."""
    while (frame := client.frame()) and frame[0] == TEXT:
        pass
    return frame and frame[0] == CLOSE and int.from_bytes(frame[1][:2]) in (1002, 1009)


@abuse("WebSocket flood: text, huge frames, fragments without end", "closed with 1009 or 1002")
def frames(server, seconds):
    count = 0
    for count in during(seconds):
        # Text, a fragment that goes on for ever, a kind of frame that there is not.
        for first, payload, times in [(None, b"x" * 100_000, 1), (0x01, b"x", 1_000), (0x0F | 0x80, b"", 1)]:
            with WebSocket(server) as client:
                client.send(TEXT, payload, first=first)
                client.socket.sendall(b"\x00\x81\0\0\0\0x" * (times - 1))
                assert told_off(client), f"not closed after {payload[:9]}"
        with WebSocket(server) as client:
            client.socket.sendall(b"\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0")
            assert told_off(client), "not closed after a frame of eight exabytes"
    return f"{(count + 1) * 4} connections"


@abuse("WebSocket: 500 clients open and close without end", "101, then nothing stays")
def openings(server, seconds):
    count = 0
    for _ in during(seconds):
        clients = [WebSocket(server) for _ in range(100)]
        assert all(client.status == 101 for client in clients)
        for client in clients:
            client.send(PING, b"x")
            client.close()
        count += len(clients)
    return f"{count} connections"


@abuse("queries that look like regular expressions, and huge ones", "200, 400, 414 or 431")
def queries(server, seconds):
    fill(server, 200, 100_000)
    texts = ["(a+)+$", "(a|aa)*b", "^(([a-z])+.)+[A-Z]([a-z])+$", ".*" * 5_000, "a" * 30_000 + "b", "\0" * 1_000, "\\" * 9_000,
             "%" * 9_000, "{$where: 'sleep(9999)'}", "[[:alpha:]]{1,9999}", "\u0130" * 5_000, "a\u0301" * 5_000]
    spoken = ['"' * 9_001, "-" * 9_000 + "a", "subject:" * 3_000, " ".join(f"-w{n}" for n in range(5_000)), "from:(" * 2_000,
              "larger:99999999999999999999G", "before:9999999999-99-99", "header:=" * 1_000, " ".join(["aaaaaaaaab"] * 3_000)]
    asked = [f"/api/v2/search?kind=containing&limit=1&query={urllib.parse.quote(text)}" for text in texts]
    asked += [f"/api/v3/messages?limit=1&query={urllib.parse.quote(text)}" for text in texts + spoken]
    slowest = 0
    for path in asked:
        began = time.monotonic()
        status, _ = ask(server, path)
        slowest = max(slowest, time.monotonic() - began)
        assert status in (200, 400, 414, 431), (status, path[:80])
    return f"{len(asked)} queries, the slowest took {slowest * 1_000:.0f} ms"


@abuse("delete-all, ten times a second, during all that is usual", "200 each; nobody gets an error")
def delete_all(server, seconds):
    count, streams = 0, [WebSocket(server) for _ in range(20)]
    with Dialogue(server) as dialogue:
        for count in during(seconds):
            for number in range(10):
                dialogue.deliver(b"Subject: x\r\n\r\n" + b"text\r\n" * 10_000)
            assert ask(server, "/api/v2/messages?limit=50")[0] == 200
            assert ask(server, "/api/v1/messages", "DELETE")[0] == 200
    for stream in streams:
        stream.socket.shutdown(socket.SHUT_RDWR)
        stream.close()
    return f"{count + 1} times"
