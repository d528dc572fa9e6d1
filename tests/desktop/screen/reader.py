# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What assistive technology is told of a program, over AT-SPI: the accessible tree and where the focus is."""
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from world import PATIENCE  # noqa: E402

Role = Atspi.Role
State = Atspi.StateType
# Their rows are read one by one where a test wants them: a list may hold a million.
OF_MANY = {Role.TABLE, Role.TREE_TABLE, Role.LIST, Role.LIST_BOX, Role.TREE}


class Reader:
    def __init__(self):
        Atspi.init()
        self.focused = []
        self.watched = None  # a process without which there is nothing to wait for
        self.listener = Atspi.EventListener.new(self._heard)
        self.listener.register("object:state-changed:focused")

    def _heard(self, event):
        if event.detail1:
            self.focused.append(event.source)

    def listen(self, seconds=0.0):
        """Takes in what has been told, for so long."""
        context = GLib.MainContext.default()
        end = time.monotonic() + seconds
        while True:
            while context.pending():
                context.iteration(False)
            if time.monotonic() >= end:
                return
            time.sleep(0.01)

    def wait(self, condition, what, seconds=PATIENCE):
        end = time.monotonic() + seconds
        while True:
            self.listen()
            try:
                found = condition()
            except (GLib.Error, IndexError):  # something went away while it was looked at, or is not there yet
                found = None
            if found:
                return found
            if self.watched and self.watched.poll() is not None:
                raise AssertionError(f"the program ended, with {self.watched.returncode}, before {what}")
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what}")
            time.sleep(0.05)

    def application(self, process):
        def look():
            desktop = Atspi.get_desktop(0)
            for i in range(desktop.get_child_count()):
                child = desktop.get_child_at_index(i)
                if child is not None and child.get_process_id() == process:
                    return child
            return None
        return self.wait(look, "the program on the accessibility bus")


def has(thing, *states):
    kept = thing.get_state_set()
    return all(kept.contains(state) for state in states)


def children(thing):
    for i in range(thing.get_child_count()):
        child = thing.get_child_at_index(i)
        if child is not None:
            yield child


def walk(thing):
    """All below it that is showing, without the rows of lists."""
    for child in children(thing):
        if not has(child, State.SHOWING):
            continue
        yield child
        if child.get_role() not in OF_MANY:
            yield from walk(child)


def windows(application):
    """The active one last."""
    found = [child for child in children(application) if has(child, State.SHOWING)]
    return sorted(found, key=lambda window: has(window, State.ACTIVE))


def text_of(thing):
    """By its text interface, or its name."""
    if "Text" not in thing.get_interfaces():
        return thing.get_name()
    return Atspi.Text.get_text(thing, 0, Atspi.Text.get_character_count(thing))


def tree(thing, depth=0):
    """For the log of a test that fails."""
    lines = ["  " * depth + told(thing)]
    for child in list(children(thing))[:60]:
        lines += tree(child, depth + 1)
    return lines


def told(thing):
    """As a person would be told of it."""
    return f'{thing.get_role_name()} "{thing.get_name()}"'
