"""The site of a lake full of hostile text, opened page by page in a real browser: nothing runs, nothing is fetched."""

import os
import re
import subprocess
from pathlib import Path

import browser
import hostile
import pytest

ROOT = Path(__file__).resolve().parents[2]
LAVRA = os.environ.get("LAVRA", str(ROOT / "lavra"))
OURS = ["search.js", "site.js", "theme.js"]

FOREIGN = """
(() => {
  const found = [];
  const allowed = new Set(%s);
  for (const element of document.querySelectorAll("*")) {
    const tag = element.tagName.toLowerCase();
    if (!allowed.has(tag)) found.push(tag);
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || name === "style" || name === "srcdoc") found.push(tag + "@" + name);
      if (/^(href|src|action|data)$/i.test(name) && /^\\s*[a-z][a-z0-9+.-]*:/i.test(value)) found.push(tag + "@" + name + "=" + value);
    }
  }
  return found;
})()
"""  # fmt: skip
TAGS = [
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "a",
    "header",
    "div",
    "nav",
    "main",
    "footer",
    "section",
    "article",
    "p",
    "span",
    "bdi",
    "small",
    "strong",
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "code",
    "pre",
    "figure",
    "figcaption",
    "details",
    "summary",
    "time",
    "label",
    "input",
    "button",
    "svg",
    "g",
    "rect",
    "path",
    "line",
    "text",
    "circle",
]


def lavra(*arguments):
    done = subprocess.run([LAVRA, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.fixture(scope="module")
def words():
    words = hostile.strings()
    assert len(words) == len(set(words)) == 1000
    return words


@pytest.fixture(scope="module")
def site(tmp_path_factory, words):
    lake = tmp_path_factory.mktemp("lake")
    hostile.write_lake(lake, words)
    lavra("run", lake, "--runner", "direct", "-q")
    lavra("docs", lake, "--to", lake / "site")
    return lake / "site"


@pytest.fixture(scope="module")
def tab(tmp_path_factory):
    program = browser.find()
    if not program:
        pytest.skip("no Chromium found: install the package chromium")
    with browser.Browser(program, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def harm(tab, page, folder):
    """All that a page did which it should not have done."""
    tab.open(page.as_uri())
    away = [sent["request"]["url"] for sent in tab.caused("Network.requestWillBeSent")]
    return {
        "ran": tab.ask("typeof window.lavraRan + document.title.startsWith('lavraRan')"),
        "dialogs": len(tab.caused("Page.javascriptDialogOpening")),
        "fetched": [url for url in away if not url.startswith(folder.as_uri() + "/")],
        "complaints": [entry["entry"]["text"] for entry in tab.caused("Log.entryAdded")],
        "exceptions": tab.caused("Runtime.exceptionThrown"),
        "moved": tab.ask("location.href") != page.as_uri(),
        "foreign": tab.ask(FOREIGN % TAGS),
        "scripts": tab.ask("[...document.scripts].map(s => s.src.split('/').pop()).sort().join()"),
    }


HARMLESS = {
    "ran": "undefinedfalse",
    "dialogs": 0,
    "fetched": [],
    "complaints": [],
    "exceptions": [],
    "moved": False,
    "foreign": [],
    "scripts": ",".join(OURS),
}


def pages(site):
    return sorted(site.rglob("*.html"))


def differences(tab, folder):
    found = {}
    for page in pages(folder):
        done = harm(tab, page, folder)
        wrong = {what: value for what, value in done.items() if value != HARMLESS[what]}
        if wrong:
            found[page.name] = wrong
    return found


def test_a_page_that_does_run_something_is_noticed(tab, tmp_path):
    page = tmp_path / "bad.html"
    page.write_text(f"<title>x</title><img src='{hostile.AWAY}'><script>{hostile.RAN};alert(1)</script>")
    done = harm(tab, page, tmp_path)
    assert done["ran"] == "numberfalse" and done["dialogs"] == 1 and done["fetched"] and "img" in done["foreign"]


def test_nothing_runs_and_nothing_is_fetched(tab, site):
    assert len(pages(site)) == 15 + 2 * hostile.PARTS
    assert differences(tab, site) == {}


def test_escaping_holds_without_the_policy_too(tab, site, tmp_path):
    for file in site.rglob("*.*"):
        copy = tmp_path / file.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text, policies = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", file.read_text())
        assert policies == (file.suffix == ".html")
        copy.write_text(text)
    assert differences(tab, tmp_path) == {}


def test_every_string_can_be_read(tab, site, words):
    """Shown as text, whole or up to where long values are cut; unseen characters have signs."""
    plain = [word for word in words if word.isascii() and word.isprintable() and len(word) <= 400]
    assert len(plain) > 900
    described = set()
    for part in range(hostile.PARTS):
        tab.open((site / f"tables/silver.names{part}.html").as_uri())
        cells = "[...document.querySelectorAll('.columns td:nth-child(3) bdi')].map(e => e.textContent)"
        described.update(tab.ask(cells))
    assert [word for word in plain if word not in described] == []
    tab.open((site / "tables/silver.rows.html").as_uri())
    kept = set(tab.ask("[...document.querySelectorAll('.cells dd')].map(e => e.textContent)"))
    assert [word for word in plain if word not in kept] == []


def test_search_shows_what_it_finds_as_text(tab, site):
    tab.open((site / "index.html").as_uri())
    tab.ask("""(() => { const s = document.getElementById('search'); s.value = '<img src=x';
               s.dispatchEvent(new Event('input')); })()""")
    assert tab.ask("document.querySelectorAll('#found a').length") == 12
    assert "<img src=x" in tab.ask("document.getElementById('found').textContent")
    assert tab.ask("typeof window.lavraRan") == "undefined"
    assert tab.ask("document.querySelectorAll('#found img, #found script').length") == 0


def test_pointing_at_a_column_lights_its_way(tab, site):
    tab.open((site / "lineage.html").as_uri())
    tab.ask("[...document.querySelectorAll('svg.graph')][1].querySelector('.is-silver a:nth-of-type(2)').focus()")
    lit = tab.ask("[...document.querySelectorAll('a.on title')].map(e => e.textContent.split(',').pop().trim())")
    assert len(lit) >= 2 and tab.ask("document.querySelectorAll('path.on').length") >= 1


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(tab, site, width):
    tab.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
    wide = {}
    for page in pages(site):
        tab.open(page.as_uri())
        seen = tab.ask("document.documentElement.scrollWidth")
        if seen > width:
            wide[page.name] = seen
    tab.call("Emulation.clearDeviceMetricsOverride")
    assert wide == {}


def test_structure_for_readers_who_do_not_see(tab, site):
    """A language, one main heading, no heading level left out, landmarks, headers with a scope, labels on inputs."""
    wrong = {}
    for page in pages(site):
        tab.open(page.as_uri())
        found = tab.ask(
            """({
              lang: document.documentElement.lang,
              h1: document.querySelectorAll('h1').length,
              skipped: [...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])
                .filter((level, at, all) => at > 0 && level > all[at - 1] + 1).length,
              landmarks: ['header', 'nav', 'main', 'footer'].filter(tag => !document.querySelector(tag)),
              scopes: document.querySelectorAll('th:not([scope])').length,
              labels: [...document.querySelectorAll('input')].filter(i => !i.labels.length).length,
              pictures: [...document.querySelectorAll('svg')].filter(s => !s.getAttribute('aria-label')).length,
              repeated: [...document.querySelectorAll('[id]')].length - new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size,
              regions: [...document.querySelectorAll('[role=region]')].filter(r => !r.getAttribute('aria-label')).length
            })"""
        )  # fmt: skip
        expected = {
            "lang": "en",
            "h1": 1,
            "skipped": 0,
            "landmarks": [],
            "scopes": 0,
            "labels": 0,
            "pictures": 0,
            "repeated": 0,
            "regions": 0,
        }
        if found != expected:
            wrong[page.name] = {key: value for key, value in found.items() if value != expected[key]}
    assert wrong == {}
