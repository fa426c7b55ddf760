"""Deequ on a local Spark session, through Py4J."""

import os
import re
import sys
import time
from functools import cached_property

from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.java_gateway import ensure_callback_server_started
from pyspark.sql import DataFrame, SparkSession


BROKEN = re.compile("^(Expected type of column|org.apache.spark|Custom SQL did not|Rule .or nested rule. not supported|Exception|Error)", re.MULTILINE)


class Assertion:
    """A Scala function from what Deequ found to whether its `number` will do; remembers the number.

    Its other methods have Java's names: Deequ files checks, and so functions, in maps.
    """

    def __init__(self, condition, number=lambda value: value):
        self.condition, self.number, self.seen = condition, number, None

    def apply(self, value):
        self.seen = self.number(value)
        return bool(self.condition(self.seen))

    def hashCode(self):
        return id(self) % 2**31

    def equals(self, other):
        return self is other

    def toString(self):
        return str(self.condition)

    class Java:
        implements = ("scala.Function1",)


class Deequ:
    """Scala's words for Python's, and Deequ's two ways to ask: an analyzer, and a check of constraints."""

    def __init__(self, jar):
        os.environ["TZ"] = "UTC"
        time.tzset()
        self.spark = session(jar)
        self.jvm = self.spark._jvm
        self.package = self.jvm.com.amazon.deequ
        self.analyzers = self.package.analyzers
        ensure_callback_server_started(self.spark.sparkContext._gateway)

    def table(self, schema, rows):
        """A frame, and the view `primary` of it for constraints in SQL."""
        frame = self.spark.createDataFrame(rows, schema).coalesce(1).cache()
        frame.createOrReplaceTempView("primary")
        return frame

    def close(self):
        self.spark.stop()

    def option(self, value=None):
        return self.jvm.scala.Option.empty() if value is None else self.jvm.scala.Option.apply(value)

    def seq(self, *values):
        return self.jvm.org.apache.spark.api.python.PythonUtils.toSeq(list(values))

    def scala(self, argument):
        """Lists are Scala's sequences, tuples are arrays of texts."""
        if isinstance(argument, list):
            return self.seq(*argument)
        return self.texts(argument) if isinstance(argument, tuple) else argument

    def texts(self, values):
        array = self.spark.sparkContext._gateway.new_array(self.jvm.java.lang.String, len(values))
        for i, value in enumerate(values):
            array[i] = value
        return array

    def regex(self, pattern):
        return self.jvm.scala.util.matching.Regex(pattern, self.seq())

    def datatype(self, name):
        return self.package.constraints.ConstrainableDataTypes.withName(name)

    def analyzer(self, name, *arguments, where=None, options=False):
        """`options` says that its constructor ends with analyzer options."""
        more = [self.option(where)] + ([self.option()] if options else [])
        return getattr(self.analyzers, name)(*arguments, *more)

    def measure(self, frame, analyzers):
        """The metrics; None where Deequ says that there is nothing to measure."""
        builder = self.analyzers.runners.AnalysisRunner.onData(frame._jdf)
        for analyzer in analyzers:
            builder = builder.addAnalyzer(analyzer)
        metrics = builder.run().metricMap()
        return [number(metrics.apply(analyzer)) for analyzer in analyzers]

    def check(self, kind, arguments, where=None):
        """A check of one constraint; arguments that are left out are Deequ's defaults."""
        check = self.package.checks.Check(self.package.checks.CheckLevel.Error(), kind, self.seq())
        method = getattr(check, kind)
        given = [self.scala(argument) for argument in arguments]
        while f"{kind}$default${len(given) + 1}" in self.defaults_of_checks:
            given.append(getattr(check, f"{kind}$default${len(given) + 1}")())
        made = method(*given)
        return made.where(where) if where else made

    @cached_property
    def defaults_of_checks(self):
        """The methods that give the default of an argument, by Scala's names."""
        check = self.package.checks.Check(self.package.checks.CheckLevel.Error(), "", self.seq())
        return {method.getName() for method in check.getClass().getMethods() if "$default$" in method.getName()}

    def verify(self, frame, checks):
        """For each check whether it succeeds, its metric, and what Deequ says where it does not.

        Checks share scans, and one that breaks Spark's job spoils the others: those are asked again without it.
        """
        half = len(checks) // 2
        try:
            results = self.run(frame, checks)
        except Py4JJavaError as broken:
            results = [(False, None, str(broken.java_exception.getMessage()))]
        if half and any("Job aborted" in message for _, _, message in results):
            return self.verify(frame, checks[:half]) + self.verify(frame, checks[half:])
        return results

    def run(self, frame, checks):
        suite = self.package.VerificationSuite().onData(frame._jdf)
        for check in checks:
            suite = suite.addCheck(check)
        results = suite.run().checkResults()
        return [self.verdict(results.apply(check)) for check in checks]

    def rule(self, frame, text):
        """What DQDL's executor says of a rule alone: its verdict, None where it cannot evaluate the rule, and its numbers."""
        try:
            outcomes = self.package.dqdl.EvaluateDataQuality.process(frame._jdf, f"Rules = [ {text} ]")
            outcome = DataFrame(outcomes, self.spark).collect()[0]
        except (Py4JJavaError, PySparkException):
            return {"passes": None, "metrics": {}}
        broken = BROKEN.search(outcome.FailureReason or "")
        return {"passes": None if broken else outcome.Outcome == "Passed", "metrics": outcome.EvaluatedMetrics}

    def verdict(self, result):
        passes = result.status().toString() == "Success"
        constraint = result.constraintResults().apply(0)
        metric = constraint.metric()
        message = constraint.message()
        return passes, metric.get() if metric.isDefined() else None, message.get() if message.isDefined() else ""


def number(metric):
    value = metric.value()
    if value.isSuccess():
        return float(value.get())
    failure = value.failed().get().toString()
    if "EmptyStateException" not in failure:
        print(f"{metric.name()} of {metric.instance()}: {failure}", file=sys.stderr)
    return None


def session(jar):
    built = (
        SparkSession.builder.master("local[1]")
        .config("spark.jars", str(jar))
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.extraJavaOptions", "-Duser.timezone=UTC")
        .getOrCreate()
    )
    built.sparkContext.setLogLevel("ERROR")
    return built
