"""docs/examples.md: what each program prints, from the programs themselves.

Fails if the page is stale; with --update, or UPDATE_DOCS=1 in the environment, writes it.
"""

import difflib
import os
import re
import subprocess
import sys
import tempfile

from programs import PROGRAMS, ROOT, SECONDS, build, clean_environment

PAGE = ROOT / "docs/examples.md"

HEAD = """\
# Programs

Made by `.ci/examples.py` from what the programs print; do not edit. What differs from run to run, such as ports and
what is random, is shown as `…`.

Each program runs at once, on the sandbox inside it: nothing to install, nothing to set up. All of them

- have a `--help`;
- work on a real server when its variables are set (`KUBALINK_URL` and so on; `--help` lists them), and say what is
  missing when only some are. Variables, not arguments: those every user of the machine can read. A file that only
  you can read is a good place for them, as in `set -a; . ./erp.env; set +a`;
- write the result to stdout, and everything else to stderr: progress on what takes longer than two seconds, if
  that is a terminal, and errors;
- leave nothing half done at Ctrl-C: what was not finished is either taken back or goes on with the same command;
- end with an exit code: 0 done, 1 failed, 2 it could not begin (bad usage among others), 3 done in part, 130 Ctrl-C.

An error says what went wrong, and whether the server may have acted:

"""
# Nothing listens there.
NO_SERVER = "KUBALINK_URL=http://127.0.0.1:1 KUBALINK_KEY=none cargo run --example kubalink_tasks -- --team 12"

# What differs from run to run, or from machine to machine.
MOVES = [
    (r"127\.0\.0\.1:\d{4,5}\b", "127.0.0.1:…"),
    (r"\S*/procbill-topup-\d+/", "/tmp/procbill-topup-…/"),
    (r"\b(?!00:00)([0-9A-F]{2}:){31}[0-9A-F]{2}\b", "…"),
    (r"\breference \w{10},", "reference …,"),
    (r"\bbooks have \w{10} and \w{10}$", "books have … and …"),
    (r"\d+ characters, no secret", "… characters, no secret"),
    (r"in \d+ chunks", "in … chunks"),
    (r"\(os error \d+\)", "(os error …)"),
]


def fence(kind, text):
    return f"```{kind}\n{text.strip(chr(10))}\n```\n"


def run(command, folder, code=0):
    """Stdout, or where the command is to fail, its last words."""
    ran = subprocess.run(
        command, shell=True, cwd=folder, env=clean_environment(), capture_output=True, text=True, timeout=10 * SECONDS
    )
    if ran.returncode != code:
        sys.exit(f"{command}: exit code {ran.returncode}\n{ran.stderr}")
    output = ran.stdout if code == 0 else ran.stderr[ran.stderr.index("error: ") :]
    # What a program says of itself does not move.
    for moving, still in [] if command.endswith("--help") else MOVES:
        output = re.sub(moving, still, output, flags=re.M)
    return output


def shortened(output, most):
    lines = output.splitlines()
    if most is None or len(lines) <= most:
        return output
    return "\n".join([*lines[:most], f"… and {len(lines) - most} lines more"])


def as_committed(output, always):
    """The committed output, if it has the same as this run in another order."""
    of = lambda text: sorted(re.findall(always, text, re.M))
    blocks = re.findall(r"```text\n(.*?)\n```\n", PAGE.read_text() if PAGE.exists() else "", re.S)
    return next((block for block in blocks if of(block) == of(output)), output)


def section(name, folder):
    program = PROGRAMS[name]
    yield f"## {name}\n\n{program.purpose}\n\n"
    picture = f"{name.replace('_', '-')}.png"
    if (PAGE.parent / picture).exists():
        yield f"![{name}]({picture})\n\n"
    for command in [f"cargo run --example {name}", *program.then]:
        yield fence("sh", command) + "\n"
        output = run(command, folder)
        if program.always:
            output = as_committed(output, program.always)
        yield fence("text", shortened(output, program.lines)) + "\n"
    command = f"cargo run --example {name} -- --help"
    yield fence("sh", command) + "\n" + fence("text", run(command, folder)) + "\n"


def page():
    # Below target/, where cargo finds the workspace and git sees nothing.
    place = ROOT / "target"
    with tempfile.TemporaryDirectory(dir=place) as folder:
        yield HEAD + fence("sh", NO_SERVER) + "\n" + fence("text", run(NO_SERVER, folder, code=1)) + "\n"
        for name in PROGRAMS:
            yield from section(name, folder)


def main():
    build()
    text = "".join(page()).rstrip("\n") + "\n"
    if "--update" in sys.argv or "UPDATE_DOCS" in os.environ:
        PAGE.write_text(text)
    committed = PAGE.read_text() if PAGE.exists() else ""
    if committed != text:
        lines = difflib.unified_diff(committed.splitlines(), text.splitlines(), "docs/examples.md", "now", lineterm="")
        sys.exit("\n".join([*lines, "docs/examples.md is stale: python3 .ci/examples.py --update"]))
    print(f"docs/examples.md shows what {len(PROGRAMS)} programs print")


if __name__ == "__main__":
    main()
