"""A headless Chromium for tests of pages."""

import shutil
from contextlib import contextmanager

import pytest

HOW = "tests of the report need Chromium: apt-get install -y --no-install-recommends chromium (or put it on PATH)"


@contextmanager
def chromium():
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail(HOW)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """A page that is open, and everything it complained about."""

    def __init__(self, browser, path, **options):
        self.complaints = []
        self.page = browser.new_page(**options)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)
        self.page.goto(path.as_uri())

    def _dialog(self, dialog):
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request):
        if not request.url.startswith("file:"):
            self.complaints.append(f"request: {request.url}")

    def texts(self, selector):
        return self.page.locator(selector).all_inner_texts()
