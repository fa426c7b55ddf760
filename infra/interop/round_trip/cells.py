"""Random texts for a column: most as its definition says, some as people get them wrong."""

import datetime
import decimal

ANY = ["", " ", "NULL", "n/a", "-", "0", "1", "x", "today", "now", "infinity", "NaN", "inf", "-Infinity", "1e5", "1E+2",
       "0x10", "1_000", "１２", "٣", "+", ".", "1.", ".5", "-0", "--1", "1,5", "1.5", "1.005", "10.999", "1.234,567",
       "05/03/24", "12-AUG-20", "2024-02-30", "24-03-05 10:00:00", "2024-3-5", "2024-03-05", "2024-03-05 24:00:00",
       "2024-03-05T10:00:60", "2024-03-05 10:00:00 Europe/Berlin", "2024-03-05 (BC)", "0000-01-01", "99999-01-01",
       "true", "TRUE", "yes", "t", "R$ 1,00", "12%", "(5)", "9" * 40, "'", '"', "\u00a0", "a\tb"]  # fmt: skip
WORDS = ["parafuso", "Torre 12", "açaí", "naïve", "日本", "emoji 😀", "O'Brien", 'say "hi"', "a;b", "a,b", "a|b", "a\\b",
         "tab\there", "two\nlines", "crlf\r\nhere", " padded ", "%20", "../x", "NULL", "__HIVE_DEFAULT_PARTITION__",
         "{}", "[1]", "=1+1", "é" * 30, "x" * 300, "ß", "İ", "\u200b", "#"]  # fmt: skip


def cell(random, column, encoding):
    """A text, or None where there is none."""
    chance = random.random()
    if chance < 0.06:
        return None
    if chance < 0.12:
        text = random.choice(ANY)
    else:
        text = RIGHT[column["type"].split("(")[0]](random, column)
        if chance < 0.17:
            text = spoilt(random, text)
        elif chance < 0.22:
            text = random.choice([" ", "\t", "\u00a0", "  "]) + text + random.choice(["", " "])
    return text if fits(text, encoding) else "plain"


def fits(text, encoding):
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def spoilt(random, text):
    """One character more, less, or another."""
    at = random.randrange(len(text) + 1)
    extra = random.choice(list("0159 .,-+:/eETZ%()_x'") + [""])
    return text[:at] + extra + text[at + random.randrange(2) :]


def string(random, column):
    if column.get("case"):
        return "".join(random.choice("abcXYZ-09 ") for _ in range(random.randrange(1, 9)))
    return random.choice(WORDS) if random.random() < 0.6 else f"id-{random.randrange(50)}"


def boolean(random, column):
    words = column.get("true", ["true", "TRUE", "True"]) + column.get("false", ["false", "False"])
    return random.choice(words)


def whole(bits):
    def text(random, column):
        size = random.choice([4, 10, bits - 1])
        return written(random, column, decimal.Decimal(random.randrange(-(2**size), 2**size)))

    return text


def exact(random, column):
    precision, scale = (int(part) for part in column["type"][8:-1].split(","))
    size = random.randrange(1, precision + 1)
    value = decimal.Decimal(random.randrange(-(10**size) + 1, 10**size)).scaleb(-random.randrange(0, scale + 1))
    if abs(value) >= decimal.Decimal(10) ** (precision - scale):
        value = value.scaleb(-scale).quantize(decimal.Decimal(1).scaleb(-scale))
    if column.get("percent"):
        value = value * 100
    return written(random, column, value)


def floating(random, column):
    value = random.choice([random.uniform(-1, 1), random.uniform(-1e6, 1e6), float(random.randrange(-1000, 1000))])
    if column.get("decimal") or column.get("grouping"):
        return written(random, column, decimal.Decimal(repr(round(value, 4))))
    return random.choice([repr(value), f"{value:.3f}", f"{value:.3e}", f"{value:E}"])


def written(random, column, value):
    """The number in the column's notation."""
    text = f"{abs(value):f}"
    whole, _, fraction = text.partition(".")
    grouping = column.get("grouping")
    if grouping and random.random() < 0.7:
        whole = f"{int(whole):,}".replace(",", grouping)
    text = whole + (column.get("decimal", ".") + fraction if fraction else "")
    if column.get("percent"):
        text += "%"
    currency = column.get("currency")
    if currency and random.random() < 0.8:
        one = random.choice([currency] if isinstance(currency, str) else currency)
        text = random.choice([f"{one} {text}", f"{one}{text}", f"{text} {one}"])
    if value >= 0:
        return text
    negative = column.get("negative")
    if negative == "parentheses":
        return f"({text})"
    return text + "-" if negative == "trailing" and not currency else "-" + text if not currency else text


def moment(random, zone_changes):
    year = random.choice([1, 1582, 1900, 1969, 1970, 1999, 2007, 2018, 2024, 2038, 9998])
    if zone_changes and random.random() < 0.15:
        return random.choice(zone_changes)
    start = datetime.datetime(year, 1, 2)
    return start + datetime.timedelta(seconds=random.randrange(363 * 86400), microseconds=random.randrange(10**6))


def date(random, column):
    return formatted(random, column, moment(random, None), "%Y-%m-%d")


def timestamp(random, column):
    chosen = moment(random, CHANGES)
    if "format" in column:
        return formatted(random, column, chosen, "")
    day = chosen.isoformat()[:10]
    clock = random.choice(["", "T%H:%M", " %H:%M:%S", "T%H:%M:%S.%f", " %H:%M:%S.%f000"])
    offset = random.choice(["", "", "Z", "+00", "-03:00", "+0530"]) if clock else ""
    return day + chosen.strftime(clock) + offset


# Around changes of clocks in the zones of the lakes: hours that occur twice or never.
CHANGES = [datetime.datetime(*parts) for parts in [
    (2018, 11, 4, 0, 30), (2018, 2, 17, 23, 30), (2024, 3, 31, 2, 30), (2024, 10, 27, 2, 30), (2024, 10, 27, 2, 0),
    (2024, 4, 7, 1, 45), (2024, 10, 6, 2, 15), (1914, 1, 1, 0, 3), (2018, 11, 4, 1, 0), (2018, 11, 3, 23, 59, 59),
]]  # fmt: skip

FORMATS = {
    "dd/MM/yyyy": "%d/%m/%Y", "dd/MM/yy": "%d/%m/%y", "d/M/yyyy": "%-d/%-m/%Y", "dd-MMM-yyyy": "%d-%b-%Y",
    "yyyyMMdd": "%Y%m%d", "MMMM d, yyyy": "%B %-d, %Y", "dd/MM/yyyy HH:mm:ss": "%d/%m/%Y %H:%M:%S",
    "yyyy-MM-dd'T'HH:mm:ss.SSS": "%Y-%m-%dT%H:%M:%S.MILLIS", "dd.MM.yyyy HH:mm": "%d.%m.%Y %H:%M",
    "MM/dd/yyyy hh:mm:ss a": "%m/%d/%Y %I:%M:%S %p", "yyyy-MM-dd HH:mm:ssXXX": "%Y-%m-%d %H:%M:%S-03:00",
    "yyyy-MM-dd HH:mm:ss.SSSSSS": "%Y-%m-%d %H:%M:%S.%f",
}  # fmt: skip


def formatted(random, column, chosen, without):
    form = FORMATS[column["format"]] if "format" in column else without
    if chosen.year < 1000:
        form = form.replace("%Y", f"{chosen.year:04d}")
    form = form.replace("MILLIS", f"{chosen.microsecond // 1000:03d}")
    text = chosen.strftime(form)
    return text.upper() if random.random() < 0.1 else text


RIGHT = {
    "string": string, "boolean": boolean, "int": whole(32), "bigint": whole(64), "decimal": exact, "double": floating,
    "float": floating, "date": date, "timestamp": timestamp,
}  # fmt: skip
