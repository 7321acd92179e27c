"""Reads a mailbox by IMAP with nothing but Python's own library, and prints each message as one line of JSON.

Usage: read_mailbox.py PORT USER PASSWORD
"""

import email
import email.policy
import hashlib
import imaplib
import json
import sys


def files(message):
    for part in message.iter_attachments():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_content()
            content = inner.as_bytes(policy=email.policy.SMTP)
            inside = inner["Subject"]
        else:
            content = part.get_payload(decode=True)
            inside = None
        yield {
            "name": part.get_filename(),
            "oldName": str(part["Content-Type"].params.get("name", "")),
            "type": part.get_content_type(),
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            "inside": inside,
        }


def main():
    server = imaplib.IMAP4("127.0.0.1", int(sys.argv[1]))
    server.login(sys.argv[2], sys.argv[3])
    server.select("INBOX", readonly=True)
    for number in server.search(None, "ALL")[1][0].split():
        raw = server.fetch(number, "(BODY.PEEK[])")[1][0][1]
        message = email.message_from_bytes(raw, policy=email.policy.default)
        body = message.get_body(preferencelist=("plain",))
        print(
            json.dumps(
                {
                    "messageId": message["Message-ID"],
                    "from": message["From"],
                    "to": message["To"],
                    "cc": message["Cc"],
                    "subject": message["Subject"],
                    "references": message["References"],
                    "text": body.get_content(),
                    "files": list(files(message)),
                    "defects": [str(d) for p in message.walk() for d in p.defects],
                    "longestLine": max(len(line) for line in raw.split(b"\r\n")),
                    "sevenBit": max(raw) < 128,
                }
            )
        )
    server.logout()


main()
