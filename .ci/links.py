"""Fails on a link in a page to a file of this repository, or to a heading, that is not there."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\]\(([^()\s]+)\)|^ {0,3}\[[^\]]+\]:\s*(\S+)", re.M)


def headings(page):
    """Its anchors, as GitHub makes them."""
    text = re.sub(r"^ *```.*?^ *```", "", page.read_text(), flags=re.M | re.S)
    for heading in re.findall(r"^#+ +(.+)$", text, re.M):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def broken(page):
    text = re.sub(r"^ *```.*?^ *```|`[^`\n]*`", "", page.read_text(), flags=re.M | re.S)
    for link in (one or other for one, other in LINK.findall(text)):
        # `::` leads to an item of a crate: rustdoc looks after those.
        if re.match(r"[a-z]+:", link) or "::" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in headings(target)):
            yield f"{page.relative_to(ROOT)}: {link} leads nowhere"


command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"]
listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
pages = [ROOT / path for path in listed.stdout.splitlines() if (ROOT / path).exists()]
problems = [problem for page in pages for problem in broken(page)]
print("\n".join(problems) or f"all links of {len(pages)} pages lead somewhere")
sys.exit(bool(problems))
