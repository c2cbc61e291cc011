"""A real SMTP server (aiosmtpd) in a process of its own, which takes what it is sent and tells of it.

Run as a program it serves until its standard input ends, with options as JSON in its first argument. It prints its
port, and then a JSON object for each message.
"""

import base64
import hmac
import json
import subprocess
import sys


class Sink:
    """The server, as a test sees it."""

    def __init__(self, **options):
        """Starts it. certificate, key: for STARTTLS. mechanism, user, password: who must log in, and how.
        refuse: the reply to each recipient."""
        command = [python_with_aiosmtpd(), __file__, json.dumps(options)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.port = int(self.process.stdout.readline())

    def message(self):
        """The next message that came."""
        message = json.loads(self.process.stdout.readline())
        message["data"] = base64.b64decode(message["data"])
        return message

    def stop(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


def python_with_aiosmtpd():
    """Debian's package belongs to Debian's Python, which need not be the first one in PATH."""
    for python in [sys.executable, "/usr/bin/python3"]:
        if subprocess.run([python, "-c", "import aiosmtpd"], capture_output=True).returncode == 0:
            return python
    raise AssertionError("aiosmtpd is missing: install Debian's package python3-aiosmtpd")


def serve(options):
    import asyncio
    import ssl

    from aiosmtpd.smtp import MISSING, SMTP, AuthResult, LoginPassword

    class Handler:
        async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
            if "refuse" in options:
                return options["refuse"]
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server, session, envelope):
            told = {
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "options": envelope.mail_options,
                "hello": session.host_name,
                "encrypted": session.ssl is not None,
                "authenticated": session.authenticated,
                "data": base64.b64encode(envelope.original_content).decode(),
            }
            print(json.dumps(told), flush=True)
            return "250 2.0.0 taken"

    class Challenging(Handler):
        async def auth_CRAM__MD5(self, server, arguments):
            challenge = b"<1896.697170952@sink.example>"
            answer = await server.challenge_auth(challenge)
            if answer is MISSING:
                return AuthResult(success=False)
            user, digest = answer.rsplit(b" ", 1)
            right = hmac.new(options["password"].encode(), challenge, "md5").hexdigest().encode()
            known = user == options["user"].encode() and digest == right
            return AuthResult(success=known, handled=False, auth_data=user)

    def authenticate(server, session, envelope, mechanism, data):
        pair = (options["user"].encode(), options["password"].encode())
        known = isinstance(data, LoginPassword) and (data.login, data.password) == pair
        return AuthResult(success=known, handled=False)

    context = None
    if "certificate" in options:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options["certificate"], options["key"])
    mechanism = options.get("mechanism")

    def protocol():
        return SMTP(
            Challenging() if mechanism == "CRAM-MD5" else Handler(),
            data_size_limit=64 * 1024 * 1024,
            enable_SMTPUTF8=True,
            hostname="sink.example",
            tls_context=context,
            require_starttls=context is not None,
            auth_required=mechanism is not None,
            auth_require_tls=False,
            auth_exclude_mechanism={"PLAIN", "LOGIN"} - {mechanism},
            authenticator=authenticate,
        )

    async def run():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(protocol, "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await loop.run_in_executor(None, sys.stdin.read)
        server.close()

    asyncio.run(run())


if __name__ == "__main__":
    serve(json.loads(sys.argv[1]))
