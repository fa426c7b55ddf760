"""The tables that Deequ and Lavra both measure: small, and as nasty as types allow."""

from datetime import UTC, date, datetime
from decimal import Decimal

NAN, INF = float("nan"), float("inf")
EDGE = Decimal("9" * 34 + ".9999")
WHOLE = Decimal("9" * 38)
CENTS = Decimal("9999999999.99")


def instant(*parts):
    return datetime(*parts, tzinfo=UTC)


NASTY_SCHEMA = "id long, n int, big long, d double, f double, p decimal(38,4), t string, e string, day date, b boolean"
NASTY = [
    (1, 1, 9007199254740993, 0.1, 0.5, EDGE, "ação", None, date(2024, 1, 31), True),
    (2, 2, -9007199254740993, -0.0, 1.5, EDGE.copy_negate(), "", None, date(1, 1, 1), False),
    (3, 2, 9223372036854775807, 1e300, 2.5, Decimal("0.0001"), "😀", None, date(9999, 12, 31), None),
    (4, None, -9223372036854775808, NAN, 3.5, Decimal("-0.0001"), "it's", None, None, True),
    (5, -7, 0, INF, None, None, " ", None, date(2024, 2, 29), False),
    (6, 2147483647, None, -INF, -2.0, Decimal("1.5000"), "É", None, date(2024, 1, 31), True),
    (7, -2147483648, 5, 5e-324, 2.5, Decimal("1.5000"), None, None, date(1969, 12, 31), None),
    (8, 3, 5, None, 1e-9, Decimal("0.0000"), "a\nb", None, None, False),
    (9, 1, 1, -2.5, 7.25, None, "ação", None, date(2024, 1, 30), True),
    (10, None, 42, 0.3, 2.0, Decimal("-3.1416"), "NULL", None, date(2023, 12, 25), None),
]

EDGES_SCHEMA = (
    "id long, whole decimal(38,0), cents decimal(12,2), fine decimal(38,37), big long, single float,"
    " broken double, zero double, nothing double, lone double, at timestamp, day date"
)
EDGES = [
    # id, whole, cents, fine, big, single, broken, zero, nothing, lone, at, day
    (1, WHOLE, CENTS, Decimal("9." + "9" * 37), 2**63 - 1, 0.1, NAN, 0.0, None, 7.5,
     instant(9999, 12, 31, 23, 59, 59, 999999), date(9999, 12, 31)),
    (2, WHOLE.copy_negate(), -CENTS, Decimal("-9." + "9" * 37), -(2**63), -0.1, NAN, -0.0, None, None,
     instant(1, 1, 1), date(1, 1, 1)),
    (3, Decimal(1), Decimal("0.01"), Decimal("1E-37"), 2**53 + 1, 3.4028234663852886e38, None, 0.0, None, None,
     instant(1970, 1, 1), date(1970, 1, 1)),
    (4, Decimal(0), Decimal("0.00"), Decimal(0), 2**53, 1e-45, None, None, None, None,
     instant(1969, 12, 31, 23, 59, 59, 999999), date(1969, 12, 31)),
    (5, Decimal(-1), Decimal("-0.01"), None, -1, None, NAN, -0.0, None, None,
     instant(2024, 2, 29, 12), date(2024, 2, 29)),
    (6, None, None, Decimal("0.5"), None, 16777217.0, None, 0.0, None, None, None, None),
]

TEXTS_SCHEMA = "id long, word string, mail string, site string, card string, ssn string, num string, blank string"
TEXTS = [
    (1, "é", "ana@example.com", "https://example.com/a?b=c", "4111 1111 1111 1111", "123-45-6789", "1", ""),
    (2, "e\u0301", "joão@example.com", "http://пример.рф", "378282246310005", "666-45-6789", "-2", " "),
    (3, "👩‍👩‍👧", "not a mail", "ftp://files.example.com", "4111-1111-1111-1111", "123 45 6789", "1.5", "\t"),
    (4, "שלום", "b.c+d@mail.example.org", "example.com", "1234 5678 9012 3456", "078-05-1120", "1e5", "\n"),
    (5, "\u202eabc", "", "mailto:a@b.c", "", "", "true", "\u00a0"),
    (6, "a" * 300, None, None, None, None, "١٢٣", None),
    (7, None, "@", "https://", "5500000000000004", "123456789", None, "NULL"),
    (8, "x'; DROP TABLE t; --", "a@b", "HTTPS://EXAMPLE.COM", "6011 0000 0000 0004", "12-345-6789", "NaN", "null"),
    (9, "🇧🇷", "ana@example.com", "https://example.com/ação", "4111 1111 1111 111", "900-12-3456", "", "a b"),
    (10, "ﬁ", "Ana@Example.com", "https://[::1]/", "30569309025904", "123-00-6789", "2024-01-31", "\r\n"),
]

PAIRS_SCHEMA = "id long, a double, b double, x int, y int, p decimal(12,2), q decimal(38,10), s string, t string, u string"
PAIRS = [
    (1, 1.0, 2.0, 1, 2, Decimal("1.00"), Decimal("1.0000000001"), "a", "x", "é"),
    (2, 2.0, 2.0, 2, 2, Decimal("2.50"), Decimal("2.5"), "a", "x", "e\u0301"),
    (3, NAN, NAN, 3, None, CENTS, CENTS, "b", "y", "é"),
    (4, 1.0, NAN, None, 4, None, Decimal(1), "b", "y", None),
    (5, NAN, 1.0, None, None, Decimal("-1.00"), None, "c", None, "😀"),
    (6, -INF, INF, -5, 5, Decimal("0.00"), Decimal("1E-10"), None, "z", "😀"),
    (7, INF, INF, 2147483647, -2147483648, Decimal("7.10"), Decimal("7.0999999999"), None, None, ""),
    (8, None, 1.0, 0, 0, Decimal("3.00"), Decimal(30), "c", "x", "z"),
    (9, -0.0, 0.0, 1, 3, Decimal("1.00"), Decimal(2), "a", "z", "Z"),
]

CLEAN_SCHEMA = "id long, sku string, price decimal(12,2), weight double, amount int, mail string, status string, day date"
CLEAN = [
    (i, f"SKU-{i:03d}", Decimal(i * 25) / 100, i * 0.5, i % 4 + 1, f"user{i}@example.com", ["new", "used"][i % 2],
     date(2024, 1, i))
    for i in range(1, 21)
]

WORDS_SCHEMA = "id long, t string, full string, num string, at timestamp, day date, x double, none string"
WORDS = [
    # id, t, full, num, at, day, x, none
    (1, "a", "a", "1", instant(2024, 1, 31), date(2024, 1, 31), 0.0, None),
    (2, "A", "\u00e9", "1.0", instant(2024, 1, 31, 23, 59, 59, 999999), date(2024, 1, 31), -0.0, None),
    (3, "", "e\u0301", "1e2", instant(2024, 2, 1), date(2024, 2, 1), NAN, None),
    (4, " ", "👩‍👩‍👧", " 1 ", instant(2024, 1, 30, 23, 59, 59, 999999), date(2024, 1, 30), NAN, None),
    (5, "\t", "", "+1", instant(2024, 1, 31, 12), date(2024, 2, 29), INF, None),
    (6, "\u00a0", "ab", "true", instant(2024, 2, 1, 12), date(2023, 12, 31), -INF, None),
    (7, "\n", "abc", "2024-01-31", None, None, None, None),
    (8, "a\nb", "x" * 300, "2024-1-31", instant(2024, 1, 31, 0, 0, 0, 1), date(2024, 1, 31), 1.0, None),
    (9, "a\n", "1", "2024-01-31 10:00:00", instant(1, 1, 1), date(1, 1, 1), 1.0, None),
    (10, "é", "12", "NaN", instant(9999, 12, 31, 23, 59, 59, 999999), date(9999, 12, 31), 1e300, None),
    (11, "e\u0301", "123", "Infinity", instant(1969, 12, 31, 23, 59, 59, 999999), date(1969, 12, 31), 5e-324, None),
    (12, "😀", " ", "9223372036854775808", instant(1970, 1, 1), date(1970, 1, 1), 0.1, None),
    (13, "NULL", "null", "1,5", instant(2024, 12, 31), date(2024, 12, 31), 0.30000000000000004, None),
    (14, "it's", "it's", "", instant(2025, 1, 1), date(2025, 1, 1), 0.3, None),
    (15, None, "z", None, instant(2024, 6, 30), date(2024, 6, 30), 2.0, None),
    (16, "123", "zz", "yes", None, date(2024, 7, 1), 2.0, None),
    (17, "١٢٣", "z", "1234567.891", instant(2024, 7, 1), None, 3.0, None),
    (18, "a.b", "z", "T", instant(2024, 7, 2), date(2024, 7, 2), 3.0, None),
    (19, "aa", "z", "0x1", instant(2024, 7, 3), date(2024, 7, 3), 3.0, None),
    (20, "b", "z", "-0", instant(2024, 7, 4), date(2024, 7, 4), None, None),
    (21, "\u2028", "z", "1_0", instant(2024, 7, 5), date(2024, 7, 5), 4.0, None),
    (22, "ab", "z", "1d", instant(2024, 7, 6), date(2024, 7, 6), 4.0, None),
]

LONE_SCHEMA = "n int, x double, t string, nothing string"
LONE = [(1, -0.0, "😀", None)]

TABLES = {
    "nasty": (NASTY_SCHEMA, NASTY),
    "none": (NASTY_SCHEMA, []),
    "edges": (EDGES_SCHEMA, EDGES),
    "texts": (TEXTS_SCHEMA, TEXTS),
    "pairs": (PAIRS_SCHEMA, PAIRS),
    "clean": (CLEAN_SCHEMA, CLEAN),
    "words": (WORDS_SCHEMA, WORDS),
    "lone": (LONE_SCHEMA, LONE),
}
