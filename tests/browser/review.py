"""Decides in report.html as a reviewer would and saves verdicts.csv.

    python3 tests/browser/review.py CHROMIUM FOLDER PROFILE DECISIONS FILE

FOLDER holds the reports of a run, PROFILE what the browser keeps from one call to the next.
DECISIONS is a JSON list of [row from 0, verdict or "", note]. The file that the page saves is left at
FILE. Prints what the page began with. Run by tests/page_review.rs; needs the package playwright.
"""

import json
import pathlib
import re
import sys

from playwright.sync_api import sync_playwright

from page import ARGUMENTS, equal


def decide(page, card, verdict, note):
    card.scroll_into_view_if_needed()
    if verdict:
        # Also where it is chosen already.
        card.locator(f"input[value='{verdict}']").click()
    elif card.locator(".clear").is_visible():
        card.locator(".clear").click()
    card.locator("textarea").fill(note)
    equal(card.get_attribute("data-verdict"), verdict, "verdict")


def state(page):
    return page.locator(".card").evaluate_all(
        "all => all.map(e => [e.dataset.verdict, e.dataset.note, e.dataset.carried])"
    )


def main():
    chromium, folder, profile, decisions, file = sys.argv[1:]
    decisions = json.loads(pathlib.Path(decisions).read_text(encoding="utf-8"))
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=chromium, args=ARGUMENTS, accept_downloads=True
        )
        page = context.new_page()
        complaints = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto((pathlib.Path(folder) / "report.html").resolve().as_uri())

        decided = sum(1 for verdict, _, _ in state(page) if verdict)
        marked = page.locator(".carried:visible").count()
        page.select_option("#verdict", value="again")
        equal(page.locator(".card:not([hidden])").count(), marked, "rows to look at again")
        page.click("#reset")
        offer = page.text_content("#earlier span") if page.is_visible("#earlier") else "0"
        offered = re.search("[0-9]+", offer).group()
        print(f"began with {decided} decided, {marked} marked, {offered} offered")

        for number, verdict, note in decisions:
            decide(page, page.locator(".card").nth(number), verdict, note)
        before = state(page)
        page.reload()
        equal(state(page), before, "what a reload brings back")
        with page.expect_download() as download:
            page.click("#save")
        equal(download.value.suggested_filename, "verdicts.csv", "name of the file")
        download.value.save_as(file)
        equal(complaints, [], "complaints")
        context.close()


if __name__ == "__main__":
    main()
