# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen with a window manager, and the real server with a database of its own; gone at the end."""
import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import uuid

PATIENCE = 60  # seconds; a build with sanitizers is slow


def until(condition, what, seconds=PATIENCE):
    """What the condition gives as soon as it is true of it."""
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain for {what}")
        time.sleep(0.05)


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


def start(command, **options):
    """A process that does not outlive this one, whatever becomes of it."""
    return subprocess.Popen(command, preexec_fn=die_with_parent, **options)


def die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG; the bus launcher ends its own bus then


def stop(process):
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise


class Screen:
    """An X server that nobody looks at, and a window manager."""

    def __init__(self):
        read, write = os.pipe()
        # Without -noreset it begins anew when its first client leaves, and those who come just then are turned away.
        self.x = start(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        if not number:
            raise AssertionError("Xvfb did not start")
        self.display = ":" + number
        # Found by its name on the session bus.
        self.assistive = start(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"],
                                          env=self.environment(), stderr=subprocess.DEVNULL)
        self.manager = start(["openbox", "--sm-disable"], env=self.environment(),
                                        stderr=subprocess.DEVNULL)
        until(lambda: subprocess.run(["xdotool", "get_num_desktops"], env=self.environment(), capture_output=True,
                                     check=False).returncode == 0, "the window manager")

    def environment(self):
        return {**os.environ, "DISPLAY": self.display}

    def keys(self, *names):
        """Presses keys, as xdotool names them, one after the other."""
        subprocess.run(["xdotool", "key", "--delay", "40", *names], env=self.environment(), check=True)

    def write(self, text):
        subprocess.run(["xdotool", "type", "--delay", "15", text], env=self.environment(), check=True)

    def picture(self, file):
        """Only where ImageMagick is at hand."""
        if shutil.which("import"):
            subprocess.run(["import", "-window", "root", file], env=self.environment(), check=False)

    def close(self):
        for process in (self.manager, self.assistive, self.x):
            stop(process)


class Server:
    EMAIL = "admin@example.com"

    def __init__(self, program):
        self.folder = tempfile.mkdtemp(prefix="mostrador-screen-")
        port, operations, feed = free_ports(3)
        self.url = f"http://127.0.0.1:{port}"
        self.environment = {
            **os.environ, "HOME": self.folder, "MOSTRADOR_SERVER_LISTEN": f"127.0.0.1:{port}",
            "MOSTRADOR_SERVER_OPERATIONS_LISTEN": f"127.0.0.1:{operations}",
            "MOSTRADOR_SERVER_FEED_LISTEN": f"127.0.0.1:{feed}", "MOSTRADOR_SERVER_PUBLIC_URL": self.url,
            "MOSTRADOR_SERVER_FEED_URL": f"ws://127.0.0.1:{feed}/api/v1/feed",
            "MOSTRADOR_LOG_LEVEL": "warning"}
        made = subprocess.run(
            [program, "admin", "create-admin", "--email", self.EMAIL, "--name", "Marta Ruiz",
             "--print-password-only", "--data-dir", self.folder],
            env=self.environment, check=True, capture_output=True, text=True)
        self.password = made.stdout.strip()
        with open(os.path.join(self.folder, "server.log"), "ab") as log:
            self.process = start([program, "serve", "--data-dir", self.folder], env=self.environment,
                                            stdout=log, stderr=log)
        self.token = ""
        until(self.answers, "the server")
        self.token = self.call("POST", "/sessions", {"email": self.EMAIL, "password": self.password})["token"]

    def answers(self):
        try:
            with urllib.request.urlopen(self.url + "/es"):
                return True
        except (urllib.error.URLError, ConnectionError):
            return False

    def call(self, method, path, body=None):
        request = urllib.request.Request(
            self.url + "/api/v1" + path, method=method, data=None if body is None else json.dumps(body).encode())
        if self.token:
            request.add_header("Authorization", "Bearer " + self.token)
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.add_header("Idempotency-Key", str(uuid.uuid4()))
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def close(self):
        stop(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)
