"""The one thing asked of S3 here: make a bucket. Requests are signed as AWS Signature Version 4 has it."""

import hashlib
import hmac
import time
import urllib.error
import urllib.parse
import urllib.request

from servers.health import DIRECT

REGION = "us-east-1"
NOTHING = hashlib.sha256(b"").hexdigest()


def make_bucket(endpoint, access_key, secret_key, bucket):
    """Makes a bucket unless this user has it already."""
    headers = _signed("PUT", urllib.parse.urlsplit(endpoint).netloc, f"/{bucket}", access_key, secret_key)
    request = urllib.request.Request(f"{endpoint}/{bucket}", method="PUT", headers=headers)
    try:
        DIRECT.open(request, timeout=10).close()
    except urllib.error.HTTPError as e:
        if b"BucketAlreadyOwnedByYou" not in e.read():
            raise


def _signed(method, host, path, access_key, secret_key):
    """The headers of a request without a body or a query."""
    moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    scope = f"{moment[:8]}/{REGION}/s3/aws4_request"
    names = "host;x-amz-content-sha256;x-amz-date"
    said = f"host:{host}\nx-amz-content-sha256:{NOTHING}\nx-amz-date:{moment}\n"
    canonical = f"{method}\n{path}\n\n{said}\n{names}\n{NOTHING}"
    text = f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = f"AWS4{secret_key}".encode()
    for part in (*scope.split("/"), text):
        key = hmac.digest(key, part.encode(), "sha256")
    credential = f"Credential={access_key}/{scope}, SignedHeaders={names}, Signature={key.hex()}"
    return {"x-amz-content-sha256": NOTHING, "x-amz-date": moment, "Authorization": f"AWS4-HMAC-SHA256 {credential}"}
