"""The desk of idle land as an officer uses it: a case found in the list, papers written and issued, steps taken in their form."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Locator, expect

from tests.browser.supply_desk import Form, paper
from tests.browser.tab import Tab


class CaseDesk:
    """Desk 闲 with the sheet of one case."""

    def __init__(self, tab: Tab, case_id: int) -> None:
        self.tab = tab
        self.page = tab.page
        self.case_id = case_id

    def open(self, part: str | None = None) -> CaseDesk:
        """The sheet, on one of its tabs."""
        self.tab.open(f"/desk/idle?idle_case={self.case_id}")
        expect(self.sheet).to_be_visible()
        if part:
            self.turn(part)
        return self

    @property
    def sheet(self) -> Locator:
        return self.page.locator(".case-sheet")

    @property
    def head(self) -> Locator:
        return self.sheet.locator(".case-head")

    def turn(self, part: str) -> Locator:
        self.sheet.get_by_role("tab", name=part, exact=True).click()
        return self.sheet.get_by_role("tabpanel")

    def issue(self, title: str, words: dict[str, str], choices: dict[str, str] | None = None) -> CaseDesk:
        """Write the words of a paper, then number and freeze it."""
        self.open("文书与送达")
        self.sheet.locator(".case-acts").get_by_role("button", name=title, exact=True).click()
        form = Form(self.tab, re.compile(rf"^填写文书内容 · {title}"))
        form.fill(words).choose(choices or {}).press("保存").closed()
        draft = self.sheet.locator(".paper-draft").filter(has=self.page.get_by_text(title, exact=True))
        draft.get_by_role("button", name="出具", exact=True).click()
        Form(self.tab, f"出具{title}").press("出具").closed()
        self.tab.toast("已出具")
        return self

    def step(self, name: str) -> StepForm:
        """Open the form of a step, from its button or from the menu where there are several."""
        only = self.head.get_by_role("button", name=name, exact=True)
        more = self.head.get_by_role("button", name="办理下一步", exact=True)
        expect(only.or_(more)).to_be_visible()
        if more.is_visible():
            more.click()
            self.page.get_by_role("menuitem", name=name, exact=True).click()
        else:
            only.click()
        return StepForm(self.tab, re.compile(rf"· {re.escape(name)}$"))

    def expect_state(self, words: str) -> None:
        expect(self.head.locator(".case-state")).to_have_text(words)

    def picture(self, name: str) -> None:
        """Keep what is seen, for people to look at."""
        self.page.screenshot(path=f"test-results/idle-{name}.png")


class StepForm(Form):
    """The form of one step."""

    def served(self, on: date, receipt: str) -> StepForm:
        """Fill the service: the day and the signed receipt."""
        part = self.box.get_by_role("group", name="送达")
        part.get_by_label(re.compile(r"^送达日期\*?$")).fill(on.isoformat())
        return self.bring(part, receipt)

    def proved(self, title: str) -> StepForm:
        """Attach evidence to the step itself."""
        return self.bring(self.box.locator(".case-form > .form-stack").first, title)

    def bring(self, where: Locator, title: str) -> StepForm:
        where.locator("input[type=file]").set_input_files(paper(title))
        expect(where.locator(".evidence-link", has_text=title)).to_be_visible()
        return self

    def take(self) -> None:
        """Press once nothing stands against it any more."""
        button = self.box.get_by_role("button", name="办理", exact=True)
        expect(button).to_be_enabled()
        button.click()
        self.closed()
