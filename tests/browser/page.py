"""Uses report.html in headless Chromium as a reviewer would.

    python3 tests/browser/page.py CHROMIUM FOLDER...

Each folder holds the reports of a run. Run by tests/page.rs; needs the package playwright.
"""

import csv
import io
import pathlib
import sys

from playwright.sync_api import expect, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COLUMNS = (
    "conflict_id,verdict,note,carried,verdict_before,note_before,question,quote_a,quote_b,source_a,source_b,type"
).split(",")
NOTE = '=SUM(1) "said"\nand, more'
MANY = 1000  # rows, of which the slow parts are tried on smaller runs
VERDICTS = ["conflict", "update", "not a conflict", "unsure"]


class Watched:
    """A window that must neither complain nor ask for anything."""

    def __init__(self, context, address):
        self.complaints = []
        self.page = context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append("a dialog opened"))
        self.page.on("request", lambda request: self.asked(request.url))
        self.address = address
        self.page.add_init_script(
            "window.violations = [];"
            "document.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective))"
        )
        self.page.goto(address)

    def asked(self, url):
        if url.split("#")[0] != self.address and not url.startswith("blob:"):
            self.complaints.append(f"asked for {url}")

    def check(self):
        equal(self.complaints, [], "complaints")
        equal(self.page.evaluate("window.violations"), [], "violations of the policy")
        equal(self.page.evaluate("typeof window.broken"), "undefined", "hostile text ran")
        equal(self.page.locator("script").count(), 1, "scripts")
        equal(self.page.locator("img, iframe, object, embed, form").count(), 0, "foreign tags")


def equal(found, wanted, what):
    if found != wanted:
        sys.exit(f"{what}: found {found!r}, wanted {wanted!r}")


def current(page):
    return page.evaluate("document.querySelector('.card[aria-current]')?.id ?? null")


def shown(page):
    return page.locator(".card:not([hidden])").count()


def saved(page):
    with page.expect_download() as download:
        page.click("#save")
    equal(download.value.suggested_filename, "verdicts.csv", "name of the file")
    data = pathlib.Path(download.value.path()).read_bytes()
    equal(data[:3], b"\xef\xbb\xbf", "byte order mark")
    text = data[3:].decode("utf-8")
    equal(text.endswith("\r\n"), True, "last line ends")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def reported(folder):
    with open(folder / "conflicts.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def walk_and_decide(page, rows):
    """j and k move, 1 to 4 decide, 0 takes back; nothing happens at the ends of the list."""
    ids = [row["conflict_id"] for row in rows]
    page.keyboard.press("1")
    equal(page.locator("[data-verdict]:not([data-verdict=''])").count(), 0, "decided without a row")
    for number, verdict in enumerate(VERDICTS):
        page.keyboard.press("j")
        equal(current(page), ids[number], "row after j")
        page.keyboard.press(str(number + 1))
        equal(page.evaluate("document.activeElement.dataset.verdict"), verdict, "verdict")
        equal(page.text_content("#said"), f"Verdict: {verdict}", "what those who listen hear")
    page.keyboard.press("k")
    equal(current(page), ids[2], "row after k")
    page.keyboard.press("0")
    equal(page.locator(f"[id='{ids[2]}']").get_attribute("data-verdict"), "", "taken back")
    page.keyboard.press("3")
    for _ in range(5):
        page.keyboard.press("k")
    equal(current(page), ids[0], "k at the first row")
    page.keyboard.press("n")
    page.keyboard.insert_text(NOTE)
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    equal(current(page), ids[1], "j after a note")
    equal("4 decided" in page.text_content("#count"), True, "count of decided")
    radio = page.locator(".card[aria-current] input[type=radio]").nth(1)
    equal(radio.is_checked(), True, "the field shows the verdict of the key")


def filter_and_search(page, rows):
    def choose(which, value, wanted):
        page.select_option(f"#{which}", value=value)
        equal(shown(page), wanted, f"rows for {which} {value!r}")
        page.click("#reset")
        equal(shown(page), len(rows), "rows after reset")

    for column, which in [("relation", "relation"), ("type", "type")]:
        for value in {row[column] for row in rows}:
            choose(which, value, sum(row[column] == value for row in rows))
    choose("verdict", "decided", 4)
    choose("verdict", "none", len(rows) - 4)
    choose("verdict", "unsure", 1)
    speaker = page.locator("#speaker option").nth(1)
    equal(0 < choose_count(page, "speaker", speaker.get_attribute("value")) <= len(rows), True, "speaker")
    source = page.locator("#source option").nth(1)
    equal(0 < choose_count(page, "source", source.get_attribute("value")) <= len(rows), True, "source")

    page.keyboard.press("/")
    page.keyboard.insert_text("no such words at all jj 1")
    expect(page.locator(".card:not([hidden])")).to_have_count(0)
    equal(page.is_visible("#nothing"), True, "says that nothing matches")
    question = page.locator(".question").nth(1).text_content()
    page.fill("#search", question)
    expect(page.locator(".card:not([hidden])")).not_to_have_count(0)
    equal(page.locator(f"[id='{rows[1]['conflict_id']}']").is_visible(), True, "found by its question")
    page.keyboard.press("Escape")
    page.click("#reset")

    pair = page.locator(".pair").first
    numbers = pair.locator(".heard").text_content()
    pair.click()
    expected = sum(int(part.split()[0]) for part in numbers.split(", ")[:2])
    equal(shown(page), expected, f"rows of a cell of the matrix: {numbers}")
    page.click("#reset")


def choose_count(page, which, value):
    page.select_option(f"#{which}", value=value)
    found = shown(page)
    page.click("#reset")
    return found


def help_opens(page):
    page.keyboard.press("?")
    equal(page.locator("#keys").is_visible(), True, "help")
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    equal(page.locator("#keys").is_visible(), False, "help closed")


def check_file(rows, found):
    """The saved cells are those of conflicts.csv, marks against formulas included."""
    equal(list(found[0]), COLUMNS, "columns")
    equal(len(found), len(rows), "rows in the file")
    for row, saved_row in zip(rows, found):
        for column in ["conflict_id", "question", "quote_a", "quote_b", "source_a", "source_b", "type"]:
            wanted = row[column].replace("\0", "\ufffd")  # which HTML cannot hold
            equal(saved_row[column], wanted, f"{column} of {row['conflict_id']}")
    equal([row["verdict"] for row in found[:4]], VERDICTS, "verdicts in the file")
    equal(found[0]["note"], "'" + NOTE, "note in the file")


def readable(page):
    """Every field and part has a name for those who hear the page, and headings skip no level."""
    unnamed = page.evaluate(
        """[...document.querySelectorAll('input, select, textarea, button')].filter(field =>
             !field.closest('label')?.textContent.trim() && !field.textContent.trim()).length"""
    )
    equal(unnamed, 0, "fields without a name")
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    equal(levels[0], 1, "first heading")
    equal([b for a, b in zip(levels, levels[1:]) if b > a + 1], [], "headings that skip a level")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    equal(len(ids), len(set(ids)), "ids are distinct")
    equal(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), True, "fits the window")


def printed(page, number):
    page.emulate_media(media="print")
    equal(page.locator(".card").evaluate_all("all => all.filter(e => e.checkVisibility()).length"), number, "cards in print")
    for control in ["#save", "#search", "textarea", "input", "nav"]:
        equal(page.locator(control).first.is_visible(), False, f"{control} in print")
    page.emulate_media(media="screen")


def no_script(browser, address, number):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    equal(page.locator(".card").count(), number, "cards without a script")
    equal(page.is_visible("noscript p"), True, "says that scripts are off")
    equal(page.is_visible("#save"), False, "no control without a script")
    context.close()


def earlier_run(window):
    """Verdicts of another run in the same browser are offered, and taken over when wanted."""
    page = window.page
    first = page.locator(".card").first.get_attribute("id")
    page.evaluate(
        """id => { localStorage.clear();
                   localStorage.setItem('atodds/r0/' + id, '{"verdict":"unsure","note":"<b>"}');
                   localStorage.setItem('atodds/r0/other', '{"verdict":"unsure"}');
                   localStorage.setItem('atodds/r1/' + id + 'x', 'damaged'); }""",
        first,
    )
    page.reload()
    equal("for 1 row" in page.text_content("#earlier"), True, "earlier verdicts are offered")
    page.click("#earlier button")
    equal(page.locator(".card").first.get_attribute("data-verdict"), "unsure", "taken over")
    equal(page.locator(".card textarea").first.input_value(), "<b>", "note taken over")
    page.reload()
    equal(page.is_visible("#earlier"), False, "offered once")


def try_out(browser, folder):
    folder = pathlib.Path(folder)
    rows = reported(folder)
    equal(len(rows) > 4, True, "the run has rows enough")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    window = Watched(context, (folder / "report.html").resolve().as_uri())
    page = window.page
    equal(shown(page), len(rows), "cards")
    walk_and_decide(page, rows)
    if len(rows) < MANY:
        filter_and_search(page, rows)
        help_opens(page)
    check_file(rows, saved(page))
    readable(page)
    if len(rows) < MANY:
        printed(page, len(rows))
    page.reload()
    equal("4 decided" in page.text_content("#count"), True, "decided after a reload")
    check_file(rows, saved(page))
    equal(page.locator("textarea").first.input_value(), NOTE, "note after a reload")
    window.check()
    earlier_run(window)
    window.check()
    page.set_viewport_size({"width": 360, "height": 700})
    equal(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), True, "fits a phone")
    context.close()
    no_script(browser, window.address, len(rows))
    print(f"passed: {folder.name}, {len(rows)} rows")


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=sys.argv[1], args=ARGUMENTS)
        for folder in sys.argv[2:]:
            try_out(browser, folder)
        browser.close()


if __name__ == "__main__":
    main()
