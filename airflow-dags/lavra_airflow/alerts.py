"""Failure callbacks."""

import json
import logging
import os
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlsplit

LOG = logging.getLogger(__name__)
LONGEST = 1000


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@dataclass(frozen=True)
class Webhook:
    """Posts a JSON object with the field text (what Slack, Mattermost and their like show) and the facts beside it.

    The URL comes from an environment variable, as whoever knows it can post; it stays out of logs. An alert that cannot
    be delivered is a warning in the log and nothing more. Without the variable nothing is posted.
    """

    variable: str = "LAVRA_ALERT_URL"
    seconds: float = 10

    def __call__(self, context):
        url = os.environ.get(self.variable)
        if not url:
            LOG.info("No alert: %s is not set.", self.variable)
            return
        try:
            self.post(url, facts(context))
        except (OSError, ValueError) as e:
            reason = e.code if isinstance(e, urllib.error.HTTPError) else type(e).__name__
            LOG.warning("The alert was not delivered to %s: %s.", host(url), reason)

    def post(self, url, content):
        if urlsplit(url).scheme not in ("http", "https"):
            raise ValueError("neither http nor https")
        body = json.dumps(content).encode()
        request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
        with urllib.request.build_opener(NoRedirect).open(request, timeout=self.seconds):
            LOG.info("Alert posted to %s.", host(url))


def facts(context):
    task = context["ti"]
    told = {
        "dag": task.dag_id,
        "run": task.run_id,
        "task": task.task_id,
        "try": task.try_number,
        "problem": str(context.get("exception") or "")[:LONGEST],
    }
    return {"text": "{dag}: {task} failed at try {try} of {run}. {problem}".format(**told), **told}


def host(url):
    try:
        return urlsplit(url).hostname or "an unreadable address"
    except ValueError:
        return "an unreadable address"
