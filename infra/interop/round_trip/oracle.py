"""What a conformed column holds for a text, by Python's own decimal, datetime and zoneinfo and the forms that
docs/lake-folder.md gives for each type. Nothing here is taken from Lavra's code."""

import datetime
import decimal
import math
import re
import struct
import zoneinfo

UTC = datetime.timezone.utc
BLANKS = " \t\r\n\u00a0"
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)")
FLOATING = re.compile(NUMBER.pattern + r"([eE][+-]?[0-9]+)?")
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
TIME = re.compile(r"[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?")
RANGES = {"int": 2**31, "bigint": 2**63}
ROUNDING = {"half_even": decimal.ROUND_HALF_EVEN, "half_up": decimal.ROUND_HALF_UP}
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December"]
LETTERS = {
    "yyyy": r"(?P<year>[0-9]{4})", "yy": r"(?P<short>[0-9]{2})", "MMMM": f"(?P<month_name>{'|'.join(MONTHS)})",
    "MMM": f"(?P<month_name>{'|'.join(m[:3] for m in MONTHS)})", "MM": r"(?P<month>[0-9]{2})",
    "M": r"(?P<month>[0-9]{1,2})", "dd": r"(?P<day>[0-9]{2})", "d": r"(?P<day>[0-9]{1,2})",
    "HH": r"(?P<hour>[0-9]{2})", "H": r"(?P<hour>[0-9]{1,2})", "hh": r"(?P<half>[0-9]{2})",
    "a": r"(?P<am>[AaPp][Mm])", "mm": r"(?P<minute>[0-9]{2})", "ss": r"(?P<second>[0-9]{2})",
    "SSS": r"(?P<fraction>[0-9]{3})", "SSSSSS": r"(?P<fraction>[0-9]{6})",
    "XXX": r"(?P<offset>Z|[+-][0-9]{2}:[0-9]{2})",
}  # fmt: skip
decimal.getcontext().prec = 120


class Unreadable(Exception):
    """The text is not what the column's definition says."""


def value_of(text, column, zone):
    """The column's value, None where nothing is known; raises Unreadable."""
    known = cleaned(text, column)
    if known is None:
        if column.get("default") is None:
            return None
        known = cased(column["default"], column)
    kind = column["type"]
    if kind == "string":
        return known
    if kind == "boolean":
        return boolean(known, column)
    if kind == "date":
        return date(known, column)
    if kind == "timestamp":
        return timestamp(known, column, zone)
    return number(known, column, kind)


def cleaned(text, column):
    if text is None:
        return None
    if column.get("trim", True):
        text = text.strip(BLANKS)
    nulls = column.get("nulls", [""])
    if text in nulls or (column.get("trim", True) and text == ""):
        return None
    return cased(text, column)


def cased(text, column):
    letter_case = column.get("case")
    return text if letter_case is None else text.upper() if letter_case == "upper" else text.lower()


def boolean(text, column):
    if "true" in column or "false" in column:
        if text in column.get("true", ["true"]):
            return True
        if text in column.get("false", ["false"]):
            return False
        raise Unreadable(text)
    if text.lower() in ("true", "false") and text.isascii():
        return text.lower() == "true"
    raise Unreadable(text)


def number(text, column, kind):
    plain = written_plainly(text, column)
    if kind in ("double", "float"):
        if not FLOATING.fullmatch(plain):
            raise Unreadable(text)
        found = float(plain) / (100 if column.get("percent") else 1)
        return finite(found, text) if kind == "double" else single(found, column, text)
    if not NUMBER.fullmatch(plain):
        raise Unreadable(text)
    exact = decimal.Decimal(plain) / (100 if column.get("percent") else 1)
    precision, scale = (19, 0) if kind in RANGES else digits(kind)
    kept = rounded(exact, scale, column, text)
    if kind in RANGES:
        if not -RANGES[kind] <= kept < RANGES[kind]:
            raise Unreadable(text)
        return int(kept)
    if abs(kept) >= decimal.Decimal(10) ** (precision - scale):
        raise Unreadable(text)
    return kept


def digits(kind):
    return tuple(int(part) for part in re.findall("[0-9]+", kind))


def rounded(exact, scale, column, text):
    step = decimal.Decimal(1).scaleb(-scale)
    rule = ROUNDING.get(column.get("round"), decimal.ROUND_DOWN)
    kept = exact.quantize(step, rounding=rule)
    if kept != exact and "round" not in column:
        raise Unreadable(text)
    return kept


def finite(found, text):
    if not math.isfinite(found):
        raise Unreadable(text)
    return found


def single(found, column, text):
    """A float is what it prints as with six to nine digits or all of them, unless the column declares how to round."""
    try:
        kept = as_single(finite(found, text))
    except OverflowError:
        raise Unreadable(text) from None
    if "round" not in column and found not in [kept, *(float(f"{kept:.{n}g}") for n in range(6, 10))]:
        raise Unreadable(text)
    return kept


def as_single(number):
    return struct.unpack("<f", struct.pack("<f", number))[0]


def written_plainly(text, column):
    """A number as people write it, as Python writes it; what is out of its place is left for the number's own form."""
    negative = column.get("negative")
    sign = ""
    if negative == "parentheses" and text.startswith("(") and text.endswith(")"):
        sign, text = "-", text[1:-1]
        require_unsigned(text)
    if negative == "trailing" and text.endswith("-"):
        sign, text = "-", text[:-1]
        require_unsigned(text)
    for currency in listed(column.get("currency")):
        if text.startswith(currency):
            text = text[len(currency) :].lstrip(" \u00a0") if text[len(currency) :][:2].strip(" \u00a0") else "?"
            break
        if text.endswith(currency):
            text = text[: -len(currency)].rstrip(" \u00a0")
            break
    if column.get("percent"):
        if not text.endswith("%"):
            raise Unreadable(text)
        text = text[:-1].rstrip(" \u00a0")
    mark = column.get("decimal", ".")
    grouping = column.get("grouping")
    if mark == "." and grouping is None:
        return sign + text
    whole, point, fraction = text.partition(mark)
    if grouping and grouping in whole:
        if not re.fullmatch(r"[+-]?[0-9]{1,3}(" + re.escape(grouping) + "[0-9]{3})+", whole):
            raise Unreadable(text)
        whole = whole.replace(grouping, "")
    exponent = "" if point else "([eE][+-]?[0-9]+)?"
    if not re.fullmatch(r"[+-]?[0-9]*" + exponent, whole) or point and not re.fullmatch(r"[0-9]+([eE][+-]?[0-9]+)?", fraction):
        raise Unreadable(text)
    return sign + whole + point.replace(mark, ".") + fraction


def require_unsigned(text):
    if not text[:1].strip("+-"):
        raise Unreadable(text)


def listed(value):
    return [] if value is None else [value] if isinstance(value, str) else value


def date(text, column):
    if "format" in column:
        return by_format(text, column["format"])[0].date()
    found = DATE.fullmatch(text)
    if not found:
        raise Unreadable(text)
    return valid(datetime.date, text, *(int(part) for part in found.groups()))


def valid(make, text, *parts):
    try:
        return make(*parts)
    except ValueError:
        raise Unreadable(text) from None


def timestamp(text, column, zone):
    local, offset = by_format(text, column["format"]) if "format" in column else iso(text, column)
    return instant(local, offset, column.get("clock-change", "earlier"), zone, text)


def iso(text, column):
    day, rest = text[:10], text[10:]
    local = datetime.datetime.combine(date(day, {}), datetime.time())
    if not rest:
        return local, None
    found = TIME.fullmatch(rest)
    if not found:
        raise Unreadable(text)
    hour, minute, second, fraction, offset = found.groups()
    local = valid(local.replace, text, local.year, local.month, local.day, int(hour), int(minute), int(second or 0))
    micros = rounded(decimal.Decimal("0." + (fraction or "0")).scaleb(6), 0, column, text)
    return local + datetime.timedelta(microseconds=int(micros)), offset


def by_format(text, pattern):
    expression = re.sub(
        r"'((?:[^']|'')*)'|([A-Za-z])\2*|(.)",
        lambda part: (
            LETTERS[part.group()] if part.group(2) else re.escape((part.group(1) or part.group(3)).replace("''", "'"))
        ),
        pattern,
        flags=re.DOTALL,
    )
    found = re.fullmatch(expression, text, flags=re.IGNORECASE | re.ASCII)
    if not found:
        raise Unreadable(text)
    parts = found.groupdict()
    moment = valid(
        datetime.datetime,
        text,
        year_of(parts),
        month_of(parts),
        int(parts.get("day") or 1),
        hour_of(parts, text),
        int(parts.get("minute") or 0),
        int(parts.get("second") or 0),
        int((parts.get("fraction") or "0").ljust(6, "0")),
    )
    return moment, parts.get("offset")


def year_of(parts):
    if parts.get("short"):
        short = int(parts["short"])
        return short + (2000 if short <= 68 else 1900)
    return int(parts["year"])


def month_of(parts):
    name = parts.get("month_name")
    return [m[:3].lower() for m in MONTHS].index(name[:3].lower()) + 1 if name else int(parts.get("month") or 1)


def hour_of(parts, text):
    if not parts.get("half"):
        return int(parts.get("hour") or 0)
    if not 1 <= int(parts["half"]) <= 12:
        raise Unreadable(text)
    return int(parts["half"]) % 12 + (12 if parts["am"].lower() == "pm" else 0)


def instant(local, offset, clock_change, zone, text):
    try:
        if offset:
            found = local.replace(tzinfo=fixed(offset, text)).astimezone(UTC)
        else:
            found = in_zone(local, zoneinfo.ZoneInfo(zone), clock_change, text)
    except OverflowError:
        raise Unreadable(text) from None
    return found


def fixed(offset, text):
    if offset in ("Z", "z"):
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[-2:]) if len(offset) > 3 else 0
    if minutes > 59:
        raise Unreadable(text)
    span = datetime.timedelta(hours=hours, minutes=minutes)
    return valid(datetime.timezone, text, -span if offset[0] == "-" else span)


def in_zone(local, zone, clock_change, text):
    first = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    second = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if clock_change == "quarantine" and first != second:
        raise Unreadable(text)
    return second if clock_change == "later" else first
