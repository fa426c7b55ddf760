"""A headless Chromium, led through its DevTools over a pipe: what a page did, not what it might do."""

import fcntl
import json
import os
import select
import shutil
import subprocess
import time

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE = 60
ASKED = "lavra://asked"  # what the questions of `ask` are called among the scripts of a page


def find():
    """The browser's program: what CHROMIUM names, which must be there then, or what is on the PATH, or None."""
    return os.environ.get("CHROMIUM") or next((found for found in map(shutil.which, NAMES) if found), None)


class Browser:
    """One tab. `events` holds what the page caused since the last `open`."""

    def __init__(self, program, profile):
        to_browser, self.write_to = os.pipe()
        self.read_from, from_browser = os.pipe()
        self.buffer, self.number, self.events = b"", 0, []
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (to_browser, from_browser)]
        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run"]
            + ["--disable-background-networking", "--disable-dev-shm-usage", "--disable-popup-blocking", "--disable-extensions", f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(3, 4),
            preexec_fn=lambda: [os.dup2(end, place) for end, place in zip(ends, (3, 4))],
            stderr=subprocess.DEVNULL,
        )
        for end in ends:
            os.close(end)
        os.close(to_browser)
        os.close(from_browser)
        self.session = None
        pages = [target for target in self.call("Target.getTargets")["targetInfos"] if target["type"] == "page"]
        self.target = pages[0]["targetId"]
        attached = self.call("Target.attachToTarget", targetId=pages[0]["targetId"], flatten=True)
        self.call("Target.setDiscoverTargets", discover=True)
        self.session = attached["sessionId"]
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        for domain in ("Page", "Network", "Runtime", "Log", "Debugger"):
            self.call(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(PATIENCE)
        os.close(self.write_to)
        os.close(self.read_from)

    def call(self, method, **parameters):
        """One command's result; events that arrive before it are kept."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self._send(message)
        while True:
            answer = self._next(PATIENCE)
            if answer is None:
                raise TimeoutError(f"{method}: no answer")
            if answer.get("id") == self.number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return answer["result"]
            self._keep(answer)

    def open(self, url, quiet=0.2):
        """Goes to a page and waits until it has loaded and has been quiet for so many seconds."""
        self.events.clear()
        self.call("Page.navigate", url=url)
        end = time.monotonic() + PATIENCE
        while not self.caused("Page.loadEventFired"):
            assert time.monotonic() < end, f"{url} does not load"
            self._take(1)
        self.settle(quiet)

    def settle(self, quiet=0.2):
        """Waits until nothing has happened for so many seconds."""
        while self._take(quiet):
            pass

    def press(self, key):
        """One key, down and up."""
        codes = {"Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40, "Tab": 9}
        typed = {"text": "\r" if key == "Enter" else key} if len(key) == 1 or key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            given = {"windowsVirtualKeyCode": codes.get(key, 0), "key": key, **(typed if kind == "keyDown" else {})}
            self.call("Input.dispatchKeyEvent", type=kind, **given)

    def close_others(self):
        """Closes tabs that a page has opened."""
        for target in self.call("Target.getTargets")["targetInfos"]:
            if target["type"] == "page" and target["targetId"] != self.target:
                self.call("Target.closeTarget", targetId=target["targetId"])

    def caused(self, *methods):
        return [event["params"] for event in self.events if event["method"] in methods]

    def ask(self, expression):
        """The value of a JavaScript expression in the page."""
        named = f"{expression}\n//# sourceURL={ASKED}"
        answer = self.call("Runtime.evaluate", expression=named, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def _take(self, seconds):
        message = self._next(seconds)
        if message is not None:
            self._keep(message)
        return message is not None

    def _keep(self, message):
        self.events.append(message)
        if message.get("method") == "Page.javascriptDialogOpening":
            self.number += 1
            self._send(
                {
                    "id": self.number,
                    "method": "Page.handleJavaScriptDialog",
                    "params": {"accept": False},
                    "sessionId": self.session,
                }
            )

    def _send(self, message):
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.write_to, data) :]

    def _next(self, seconds):
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.read_from], [], [], seconds)
            chunk = os.read(self.read_from, 1 << 20) if ready else b""
            if not chunk:
                return None
            self.buffer += chunk
        message, self.buffer = self.buffer.split(b"\0", 1)
        return {"method": ""} | json.loads(message)
