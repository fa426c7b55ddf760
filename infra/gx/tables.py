"""The tables that Great Expectations and Lavra both judge: a table is its schema, in Spark's words, and its rows."""

import json

TEXTS = [
    None, "", " ", "\t", "\u00a0", "a", "A", "b", "ab", "a\nb", "a\n", "\na", "é", "e\u0301", "ß", "ſ", "K", "İ", "ı", "ﬁ",
    "😀", "👩‍👩‍👧", "🇧🇷", "שלום", "日本", "١٢٣", "123", "1²", "½", "a_b", "a%b", "a\\b", "a.b", "a{,3}", "[a]", "it's", "NULL", "nan",
    "a" * 300, "a", "é", "😀",
]

DATES = [
    None, "", "2024-01-31", "2024-1-31", "24-01-31", "2024-02-30", "2023-02-29", "0024-01-31", "9999-12-31", "0001-01-01",
    "10000-01-01", "2024-01-31 ", " 2024-01-31", "2024-01-31\n", "31/01/2024", "1/2/2024", "01/02/24", "01/02/69", "01/02/68",
    "2024-01-31 10:00:00", "2024-01-31T10:00:00", "2024-01-31T10:00:00Z", "2024-01-31T10:00:00+02:00", "2024-01-31 24:00:00",
    "2024-01-31 23:59:60", "2024-01-31 10:00:00.123456", "2024-01-31 10:00:00.1234567", "2024-01-31 10:00:00.5", "10:00", "10:00 PM",
    "12-AUG-20", "12-aug-2020", "12 August 2020", "August 12, 2020", "Wed, 12 Aug 2020", "Mon, 12 Aug 2020", "Aug 2020", "2020", "20240131",
    "12/2020", "now", "today", "epoch", "infinity", "abc", "monday", "10", "1e5", "-1", "２０２４-01-31", "2024-366", "2024-W05",
    "00:00:00", "12:00 AM", "2024.01.31", "31.01.2024", "jan", "may", "a", "2024-01-31 10:00:00 America/Sao_Paulo", "Z", "UTC",
]

JSONS = [
    None, "", " ", "null", "true", "1", "1.0", "1.5", "-0", "1e400", "01", "+1", ".5", "1.", "NaN", "Infinity", "-Infinity", '"a"', "'a'",
    '"é"', '"e\u0301"', '"😀"', '"a\\u00e9"', '"\\ud83d\\ude00"', '"\\ud83d"', '"a\nb"', "[]", "[1]", "[1, 1]", "[1, 1.0]", "[1, true]", "[0, false]", "[1,]",
    "[null]", "{}", '{"a": 1}', '{"a": 1.0}', '{"a": "x"}', '{"a": null}', '{"a": true}', '{"a": 1, "b": 2}', '{"a": 1, "a": 2}', "{a: 1}",
    '{"a.b": 1}', '{"a": {"b": 1}}', '{"a": [1, "x"]}', "{} {}", '{"a": 12345678901234567890}', "0.3", "1e2", "100", "TRUE", '\ufeff{"a": 1}', "// x\n1",
    "[{\"a\": 1}, {\"a\": \"x\"}]", '{"": 1}', "\u00a01", " 1 ",
]


def read(text):
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


# Great Expectations raises an error if a text of a column held to a schema is no JSON. Half a surrogate pair is none here.
READABLE = [text for text in JSONS if text is not None and read(text) and text != '"\\ud83d"']

TABLES = {
    "texts": ("t string", [(text,) for text in TEXTS]),
    "dates": ("t string", [(text,) for text in DATES]),
    "json": ("t string", [(text,) for text in JSONS]),
    "schemas": ("t string", [(text,) for text in READABLE]),
    "numbers": (
        "id int, n double, f double, big double, same double, few double, lone double, none double, a double, b double, c double",
        [
            # id, n, f, big, same, few, lone, none, a, b, c
            (1, 1.0, 0.1, 1e308, 5.0, 1.0, None, None, 1.0, 1.0, 1.0),
            (2, 2.0, -0.0, -1e308, 5.0, 1.0, None, None, 2.0, 1.0, 3.0),
            (3, 2.0, 0.2, 1e-308, 5.0, 2.0, 7.5, None, None, 1.0, 2.0),
            (4, None, 0.3, 0.0, 5.0, 2.0, None, None, 1.0, None, 1.0),
            (5, -7.0, -0.1, 5e-324, 5.0, 3.0, None, None, None, None, 0.0),
            (6, 100.0, 0.3, 1.0, 5.0, None, None, None, 0.1, 0.2, 0.3),
            (7, 3.0, 0.0, -1.0, 5.0, None, None, None, -0.0, 0.0, 0.0),
            (8, 3.0, 1e-9, 2.0, 5.0, None, None, None, None, None, None),
            (9, 1.0, 2.5, 3.0, 5.0, None, None, None, 3.0, 2.0, 5.0),
            (10, None, 3.5, 4.0, 5.0, None, None, None, 2.0, 2.0, 4.0),
        ],
    ),
    "whole": ("n int, m int", [(1, 4), (2, 3), (3, 2), (4, 1), (10, 1), (-3, 0)]),
    "even": ("n int", [(1,), (2,), (3,), (4,)]),
    "infinite": ("n double", [(1.0,), (2.0,), (float("inf"),), (float("-inf"),)]),
    "words": (
        "t string, u string, v string",
        [
            ("a", "a", "x"), ("a", "b", "x"), ("b", "b", None), ("b", None, None), (None, None, None), ("A", "a", "é"), ("é", "e\u0301", "z"),
            ("", "", ""), (" ", "", "y"),
        ],
    ),
    "days": ("d timestamp", [("2024-01-01",), ("2024-01-02",), (None,), ("2024-01-02",), ("2023-12-31",)]),
    "empty": ("t string, n double", []),
    "nulls": ("t string, n double", [(None, None), (None, None)]),
}
