"""An HTTP server that writes down who asks for what."""

import threading
from collections import namedtuple
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Request = namedtuple("Request", "path fields")


class Listener:
    """Listens on a free port until the end of a `with`."""

    def __enter__(self):
        self.requests, self._came = [], threading.Event()
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                listener.requests.append(Request(self.path, {name.lower(): value for name, value in self.headers.items()}))
                listener._came.set()
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()

            do_POST = do_HEAD = do_OPTIONS = do_GET

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def wait(self):
        """The first request, when it has come."""
        if not self._came.wait(30):
            raise AssertionError("nobody has asked for anything")
        return self.requests[0]
