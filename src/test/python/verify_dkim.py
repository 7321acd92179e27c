"""Verifies the uppermost DKIM signature of a message by dkimpy, which shares no code with ours.

Usage: verify_dkim.py MESSAGE NAME=TXT...      a DNS of the records given; prints valid or invalid
       verify_dkim.py check                    says what is missing
"""
import sys

try:
    import dkim
except ImportError:
    print("dkimpy (Debian: python3-dkim)")
    sys.exit(1)

if sys.argv[1] == "check":
    sys.exit(0)
records = dict(r.split("=", 1) for r in sys.argv[2:])


def dns(name, timeout=5):
    return records.get(name.decode().rstrip("."), "").encode() or None


with open(sys.argv[1], "rb") as message:
    raw = message.read().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
try:
    print("valid" if dkim.DKIM(raw, minkey=1024).verify(dnsfunc=dns) else "invalid")
except dkim.DKIMException as e:
    print("invalid:", e)
