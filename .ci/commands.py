"""Every command of every README and guide, and what executes it: .ci/commands.tsv, shown in docs/commands.md.

Fails on a command without a row, a row without a command, Rust in a page that no doc test compiles, and a page that is
stale (with --update, or UPDATE_DOCS=1 in the environment, it is written). Then executes the rows `run` and `serve`.
"""

import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from programs import ROOT, SECONDS, bound, clean_environment

TABLE = ROOT / ".ci/commands.tsv"
PAGE = ROOT / "docs/commands.md"
# Made by executing what stands in it.
EXECUTED = ROOT / "docs/examples.md"
SHELLS = {"sh", "bash", "shell", "console"}
# What is a command where it need not be one: in a fence of plain text and in a code span.
PROGRAMS = "bash|cargo|cargo-\\w+|curl|git|openssl|python3?|rustc|rustup|sh"
COMMAND = re.compile(rf"(\w+=\S+ )*({PROGRAMS}) \S")
FENCE = re.compile(r"\s*(```+|~~~+)\s*([^`]*)$")

HEAD = """\
# Commands

Every command of every README and guide, and what executes it. Made by `.ci/commands.py` from `.ci/commands.tsv`; do not
edit. Rust in them is compiled as doc tests, but for one block ([decisions.md](decisions.md)). [examples.md](examples.md)
is left out here: it is made by executing what stands in it.
"""


def files():
    """All but what git ignores."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [Path(path) for path in listed.stdout.splitlines() if (ROOT / path).exists()]


def texts():
    """The pages and the guides in the docs of the crates, by path."""
    for path in files():
        if path.suffix == ".md" and ROOT / path not in {PAGE, EXECUTED}:
            yield path, (ROOT / path).read_text()
        elif path.suffix == ".rs" and re.search(r"/src/guide\b", str(path)):
            lines = [line.strip() for line in (ROOT / path).read_text().splitlines()]
            docs = [re.sub(r"^//[!/] ?", "", line) for line in lines if re.match(r"//[!/]", line)]
            yield path, "\n".join(docs)


def fences(text):
    """The fences with their language, and what is around them under the language None."""
    language, end, lines = None, None, []
    for line in text.splitlines():
        fence = FENCE.match(line)
        if end is None and fence:
            yield language, lines
            end, language, lines = fence[1], fence[2].strip(), []
        elif end is not None and line.strip() == end:
            yield language, lines
            language, end, lines = None, None, []
        else:
            lines.append(line)
    yield language, lines


def commands(text):
    for language, lines in fences(text):
        # A command may go on in the next line.
        whole = re.sub(r"\\\n\s*", "", "\n".join(lines))
        if language is None:
            spans = [re.sub(r"\s+", " ", span) for span in re.findall(r"(?<!`)`([^`]+)`(?!`)", whole)]
            blocks = re.findall(r"^(?: {4}|\t)\s*(.+)$", whole, re.M)
            yield from (one for one in spans + blocks if COMMAND.match(one))
            continue
        for line in map(str.strip, whole.splitlines()):
            if language == "console" and not line.startswith("$ "):
                continue
            line = line.removeprefix("$ ")
            is_one = language in SHELLS and line and not line.startswith("#")
            if is_one or (language in {"", "text"} and COMMAND.match(line)):
                yield line


def uncompiled(path, text):
    """Rust that no doc test compiles."""
    languages = [language.split(",") for language, _ in fences(text) if language]
    rust = [words for words in languages if words[0] == "rust"]
    if any("ignore" in words for words in languages):
        yield f"{path}: Rust marked as `ignore`"
    if rust and path.suffix == ".md" and (ROOT / path).resolve() not in INCLUDED:
        yield f"{path}: Rust in a page that no crate includes"


def included():
    """The pages that are the docs of something."""
    for path in (ROOT / path for path in files() if path.suffix == ".rs"):
        for page in re.findall(r'\bdoc = include_str!\("([^"]+\.md)"\)', path.read_text()):
            yield (path.parent / page).resolve()


INCLUDED = set(included())


def rows():
    table = {}
    for line in TABLE.read_text().splitlines():
        command, _, how = line.partition("\t")
        if command in table:
            sys.exit(f".ci/commands.tsv has two rows for {command}")
        table[command] = how
    return table


def problems(found, table):
    for command, places in found.items():
        if command not in table:
            yield f"{', '.join(sorted(places))}: `{command}` has no row in .ci/commands.tsv"
    stages = set(re.findall(r'^stage "([^"]+)"', (ROOT / ".ci/run").read_text(), re.M))
    for command, how in table.items():
        kind, _, what = how.partition(" ")
        if command not in found:
            yield f".ci/commands.tsv: `{command}` is in no README and no guide"
        is_known = how in {"run", "serve"} or (kind == "stage" and what in stages) or how.startswith("not run: ")
        if not is_known:
            yield f".ci/commands.tsv: {how!r} of `{command}` is neither run, serve, a stage of .ci/run nor `not run: why`"


def page(found, table):
    def cell(text):
        return text.replace("|", "\\|")

    def by(how):
        return {"run": "the stage `commands`", "serve": "the stage `commands`, on a free port until Ctrl-C"}.get(
            how, f"the stage `{how.removeprefix('stage ')}`"
        )

    def table_of(title, rows):
        yield f"\n| command | {title} | in |\n| --- | --- | --- |\n"
        for command, what in rows:
            yield f"| `{cell(command)}` | {cell(what)} | {', '.join(sorted(found[command]))} |\n"

    done = [(command, by(how)) for command, how in table.items() if not how.startswith("not run: ")]
    left = [(command, how.removeprefix("not run: ")) for command, how in table.items() if how.startswith("not run: ")]
    yield HEAD
    yield "\n## Executed by `bash .ci/run`\n"
    yield from table_of("by", done)
    yield "\n## Not executed\n"
    yield from table_of("why", left)


def serve(command, folder):
    """Starts a server, hears where it is, and ends it."""
    words = shlex.split(command)
    words += [*([] if "--" in words else ["--"]), "--listen", "127.0.0.1:0"]
    build = words[: words.index("--")]
    subprocess.run(["cargo", "build", "--quiet", *build[2:]], cwd=ROOT, check=True)
    running = subprocess.Popen(words, cwd=folder, env=clean_environment(), stdout=subprocess.PIPE, text=True)
    with running, bound(running):
        line = running.stdout.readline()
        running.send_signal(signal.SIGINT)
        running.communicate()
    if "://127.0.0.1:" not in line or running.returncode != 0:
        sys.exit(f"{command}: exit code {running.returncode}, {line!r}")


def run(command, folder):
    subprocess.run(
        command, shell=True, cwd=folder, env=clean_environment(), check=True, timeout=10 * SECONDS, stdout=subprocess.DEVNULL
    )


def main():
    found = {}
    for path, text in texts():
        for command in [*commands(text), *uncompiled(path, text)]:
            found.setdefault(command, set()).add(str(path))
    table = rows()
    wrong = list(problems(found, table))
    if not wrong:
        text = "".join(page(found, table))
        if "--update" in sys.argv or "UPDATE_DOCS" in os.environ:
            PAGE.write_text(text)
        if not PAGE.exists() or PAGE.read_text() != text:
            wrong = ["docs/commands.md is stale: python3 .ci/commands.py --update"]
    if wrong:
        sys.exit("\n".join(wrong))
    # Below target/, where cargo finds the workspace and git sees nothing.
    with tempfile.TemporaryDirectory(dir=ROOT / "target") as folder:
        for command, how in table.items():
            if how in {"run", "serve"}:
                print(f"{how}: {command}", flush=True)
                {"run": run, "serve": serve}[how](command, folder)
    print(f"{len(table)} commands are accounted for")


if __name__ == "__main__":
    main()
