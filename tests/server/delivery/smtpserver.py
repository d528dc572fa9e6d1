#!/usr/bin/python3
# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server with TLS and log-in for the tests, on a free port of the loopback (aiosmtpd).

smtpserver.py none|starttls|tls CERTIFICATE KEY USER PASSWORD

Prints {"port": N}, then a line for each log-in tried and each mail taken. Ends when its input ends.
"""
import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

mode, certificate, key, user, password = sys.argv[1:6]


def tell(**what):
    print(json.dumps(what), flush=True)


def authenticate(_server, session, _envelope, mechanism, data):
    given = (data.login.decode(), data.password.decode())
    success = given == (user, password)
    tell(auth=mechanism, success=success, tls=mode == "tls" or session.ssl is not None)
    # Not "handled": the server itself answers 235 or 535.
    return AuthResult(success=success, handled=False)


class Handler:
    async def handle_DATA(self, _server, session, envelope):
        tell(mail=envelope.content.decode(), sender=envelope.mail_from, to=envelope.rcpt_tos,
             tls=mode == "tls" or session.ssl is not None, authenticated=session.authenticated)
        return "250 2.0.0 OK"


async def serve():
    tls = None
    if mode != "none":
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(certificate, key)

    def session():
        return SMTP(Handler(), hostname="localhost", authenticator=authenticate, auth_required=True,
                    auth_require_tls=mode != "none" and mode != "tls",
                    tls_context=tls if mode == "starttls" else None, require_starttls=mode == "starttls")

    loop = asyncio.get_running_loop()
    server = await loop.create_server(session, "127.0.0.1", 0, ssl=tls if mode == "tls" else None)
    tell(port=server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(serve())
