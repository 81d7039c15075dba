"""A person's browser: every page in it is watched, and nothing it says or asks for elsewhere goes unnoticed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import APIResponse, BrowserContext, ConsoleMessage, Page, Request, WebError, expect

from tests.browser.drawn_map import SETTLED, DrawnMap
from tests.browser.running_site import PASSWORD, RunningSite

DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
PATIENCE_MS = 120_000
"""A busy machine is no fault of the page: a file that takes seconds to write may take a minute beside other work."""
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
"""Run before a page's own code: whoever opens it pays for the line by what comes over it."""


class Watch:
    """Collects what no page may do: ask another host, write an error to the console, throw, crash."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.faults: list[str] = []
        self.requests: list[str] = []
        self._expected: list[tuple[int, str]] = []
        self._allowed: list[tuple[str, str]] = []
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", self._threw)
        context.on("page", lambda page: page.on("crash", lambda page: self.faults.append(f"crashed: {page.url}")))

    def expect_refusal(self, status: int, path: str) -> None:
        """Once, the server will refuse `path` with `status`; the browser writes that to the console by itself."""
        self._expected.append((status, path))

    def allow_refusal(self, statuses: str, path: str) -> None:
        """The server may refuse paths like this (both are patterns) any number of times; only for who presses everything."""
        self._allowed.append((statuses, path))

    def verdict(self) -> list[str]:
        """Everything that went wrong; a refusal that was expected and never came counts too."""
        return self.faults + [f"expected and not seen: {status} {path}" for status, path in self._expected]

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        parts = urlsplit(request.url)
        if parts.scheme in ("data", "blob") or parts.netloc == self.host:
            return
        self.faults.append(f"request to another host: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        path = urlsplit(message.location.get("url", "")).path
        refused = re.search(r"status of (\d{3})", message.text)
        if refused and (int(refused[1]), path) in self._expected:
            self._expected.remove((int(refused[1]), path))
            return
        if refused and any(re.fullmatch(s, refused[1]) and re.fullmatch(p, path) for s, p in self._allowed):
            return
        self.faults.append(f"console error: {message.text} ({path})")

    def _threw(self, error: WebError) -> None:
        self.faults.append(f"page error: {error.error}")


class Tab:
    """One page of a person. Speaks of the page as people do: what is on the map, what the ledger says."""

    def __init__(self, page: Page, site: RunningSite, watch: Watch) -> None:
        self.page = page
        self.site = site
        self.watch = watch
        self.map = DrawnMap(page)
        self._csrf: str | None = None

    # Going somewhere

    def open(self, path: str) -> Tab:
        self.page.goto(self.site.address + path)
        return self

    def open_desk(self, path: str = "/desk") -> Tab:
        """A page ready to work: data read, every tile drawn."""
        return self.open(path).settled()

    def settled(self) -> Tab:
        """Wait until the page says that it is at rest: nothing asked for, no pause before it, all drawn, no map gliding."""
        self.page.wait_for_function(SETTLED)
        return self

    def beside(self) -> Tab:
        """A second tab of the same person: same cookies, same watch."""
        return Tab(self.page.context.new_page(), self.site, self.watch)

    def sign_in(self, username: str, password: str = PASSWORD) -> Tab:
        """Without the form: the cookie is set as the form would set it."""
        answer = self.page.context.request.post(
            f"{self.site.address}/api/session", data={"username": username, "password": password}
        )
        assert answer.ok, answer.text()
        self._csrf = answer.json()["csrf"]
        return self

    def post(self, path: str, body: dict[str, Any]) -> APIResponse:
        """Change something beside the page, as this person (signed in by `sign_in`)."""
        return self.page.context.request.post(self.site.address + path, data=body, headers={"X-CSRF-Token": self.token})

    def put(self, path: str, body: dict[str, Any]) -> APIResponse:
        """Replace something beside the page, as this person."""
        return self.page.context.request.put(self.site.address + path, data=body, headers={"X-CSRF-Token": self.token})

    @property
    def token(self) -> str:
        """What a page sends with every change."""
        return self._csrf or ""

    def sign_in_by_form(self, username: str, password: str = PASSWORD) -> Tab:
        form = self.page.get_by_role("form", name="登录工作台")
        form.get_by_label("用户名").fill(username)
        form.get_by_label("密码", exact=True).fill(password)
        form.get_by_role("button", name="登录", exact=True).click()
        return self

    def ask(self, path: str, **query: str | int) -> Any:
        """What the server answers this person, read beside the page."""
        answer = self.page.context.request.get(self.site.address + path, params=query or None)
        assert answer.ok, f"{path}: {answer.status} {answer.text()}"
        return answer.json()

    # Things on every desk

    def desk(self, name: str) -> Tab:
        """Enter a desk by its entry in the rail; its code and its data have come."""
        self.page.get_by_role("navigation", name="功能").get_by_role("button", name=name, exact=True).click()
        return self.settled()

    def discard_entries(self) -> Tab:
        """Close the form that is open, and answer that what was entered may go."""
        self.page.keyboard.press("Escape")
        self.page.get_by_role("button", name="放弃并关闭").click()
        return self.settled()

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.page)

    @property
    def dossier(self) -> Any:
        return self.page.locator(".plot-head")

    def download(self, press: Any, into: Path) -> Path:
        """Press something that downloads; return the saved file under the name the server gave it."""
        with self.page.expect_download() as waiting:
            press()
        target = into / waiting.value.suggested_filename
        waiting.value.save_as(target)
        return target

    def toast(self, words: str) -> None:
        expect(self.page.locator(".toast", has_text=words).first).to_be_visible()


class Ledger:
    """The ledger as people read it: so many rows, so much land."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.locator(".ledger")

    def open(self) -> Ledger:
        if not self.box.is_visible():
            self.page.keyboard.press("`")
        expect(self.box.locator(".ledger-totals")).to_be_visible()
        return self

    def expect_rows(self, count: int) -> Ledger:
        """The head says `count` rows."""
        expect(self.box.locator(".ledger-totals")).to_contain_text(f"{count:,} 行")
        return self

    @property
    def rows(self) -> int:
        return int(re.match(r"([\d,]+) 行", self.words)[1].replace(",", ""))  # type: ignore[index]

    @property
    def words(self) -> str:
        return self.box.locator(".ledger-totals").inner_text().strip()

    def filter(self, chip: Literal["园区", "状态", "用途", "供应", "开发状态"], *choices: str) -> Ledger:
        """Tick choices of a column filter."""
        self.box.locator(".ledger-filters").get_by_role("button", name=chip, exact=True).click()
        panel = self.page.get_by_role("dialog", name=chip, exact=True)
        for choice in choices:
            panel.locator("label", has_text=choice).first.click()
        self.page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        return self

    def row(self, plot_no: str) -> Any:
        return self.box.get_by_role("row").filter(has=self.page.get_by_text(plot_no, exact=True))
