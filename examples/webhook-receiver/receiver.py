"""Receives call-backs: checks that they are ours and fresh, takes each once, and says what happened.

    WEBHOOK_SECRETS=whsec_… python3 receiver.py

Python's standard library is enough. While a secret is being changed, give both: WEBHOOK_SECRETS=whsec_new,whsec_old
"""

import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOLERANCE_SECONDS = 300
LARGEST_BODY = 262_144
SECRETS = [
    base64.b64decode(secret.removeprefix("whsec_"))
    for secret in os.environ.get("WEBHOOK_SECRETS", "").split(",")
    if secret
]

# A real receiver keeps these with what it does about the event, in one transaction.
seen = set()


def is_ours(headers, body):
    """Whether one of our secrets signed exactly this, a short while ago."""
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not message_id or not timestamp.isdecimal():
        return False
    if abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False

    given = [
        text.encode()
        for version, _, text in (s.partition(",") for s in headers.get("webhook-signature", "").split(" "))
        if version == "v1"
    ]
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = [base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()) for secret in SECRETS]
    return any(hmac.compare_digest(one, other) for one in given for other in expected)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers.get("content-length", 0))
        # The signature covers the bytes as they came: check it before anything reads them.
        body = self.rfile.read(length) if length <= LARGEST_BODY else b""
        if not is_ours(self.headers, body):
            return self.answer(401)

        message_id = self.headers["webhook-id"]
        if message_id not in seen:
            event = json.loads(body)
            data = event["data"]
            print(
                f"{event['type']} {event['subject']} no. {int(event['sequence'])}: "
                f"{data.get('from') or 'nothing'} → {data['to']}",
                flush=True,
            )
            seen.add(message_id)
        return self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_):
        """What happened is told above; addresses are nobody's business."""


if __name__ == "__main__":
    if not SECRETS:
        raise SystemExit("Set WEBHOOK_SECRETS to what Webhook.secrets says.")
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "4100"))), Receiver)
    print(f"listening on {server.server_port}", flush=True)
    server.serve_forever()
