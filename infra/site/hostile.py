"""A thousand strings that a page must not obey, the same on every call, and a lake that holds them."""

import itertools
import json

RAN = "window.lavraRan=1"
PARTS = 10
LONGEST_NAME = 1000  # of a column
AWAY = "http://127.0.0.1:9/lavra"

PAYLOADS = [
    RAN,
    f"document.title='lavraRan';{RAN}",
    f"alert(1),{RAN}",
    f"fetch('{AWAY}'),{RAN}",
    "eval('window.lavra'+'Ran=1')",
]

MARKUP = [
    "<script>{0}</script>",
    "<ScRiPt>{0}</sCrIpT>",
    '<img src=x onerror="{0}">',
    "<img src='{1}/i.png' onload='{0}' onerror='{0}'>",
    '<svg onload="{0}">',
    "<svg><script>{0}</script></svg>",
    '<svg><animate onbegin="{0}" attributeName=x dur=1s>',
    '<body onload="{0}">',
    '<iframe srcdoc="<script>parent.{0}</script>"></iframe>',
    '<iframe src="javascript:parent.{0}"></iframe>',
    '<a href="javascript:{0}" autofocus onfocus="{0}">x</a>',
    '<details open ontoggle="{0}">',
    '<video><source onerror="{0}"></video>',
    '<object data="javascript:{0}"></object>',
    '<embed src="data:text/html,<script>{0}</script>">',
    '<meta http-equiv=refresh content="0;url={1}"><script>{0}</script>',
    '<base href="{1}/"><script src=theme.js></script>{0}',
    '<link rel=stylesheet href="{1}/s.css">{0}',
    "<style>@import url('{1}/s.css');</style>{0}",
    '<form action="{1}"><input autofocus onfocus="{0}"></form>',
    '<math><mtext><table><mglyph><style><img src=x onerror="{0}">',
    "<noscript><p title=\"</noscript><img src=x onerror='{0}'>\">",
]

ESCAPES = [
    "",
    '">',
    "'>",
    "`>",
    "-->",
    "]]>",
    "</title>",
    "</script>",
    "</style>",
    "</textarea>",
    "</svg>",
    "</bdi></td></table>",
]

SCRIPT = [
    "';{0};//",
    '";{0};//',
    "`;{0};//",
    "\\';{0};//",
    "\u2028{0}\u2029",
    "${{{0}}}",
    "@`${{{0}}}`",
    "!{{{0};}}",
    "{{{{{0}}}}}",
    "javascript:{0}",
    '" onmouseover="{0}" x="',
    "' autofocus onfocus='{0}' x='",
    "&lt;script&gt;{0}&lt;/script&gt;",
    "&#60;script&#62;{0}&#60;/script&#62;",
    "%3Cscript%3E{0}%3C/script%3E",
    '=HYPERLINK("{0}")',
]

ODD = [
    "\u202egnp.eslaf\u202c", "\u2066\u2067mixed\u2069\u2069", "\u200b\u200d\ufeff", "שלום עולם", "مرحبا بالعالم", "a\u0300" * 60,
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 👩‍👩‍👧‍👦", "\x7f\x80\x9f\xa0", "tab\tand\ttab", "first\nsecond\nthird", "\r\n\r\nSet-Cookie: a=b", "x" * 20_000,
    "<" * 5_000, "&" * 5_000, "ﷺ" * 500, "../../../etc/passwd", "C:\\con\\nul", "null", "NaN", "0", "'; DROP TABLE runs; --", "\\u003cscript\\u003e",
]  # fmt: skip


def strings(count=1000):
    """Distinct strings: markup behind every way out of where it stands, code, and odd text."""
    marked = (way + shape.format(payload, AWAY) for shape, way, payload in itertools.product(MARKUP, ESCAPES, PAYLOADS))
    coded = (shape.format(payload) for shape, payload in itertools.product(SCRIPT, PAYLOADS))
    rest = list(dict.fromkeys([*ODD, *coded]))
    every = list(dict.fromkeys(marked))
    step = len(every) / (count - len(rest))
    return rest + [every[int(n * step)] for n in range(count - len(rest))]


def text(value):
    """A value as YAML: JSON is YAML, once what YAML cannot hold is escaped."""
    return json.dumps(value)


def write_lake(folder, words):
    """A lake to run: each string stands as a column's name and description, in what a check expects and complains of, as
    a value that is published, and as one that is kept back."""
    files = {"lake.yaml": "lake: hostile\ntimezone: UTC\n"}
    for part in range(PARTS):
        files |= _names(part, words[part * len(words) // PARTS : (part + 1) * len(words) // PARTS])
    files |= _rows(words)
    for n, word in enumerate(words[22:32]):
        files[f"gold/g{n}.yaml"] = f"description: {text(word)}\nsql: g{n}.sql\n"
        files[f"gold/g{n}.sql"] = f"-- {in_a_line(word)}\nselect v0 as v from silver.rows\n"
    _write(folder, files)


def write_plan(folder, words):
    """A lake that no run has built: each string describes a table and its column, and stands in what is expected of it."""
    files = {"lake.yaml": "lake: planned\ntimezone: UTC\n"}
    for n, word in enumerate(words):
        files[f"gold/t{n}.yaml"] = (
            f"description: {text(word)}\nsql: t{n}.sql\ncolumns: {{ v: {{ type: string, description: {text(word)} }} }}\n"
            f"expectations:\n  - expect_column_values_to_be_in_set: {{ column: v, value_set: [{text(word)}] }}\n"
        )
        files[f"gold/t{n}.sql"] = f"-- {in_a_line(word)}\nselect '' as v\n"
    _write(folder, files)


def in_a_line(word):
    return word.replace("\n", " ").replace("\r", " ")


def _names(part, some):
    row = {word[:LONGEST_NAME]: word for word in some}
    columns = "".join(f"  c{n}: {{ from: {text(word[:LONGEST_NAME])}, description: {text(word)} }}\n" for n, word in enumerate(some))
    turned = some[3:] + some[:3]  # so that no column holds what is expected of it
    checks = "".join(
        f"  - expect_column_values_to_be_in_set: {{ column: c{n}, value_set: {json.dumps([one, other])}, severity: warn }}\n"
        for n, (one, other) in enumerate(zip(turned[::2], turned[1::2]))
    )
    return {
        f"landing/names{part}.jsonl": json.dumps(row) + "\n",
        f"bronze/names{part}.yaml": f"description: {text(some[0])}\n"
        f"source: {{ files: landing/names{part}.jsonl, format: jsonl }}\n",
        f"silver/names{part}.yaml": f"description: {text(' '.join(some))}\nfrom: bronze.names{part}\n"
        f"columns:\n{columns}expectations:\n{checks}",
    }


def _rows(words):
    width = 20
    rows = [words[at : at + width] for at in range(0, len(words), width)]
    lines = [json.dumps({"kind": n} | {f"v{i}": value for i, value in enumerate(row)}) for n, row in enumerate(rows)]
    lines.append(json.dumps({"kind": -1, "v0": words[-1]}))
    rules = "".join(f"  r{n}: {{ from: kind, type: int, rule: kind <> {n} }}\n" for n in range(len(rows)))
    some = ", ".join(text(word) for word in words[:50])
    return {
        "landing/<img src=x onerror=window.lavraRan=1>.jsonl": "\n".join(lines) + "\n",
        "bronze/rows.yaml": "source: { files: 'landing/<*.jsonl', format: jsonl }\n",
        "silver/rows.yaml": f"from: bronze.rows\ncolumns:\n  kind: {{ type: int }}\n  v0: {{}}\n{rules}expectations:\n"
        f"  - expect_column_values_to_be_in_set: {{ column: v0, value_set: [{some}], severity: warn }}\n",
    }


def _write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8", "surrogatepass"))
