"""The site of a lake full of hostile text, opened page by page in a real browser: nothing runs, nothing is fetched."""

import json
import os
import re
import subprocess
from pathlib import Path

import axe
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
TAGS = (
    "html head meta title link script body a header div nav main footer section article p span bdi small strong h1 h2 h3 ul ol "
    "li dl dt dd table caption thead tbody tr th td code pre figure figcaption details summary time label input button svg g rect "
    "path line text circle"
).split()


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
    """Of a lake that was run."""
    lake = tmp_path_factory.mktemp("lake")
    hostile.write_lake(lake, words)
    lavra("run", lake, "--runner", "direct", "-q")
    lavra("docs", lake, "--to", lake / "site")
    return lake / "site"


@pytest.fixture(scope="module")
def plan(tmp_path_factory, words):
    """Of a lake with a thousand tables that no run has built."""
    lake = tmp_path_factory.mktemp("plan")
    hostile.write_plan(lake, words)
    lavra("docs", lake, "--to", lake / "site")
    return lake / "site"


@pytest.fixture(scope="module")
def tab(tmp_path_factory):
    program = browser.find()
    if not program:
        pytest.skip("no Chromium found: CHROMIUM=$(infra/dev/browser) gets one")
    with browser.Browser(program, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def harm(tab, page, folder):
    """All that a page did which it should not have done, from its opening until now."""
    away = [sent["request"]["url"] for sent in tab.caused("Network.requestWillBeSent")]
    code = [script["url"] for script in tab.caused("Debugger.scriptParsed") if script["url"] != browser.ASKED]
    return {
        "ran": tab.ask("typeof window.lavraRan + document.title.startsWith('lavraRan')"),
        "compiled": [url for url in code if url not in [(folder / name).as_uri() for name in OURS]],
        "dialogs": len(tab.caused("Page.javascriptDialogOpening")),
        "opened": [new["targetInfo"]["url"] for new in tab.caused("Target.targetCreated")],
        "frames": len(tab.caused("Page.frameAttached")),
        "fetched": [url for url in away if not url.startswith(folder.as_uri() + "/")],
        "complaints": [entry["entry"]["text"] for entry in tab.caused("Log.entryAdded")],
        "exceptions": tab.caused("Runtime.exceptionThrown"),
        "moved": tab.ask("location.href.split(/[?#]/)[0]") != page.as_uri(),
        "foreign": tab.ask(FOREIGN % TAGS),
        "scripts": tab.ask("[...document.scripts].map(s => s.src.split('/').pop()).sort().join()"),
        "wide": tab.ask("document.documentElement.scrollWidth > innerWidth"),
    }


HARMLESS = {
    "ran": "undefinedfalse",
    "compiled": [],
    "dialogs": 0,
    "opened": [],
    "frames": 0,
    "fetched": [],
    "complaints": [],
    "exceptions": [],
    "moved": False,
    "foreign": [],
    "scripts": ",".join(OURS),
    "wide": False,
}


def wrong(tab, page, folder):
    return {what: value for what, value in harm(tab, page, folder).items() if value != HARMLESS[what]}


def pages(site):
    return sorted(site.rglob("*.html"))


def some(plan):
    """The pages that tell of all tables, and those of every thirtieth table."""
    return sorted(plan.glob("*.html")) + sorted((plan / "tables").glob("*.html"))[::30]


def as_name(text):
    refused = "[ ,;{}()=]+"
    return re.sub(refused, "_", re.sub(f"^{refused}|{refused}$", "", text, flags=re.MULTILINE)).lower()


def differences(tab, folder, files):
    found = {}
    for page in files:
        tab.open(page.as_uri())
        if done := wrong(tab, page, folder):
            found[page.name] = done
    return found


BAD = {
    "ran": hostile.RAN,
    "compiled": "1",
    "dialogs": "alert(1)",
    "opened": "open('about:blank')",
    "frames": "document.body.append(document.createElement('iframe'))",
    "fetched": f"new Image().src='{hostile.AWAY}'",
    "exceptions": "undefined.x",
    "moved": "location='about:blank'",
    "foreign": "document.body.append(document.createElement('marquee'))",
}


@pytest.mark.parametrize("way", BAD)
def test_a_page_that_does_something_is_noticed(tab, tmp_path, way):
    page = tmp_path / "bad.html"
    page.write_text(f"<!doctype html><title>x</title><body><script>{BAD[way]}</script>")
    tab.open(page.as_uri())
    seen = wrong(tab, page, tmp_path)
    tab.close_others()
    assert way in seen, seen


def test_nothing_runs_and_nothing_is_fetched(tab, site, plan):
    assert len(pages(site)) == 15 + 2 * hostile.PARTS
    assert differences(tab, site, pages(site)) == {}
    assert differences(tab, plan, some(plan)) == {}


def test_escaping_holds_without_the_policy_too(tab, site, plan, tmp_path):
    for whole, files in {site: pages(site), plan: some(plan)}.items():
        folder = tmp_path / whole.parent.name
        for file in [*files, *whole.glob("*.css"), *whole.glob("*.js")]:
            copy = folder / file.relative_to(whole)
            copy.parent.mkdir(parents=True, exist_ok=True)
            text, policies = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", file.read_text())
            assert policies == (file.suffix == ".html")
            copy.write_text(text)
        assert differences(tab, folder, pages(folder)) == {}


def test_every_string_can_be_read_where_it_stands(tab, site, plan, words):
    """Shown as text, whole or up to where long values are cut; unseen characters have signs."""
    plain = [word for word in words if word.isascii() and word.isprintable() and len(word) <= 130]
    assert len(plain) > 900

    def texts(folder, page, selector):
        tab.open((folder / page).as_uri(), quiet=0.02)
        return tab.ask(f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.textContent)")

    def missing(shown, fold=str):
        whole = fold("\n".join(shown))
        return [word for word in plain if fold(word) not in whole]

    parts = [f"tables/silver.names{part}.html" for part in range(hostile.PARTS)]
    places = {
        "tables' descriptions": texts(plan, "index.html", "table.tables .under"),
        "columns' descriptions": [text for page in parts for text in texts(site, page, ".columns td:nth-child(3) bdi")],
        "what is expected": [text for page in parts for text in texts(site, page, "table.checks td .under bdi")],
        "checks' messages": [text for page in parts for text in texts(site, page, "table.checks .bad bdi")],
        "values kept back": texts(site, "tables/silver.rows.html", ".kept .cells dd"),
    }
    assert {place: lost for place, shown in places.items() if (lost := missing(shown))} == {}
    # What arrives names its columns itself, except for characters that tables do not allow in names.
    assert missing(texts(site, "dictionary.html", "table.words tbody th"), as_name) == []
    assert missing(texts(site, "lineage.html", "svg a title"), as_name) == []
    # Of names that differ in case alone, only the first is a column, so only its value is published.
    published = [text for page in parts for text in texts(site, page, "table.checks .cells dd")]
    assert missing(published, str.lower) == []
    tab.open((plan / "index.html").as_uri())
    assert missing(tab.ask("lavraEntries.map(e => e.d)")) == []
    tab.open((site / "index.html").as_uri())
    assert missing(tab.ask("lavraEntries.map(e => e.n)"), as_name) == []


def test_searching_for_hostile_text_shows_what_it_finds_as_text(tab, plan, words):
    page = plan / "index.html"
    tab.open(page.as_uri())
    found = tab.ask(
        """(words => { const s = document.getElementById('search'), f = document.getElementById('found'), bad = [];
           let hits = 0;
           for (const word of words) {
             s.value = word; s.dispatchEvent(new Event('input'));
             hits += f.querySelectorAll('a').length > 0;
             if ([...f.querySelectorAll('*')].some(e => !/^(A|BDI|SPAN|P)$/.test(e.tagName))) bad.push(word);
           }
           return { hits, bad }; })(%s)""" % json.dumps(words)
    )
    assert found["bad"] == [] and found["hits"] > 950
    tab.settle()
    assert wrong(tab, page, plan) == {}


def test_search_is_led_by_keys_alone(tab, plan):
    """`/` goes to the box, arrows through what is found, Escape back, Enter to the page."""
    page = plan / "index.html"
    tab.open(page.as_uri())
    tab.press("/")
    tab.call("Input.insertText", text="<img src=x")
    assert tab.ask("document.querySelectorAll('#found a').length") == 12
    assert "<img src=x" in tab.ask("document.getElementById('found').textContent")
    assert re.match(r"\d+ found", tab.ask("document.getElementById('told').textContent"))
    tab.press("ArrowDown")
    tab.press("ArrowDown")
    assert tab.ask("[...document.querySelectorAll('#found a')].indexOf(document.activeElement)") == 1
    tab.press("Escape")
    assert tab.ask("document.activeElement.id + document.getElementById('found').hidden") == "searchtrue"
    assert wrong(tab, page, plan) == {}
    tab.call("Input.insertText", text=" ")
    tab.press("Enter")
    tab.settle()
    assert "/tables/gold.t" in tab.ask("location.href")


def test_an_address_is_no_way_in(tab, plan, words):
    page = plan / "index.html"
    for n, word in enumerate(words[110::200]):
        tab.open("about:blank", quiet=0.02)
        tab.open(page.as_uri() + ("#{0}", "?q={0}", "?{0}#{0}")[n % 3].format(word))
        assert wrong(tab, page, plan) == {}


def test_pointing_at_a_column_lights_its_way(tab, site):
    tab.open((site / "lineage.html").as_uri())
    tab.ask("[...document.querySelectorAll('svg.graph')][1].querySelector('.is-silver a:nth-of-type(2)').focus()")
    lit = tab.ask("[...document.querySelectorAll('a.on title')].map(e => e.textContent.split(',').pop().trim())")
    assert len(lit) >= 2 and tab.ask("document.querySelectorAll('path.on').length") >= 1


def test_no_page_is_wider_than_a_phone(tab, site):
    tab.call("Emulation.setDeviceMetricsOverride", width=360, height=800, deviceScaleFactor=1, mobile=False)
    wide = {}
    for page in pages(site):
        tab.open(page.as_uri(), quiet=0.02)
        seen = tab.ask("document.documentElement.scrollWidth")
        if seen > 360:
            wide[page.name] = seen
    tab.call("Emulation.clearDeviceMetricsOverride")
    assert wide == {}


def test_structure_for_readers_who_do_not_see(tab, site):
    """A language, one main heading, no heading level left out, landmarks, headers with a scope, labels on inputs."""
    wrong = {}
    for page in pages(site):
        tab.open(page.as_uri(), quiet=0.02)
        found = tab.ask(
            """({
              lang: document.documentElement.lang,
              h1: document.querySelectorAll('h1').length,
              skipped: [...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])
                .filter((level, at, all) => at > 0 && level > all[at - 1] + 1).length,
              landmarks: ['header', 'nav', 'main', 'footer'].filter(tag => !document.querySelector(tag)),
              scopes: document.querySelectorAll('th:not([scope])').length,
              labels: [...document.querySelectorAll('input')].filter(i => !i.labels.length).length,
              pictures: [...document.querySelectorAll('svg:not([aria-hidden])')].filter(s => !s.getAttribute('aria-label')).length,
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


@pytest.fixture(scope="module")
def axe_source():
    try:
        return axe.script()
    except axe.Problem as e:
        if "CHROMIUM" in os.environ:
            raise
        pytest.skip(f"no axe-core: {e}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(tab, site, axe_source, scheme):
    """WCAG 2.2 AA and good practice, contrast as it is painted included. The policy would forbid axe itself."""
    tab.call("Page.setBypassCSP", enabled=True)
    colours = [{"name": "prefers-color-scheme", "value": scheme}]
    tab.call("Emulation.setEmulatedMedia", media="screen", features=colours)
    found = {}
    kinds = ["index.html", "tables/gold.g0.html", "tables/silver.rows.html"]
    for page in [*kinds, "lineage.html", "dictionary.html"] if scheme == "light" else kinds:
        tab.open((site / page).as_uri(), quiet=0.02)
        tab.ask(axe_source + ";0")
        violations = tab.ask(
            f"axe.run(document, {{ runOnly: {json.dumps(axe.RULES)}, resultTypes: ['violations'] }}).then(r =>"
            " r.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.length}, first ${v.nodes[0].html.slice(0, 200)}`))"
        )
        if violations:
            found[page] = violations
    tab.call("Emulation.setEmulatedMedia", media="", features=[])
    tab.call("Page.setBypassCSP", enabled=False)
    assert found == {}
