"""What is asked: a condition on a number, a question to Deequ, and the words of Lavra that ask the same."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Is:
    """A condition on a number; as in DQDL the ends of `between` are left out."""

    operator: str
    low: float
    high: float | None = None

    def __call__(self, number):
        return {
            ">": lambda: number > self.low,
            ">=": lambda: number >= self.low,
            "<": lambda: number < self.low,
            "<=": lambda: number <= self.low,
            "=": lambda: number == self.low,
            "between": lambda: self.low < number < self.high,
        }[self.operator]()

    def __str__(self):
        return f"{self.operator} {self.low}" + (f" and {self.high}" if self.high is not None else "")

    def bounds(self):
        """The same as arguments of an expectation."""
        low = {"min_value": self.low}
        high = {"max_value": self.low}
        return {
            ">": low | {"strict_min": True},
            ">=": low,
            "<": high | {"strict_max": True},
            "<=": high,
            "=": low | high,
            "between": low | {"max_value": self.high, "strict_min": True, "strict_max": True},
        }[self.operator]


def expect(name, **arguments):
    """Our expectation that says the same."""
    return {"expectation": "expect_" + name, "arguments": arguments}


def rule(text, where=None):
    """Our reading of a rule of DQDL that says the same."""
    return {"expectation": "dqdl", "arguments": {"rule": text + (f' where "{where}"' if where else "")}}


def sql(statement, condition):
    """A number that a statement over `primary` gives."""
    return rule(f'CustomSql "{statement}" {condition}')


def unexpected(query):
    """Rows of `{batch}` that nobody expects."""
    return {"expectation": "unexpected_rows_expectation", "arguments": {"unexpected_rows_query": query}}


def conditioned(where):
    """Arguments of an expectation over some rows only."""
    return {"row_condition": where} if where else {}


@dataclass(frozen=True)
class Constraint:
    """One constraint of a Deequ check on a table.

    `condition` is what the constraint's number must meet, None where Deequ has its own; `ours` says the same here;
    `number` is False where ours counts other things by design, and only the verdicts are compared; `words` stand for
    the condition in the name; `picked` finds the number in what Deequ gives the condition.
    """

    table: str
    kind: str
    arguments: tuple
    condition: object
    ours: dict
    where: str | None = None
    number: bool = True
    words: str = ""
    picked: object = float

    @property
    def name(self):
        """Unlike any other's."""
        words = self.words or ("" if self.condition is None else str(self.condition))
        inner = [shown(a) for a in self.arguments if isinstance(a, (str, int, float, list, tuple)) and a not in (True, False)]
        some = f" where {self.where}" if self.where else ""
        return f"{self.table}: {self.kind}({', '.join(inner + [words] * bool(words))}){some}"


def shown(argument):
    if isinstance(argument, (list, tuple)):
        return "[" + ", ".join(map(shown, argument)) + "]"
    return str(argument)
