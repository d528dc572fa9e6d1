# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The console on a screen with a window manager, used by the keyboard alone and read from outside as a screen reader
reads it (AT-SPI), against the real server. MOSTRADOR_SERVER and MOSTRADOR_CONSOLE name the programs; MOSTRADOR_SHOTS a
folder for pictures. Wants a session bus of its own: dbus-run-session -- python3 screenreader.py"""
import faulthandler
import os
import shutil
import sys
import tempfile
import unittest

MISSING = [name for name in ("Xvfb", "openbox", "xdotool", "dbus-daemon") if not shutil.which(name)]
try:
    from reader import OF_MANY, Reader, Role, State, children, has, text_of, told, tree, walk, windows
except (ImportError, ValueError) as error:
    MISSING.append(str(error))
if MISSING:
    print("SKIPPED: not here: " + ", ".join(MISSING))
    sys.exit(77)

from world import Screen, Server, start  # noqa: E402

# What a person acts on, and so has to be told the name of.
ACTED_ON = {Role.PUSH_BUTTON, Role.TOGGLE_BUTTON, Role.CHECK_BOX, Role.RADIO_BUTTON, Role.COMBO_BOX, Role.TEXT,
            Role.ENTRY, Role.PASSWORD_TEXT, Role.SPIN_BUTTON, Role.PAGE_TAB, Role.LINK, Role.MENU, Role.MENU_ITEM,
            Role.SLIDER} | OF_MANY
SUBJECT = "La cafetera se apaga sola"


class ScreenReaderTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(os.environ["MOSTRADOR_SERVER"])
        cls.addClassCleanup(cls.server.close)
        cls.screen = Screen()
        cls.addClassCleanup(cls.screen.close)
        # The bus of assistive technology is found by way of the screen.
        os.environ["DISPLAY"] = cls.screen.display
        cls.reader = Reader()
        cls.incident = cls.server.call("POST", "/incidents", {
            "subject": SUBJECT, "description": "Cada cinco minutos, haga lo que haga.", "channel": "phone",
            "language": "es", "customer": {"given_name": "Ana", "family_name": "Pérez", "email": "ana@example.com",
                                           "locale": "es"}})

    def open(self, language):
        home = tempfile.mkdtemp(prefix="mostrador-home-")
        self.addCleanup(shutil.rmtree, home, True)
        settings = os.path.join(home, "console.ini")
        with open(settings, "w", encoding="utf-8") as file:
            file.write(f"[General]\nlanguage={language}\n")
        # What the X server answers ends without a zero, and libxkbcommon rightly reads only as much as there is of it.
        sanitizer = os.environ.get("ASAN_OPTIONS", "") + ":strict_string_checks=0"
        self.console = start(
            [os.environ["MOSTRADOR_CONSOLE"], "--server", self.server.url, "--email", self.server.EMAIL, "--settings",
             settings],
            env={**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "QT_QPA_PLATFORM": "xcb",
                 "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LANG": "C.UTF-8", "ASAN_OPTIONS": sanitizer})
        self.addCleanup(self.end)
        self.reader.watched = self.console
        self.application = self.reader.application(self.console.pid)
        self.window(lambda title: True)

    def tearDown(self):
        if self._outcome.result.failures or self._outcome.result.errors:
            for window in windows(self.application):
                print("\n".join(tree(window)), file=sys.stderr)

    def end(self):
        if self.console.poll() is None:
            self.console.kill()
        self.console.wait()

    def window(self, is_meant):
        """The active window, once it is the one that is meant."""
        def look():
            shown = windows(self.application)
            active = shown[-1] if shown else None
            return active if active and has(active, State.ACTIVE) and is_meant(active.get_name()) else None
        return self.reader.wait(look, "a window")

    def find(self, role, name=None, below=None):
        def look():
            for thing in walk(below or windows(self.application)[-1]):
                if thing.get_role() == role and (name is None or name in thing.get_name()):
                    return thing
            return None
        return self.reader.wait(look, f"{role} {name or ''}")

    def log_in(self):
        self.find(Role.PASSWORD_TEXT)
        self.screen.write(self.server.password)
        self.screen.keys("Return")
        self.table = self.reader.wait(
            lambda: next((thing for thing in walk(windows(self.application)[-1]) if thing.get_role() == Role.TABLE and
                          thing.get_name() in ("Incidents", "Incidencias")), None), "the list")
        self.main = self.window(lambda title: True)
        self.reader.wait(lambda: any(SUBJECT in cell.get_name() for cell in children(self.table)), "the incident")

    def picture(self, name):
        if os.environ.get("MOSTRADOR_SHOTS"):
            self.screen.picture(os.path.join(os.environ["MOSTRADOR_SHOTS"], name + ".png"))

    def check_names(self, window):
        seen = 0
        for thing in walk(window):
            role = thing.get_role()
            if has(thing, State.FOCUSABLE):
                self.assertNotIn(role, (Role.INVALID, Role.UNKNOWN), told(thing))
            if role in ACTED_ON and has(thing, State.ENABLED):
                self.assertTrue(thing.get_name().strip(), told(thing) + " in " + told(thing.get_parent()))
                seen += 1
        self.assertGreater(seen, 2)

    def check_focus(self, window, at_least):
        """Tab goes to each stop, tells where it is, and comes round."""
        stops = []
        for _ in range(80):
            del self.reader.focused[:]
            self.screen.keys("Tab")
            before = stops[-1] if stops else None
            self.reader.wait(lambda: self.reader.focused and self.reader.focused[-1] != before,
                             "the focus to be told, behind " + (told(before) if before else "nothing"))
            self.reader.listen(0.05)
            now = self.reader.focused[-1]
            if stops and now == stops[0]:
                break
            self.assertTrue(now.get_name().strip() or text_of(now).strip(), told(now))
            stops.append(now)
        else:
            self.fail("the focus never came round: " + ", ".join(map(told, stops)))
        self.assertGreaterEqual(len(stops), at_least, ", ".join(map(told, stops)))

    def test_log_in_is_told_and_done_by_keyboard(self):
        for language, password in (("es", "Contraseña"), ("en", "Password")):
            with self.subTest(language):
                self.open(language)
                window = self.window(lambda title: True)
                self.check_names(window)
                self.assertIn(password, self.find(Role.PASSWORD_TEXT).get_name())
                self.check_focus(window, 5)
                self.end()
        # A mistake is told beside the field, and said.
        self.open("en")
        self.find(Role.PASSWORD_TEXT)
        self.screen.write("wrong")
        self.screen.keys("Return")
        self.find(Role.LABEL, "The e-mail address or the password is wrong.")

    def test_the_main_window_is_told(self):
        self.open("en")
        self.log_in()
        self.check_names(self.main)
        self.check_focus(self.main, 6)
        self.picture("screen-main")

    def test_an_incident_is_answered_by_keyboard(self):
        self.open("es")
        self.log_in()
        self.screen.keys("Escape", "ctrl+l", "j")
        self.reader.wait(lambda: any(SUBJECT in text_of(t) for t in walk(self.main) if t.get_role() == Role.LABEL),
                         "the incident to be open")
        # What the customer wrote is read.
        self.reader.wait(lambda: any("Cada cinco minutos" in text_of(t) for t in walk(self.main)),
                         "the conversation")
        self.screen.keys("r")
        place = self.reader.wait(lambda: self.reader.focused and has(self.reader.focused[-1], State.FOCUSED,
                                                                     State.EDITABLE) and self.reader.focused[-1],
                                 "the place to write")
        self.assertIn("cliente", place.get_name())
        self.screen.write("Hola Ana, desenchufe la cafetera.")
        self.reader.wait(lambda: "desenchufe la cafetera." in text_of(place), "the text")
        self.picture("screen-reply")
        self.screen.keys("ctrl+Return")
        path = "/incidents/" + self.incident["id"] + "/messages"
        self.reader.wait(lambda: "Hola Ana, desenchufe la cafetera." in
                         [m["body"] for m in self.server.call("GET", path)["items"]], "the reply at the server")

    def test_dialogs_open_over_the_window_and_give_the_focus_back(self):
        self.open("en")
        self.log_in()
        self.screen.keys("Escape", "ctrl+l", "j")
        for key, at_least in (("question", 2), ("ctrl+k", 1), ("ctrl+shift+k", 3), ("ctrl+shift+d", 3)):
            with self.subTest(key):
                self.screen.keys(key)
                dialog = self.reader.wait(lambda: (shown := windows(self.application)[-1]) != self.main and
                                          has(shown, State.ACTIVE) and shown, "a window for " + key)
                self.assertTrue(dialog.get_name().strip(), told(dialog))
                self.check_names(dialog)
                if at_least > 1:
                    self.check_focus(dialog, at_least)
                self.picture("screen-" + key)
                self.screen.keys("Escape")
                self.reader.wait(lambda: has(self.main, State.ACTIVE), "the main window again after " + key)

    def test_the_window_manager_can_close_it(self):
        self.open("en")
        self.log_in()
        self.screen.keys("alt+F4")
        self.assertEqual(self.console.wait(60), 0)


if __name__ == "__main__":
    # Where it hangs is told before whoever started it gives up.
    faulthandler.dump_traceback_later(540, exit=True)
    unittest.main(verbosity=2)
