"""How many appeals were answered on time in each quarter, and of how many. Python's own library is enough.

PORTAL=https://… python3 quarters.py
"""
import csv
import io
import os
import urllib.parse
import urllib.request

portal = os.environ.get("PORTAL", "http://localhost:3000")
query = urllib.parse.urlencode({
    "grain": "quarter", "category": "all", "district": "all", "channel": "all", "measure": "with_deadline,on_time",
})

with urllib.request.urlopen(f"{portal}/data/appeals.csv?{query}") as answer:
    rows = list(csv.DictReader(io.TextIOWrapper(answer, encoding="utf-8", newline="")))
    assert len(rows) == int(answer.headers["X-Row-Count"]), "the download broke off"

for row in rows:
    if row["outcome_status"] in ("c", "z", "x"):  # withheld or not there: not a zero
        print(f"{row['period']}: not published ({row['outcome_status']})")
    else:
        on_time, of = int(row["on_time"]), int(row["with_deadline"])
        print(f"{row['period']}: {on_time} of {of} on time, {on_time / of:.0%}" if of else f"{row['period']}: none had a deadline")
