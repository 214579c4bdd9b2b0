"""Whether the programs look alike: help, bad usage, a server that is not there, Ctrl-C, output that nobody reads.

All programs of examples/Cargo.toml, and all run on loopback: a port that refuses and one that never answers stand in for
a real server.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 60  # A bound: nothing waits that long unless something is wrong.
WIDTH = 120
PRODUCTS = ["KUBALINK", "MOBILON", "NODENY", "PROCBILL"]
MAY_BE_LEFT_OUT = {"PROCBILL_PFX_PASSWORD", "PROCBILL_PIN", "PROCBILL_CA"}


@dataclass
class Program:
    """What has to be known of a program to try it, and to show it in docs/examples.md."""

    purpose: str
    # On a real server.
    arguments: list = field(default_factory=list)
    # Files that it reads.
    files: dict = field(default_factory=dict)
    # Files that may be there after Ctrl-C, by design.
    keeps: set = field(default_factory=set)
    # What it says after a Ctrl-C that it obeys only after a second one.
    asks: str = ""
    # Commands that show what it has done.
    then: list = field(default_factory=list)
    # How much of its output is shown; all if none.
    lines: int = None
    # Variables of its products that it has no use for.
    unused: set = field(default_factory=set)
    # What its output has in every run, where lines come in any order.
    always: str = ""


PAYMENT = "reference,user_id,sum,description\nK-000001,1204,350.50,\n"
PROGRAMS = {
    "call_popup": Program(
        "For whoever answers the telephone: who calls, what is on their account, and what was promised to them.",
        # Without it, nothing is asked before a call comes in.
        arguments=["--list"],
        # Not how far each call is, which goes on meanwhile.
        always=r"^(?:\[\d\]   +)?(.*(?:\(|nothing|not asked|missing: |calls: ).*)$",
    ),
    "journal_report": Program(
        "For the head of an office: when the telephones ring, who answers, and how many callers give up.",
        unused={"MOBILON_USER_KEY"},
    ),
    "kubalink_tasks": Program(
        "For the morning: what a team has to do today, where, and whom to ring.",
        arguments=["--team", "12"],
    ),
    "nodeny_account": Program(
        "A subscriber's cabinet without a browser. When a part of it cannot be had, the rest is shown all the same.",
    ),
    "nodeny_export": Program(
        "All subscribers for a spreadsheet or another system, however many there are and however often the connection\n"
        "breaks.",
        arguments=["--out", "all.csv"],
        keeps={"sandbox-subscribers.csv.part"},
        then=["head -n 4 sandbox-subscribers.csv"],
    ),
    "procbill_topup": Program(
        "The payments of a register, each booked once, whatever breaks meanwhile.",
        arguments=["paid.csv"],
        files={"paid.csv": PAYMENT},
        keeps={"paid.csv.journal"},
        asks="Ctrl-C again",
    ),
    "tour": Program("What the clients can do: each step with the line of code that does it."),
    "operations": Program("The operations of all clients for `grep`, `awk` or a spreadsheet.", lines=12),
}


def build():
    """The paths of the programs and of the sandbox, built as `cargo run --example` builds them."""
    command = ["cargo", "build", "--locked", "--quiet", "--examples", "--bin", "isp-sandbox", "--message-format=json"]
    output = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    built = [json.loads(line) for line in output.splitlines()]
    built = [unit for unit in built if unit["reason"] == "compiler-artifact" and unit["executable"]]
    programs = {unit["target"]["name"]: unit["executable"] for unit in built if "example" in unit["target"]["kind"]}
    sources = {unit["target"]["name"]: Path(unit["target"]["src_path"]).read_text() for unit in built}
    (sandbox,) = (unit["executable"] for unit in built if unit["target"]["kind"] == ["bin"])
    missing = sorted(set(programs) ^ set(PROGRAMS))
    if missing:
        sys.exit(f".ci/programs.py must have a line for each program: {', '.join(missing)}")
    return programs, sources, sandbox


def clean_environment():
    """Without a real server."""
    return {name: value for name, value in os.environ.items() if not name.startswith(tuple(PRODUCTS))}


@contextmanager
def bound(running):
    """Ends the process if it takes too long, and if anything fails meanwhile."""
    timer = threading.Timer(SECONDS, running.kill)
    timer.start()
    try:
        yield
    except BaseException:
        running.kill()
        raise
    finally:
        timer.cancel()


class Check:
    """One program, tried in a folder of its own."""

    def __init__(self, name, path, source, pfx):
        self.name, self.path, self.source, self.pfx = name, path, source, pfx
        self.program = PROGRAMS[name]
        self.problems = []
        self.help = ""

    def expect(self, is_so, problem):
        if not is_so:
            self.problems.append(f"{self.name}: {problem}")

    def start(self, folder, arguments=(), variables=None, **streams):
        for name, text in self.program.files.items():
            Path(folder, name).write_text(text)
        environment = {**clean_environment(), "TMPDIR": folder, **(variables or {})}
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
        return subprocess.Popen([self.path, *arguments], cwd=folder, env=environment, **streams)

    def run(self, arguments=(), variables=None, **streams):
        """Exit code, stdout, stderr."""
        with tempfile.TemporaryDirectory() as folder:
            with self.start(folder, arguments, variables, **streams) as running, bound(running):
                output, errors = running.communicate()
            return running.returncode, (output or b"").decode(), (errors or b"").decode()

    def all(self):
        self.explains_itself()
        self.refuses_an_unknown_option()
        self.minds_no_deaf_reader()
        self.stops_early()
        if self.variables():
            self.refuses_half_of_a_server()
            self.finds_no_server()
            self.stops()
        return self.problems

    def explains_itself(self):
        code, self.help, errors = self.run(["--help"])
        self.expect((code, errors) == (0, ""), f"--help: exit code {code}, {errors!r}")
        self.expect(self.run(["-h"])[1] == self.help, "-h is another text than --help")
        lines = self.help.splitlines()
        self.expect(max(map(len, lines)) <= WIDTH, f"--help is wider than {WIDTH}")
        heads = [line for line in lines if re.match(r"(usage|options|environment|exit codes)\b.*:", line)]
        heads = [re.match(r"[a-z ]+", head)[0] for head in heads]
        wanted = ["usage", "options", "environment", "exit codes"]
        if not re.search(r"^  --", self.help, re.M):
            wanted.remove("options")
        if not re.search(r"\benvironment\b", self.source):
            wanted.remove("environment")
        self.expect(heads == wanted, f"--help has the parts {heads}, not {wanted}")
        self.expect(f"\nusage: cargo run --example {self.name}" in self.help, "--help: usage tells no command")
        codes = self.help.rpartition("\nexit codes:\n")[2]
        self.expect(re.fullmatch(r"( +\d+  \S.*\n)+", codes), "--help does not end with one exit code a line")
        self.expect(set("012") <= set(re.findall(r"\d+", codes)), "--help lacks one of the exit codes 0, 1 and 2")
        variables = set(re.findall(r"\b[A-Z]+_[A-Z_]+\b", self.help))
        for product in self.products():
            missing = sorted(self.names(product) - variables)
            self.expect(not missing, f"--help lacks {', '.join(missing)}")

    def refuses_an_unknown_option(self):
        code, output, errors = self.run(["--no-such-option"])
        self.expect((code, output) == (2, ""), f"an unknown option: exit code {code}, {output!r}")
        lines = errors.splitlines()
        is_so = len(lines) == 2 and "--no-such-option" in lines[0] and lines[1] == "See --help."
        self.expect(is_so, f"an unknown option: {errors!r}")
        code, _, errors = self.run([b"--\xff"])
        self.expect(code == 2 and "See --help." in errors, f"an option that is no text: {code}, {errors!r}")

    def minds_no_deaf_reader(self):
        reader, writer = os.pipe()
        os.close(reader)
        for arguments in [["--help"], []]:
            code, _, errors = self.run(arguments, stdout=writer)
            self.expect((code, errors) == (0, ""), f"{arguments}, and nobody reads: exit code {code}, {errors!r}")
        code, _, _ = self.run(["--no-such-option"], stderr=writer)
        self.expect(code == 2, f"an unknown option, and nobody reads the errors: exit code {code}")
        os.close(writer)

    def products(self):
        return [product for product in PRODUCTS if f"{product}_URL" in self.help]

    def names(self, product):
        return NAMES[product] - self.program.unused

    def variables(self, port=1):
        """Those of all its servers, as if they were on this port."""
        names = {name for product in self.products() for name in self.names(product)}
        # And those that are its own.
        part = re.search(r"^environment.*?\n\n", self.help, re.M | re.S)
        names |= set(re.findall(r"\b[A-Z]+_[A-Z_]+\b", part[0])) if part else set()
        return {name: self.value(name, port) for name in names - {"PROCBILL_CA"}}

    def value(self, name, port):
        if name.endswith("_URL"):
            return f"{'https' if name.startswith('PROCBILL') else 'http'}://127.0.0.1:{port}"
        known = {"PROCBILL_PFX": self.pfx, "PROCBILL_PFX_PASSWORD": "kassa1", "PROCBILL_PIN": "00" * 32}
        return known.get(name, "sixteen-letters-and-more")

    def refuses_half_of_a_server(self):
        values = self.variables()
        others = {name for name in values if not name.startswith(tuple(PRODUCTS))}
        for product in self.products():
            for missing in sorted(self.names(product) - MAY_BE_LEFT_OUT):
                half = {name: values[name] for name in others | self.names(product) - {missing} if name in values}
                code, output, errors = self.run(self.program.arguments, half)
                is_so = code == 2 and re.search(rf"\b{missing}$", errors, re.M) and "See --help." in errors
                self.expect(is_so, f"without {missing}: exit code {code}, {errors!r}")
                self.expect(output == "", f"without {missing} it begins all the same: {output!r}")

    def finds_no_server(self):
        # Bound and not listening: it refuses, and nobody else can take it.
        with socket.socket() as refusing:
            refusing.bind(("127.0.0.1", 0))
            variables = self.variables(refusing.getsockname()[1])
            code, output, errors = self.run(self.program.arguments, variables)
        said = {1: errors, 3: output}.get(code, "")
        self.expect("delivery" in said and "not sent" in said, f"no server: exit code {code}, {output!r}, {errors!r}")
        self.expect("sixteen-letters" not in output + errors, "no server: a secret is printed")

    def stops(self):
        """Ctrl-C while a server does not answer."""
        with socket.create_server(("127.0.0.1", 0)) as silent, tempfile.TemporaryDirectory() as folder:
            silent.settimeout(SECONDS)
            variables = self.variables(silent.getsockname()[1])
            with self.start(folder, self.program.arguments, variables) as running, bound(running):
                connection, _ = silent.accept()
                running.send_signal(signal.SIGINT)
                said = b""
                while self.program.asks.encode() not in said and (line := running.stderr.readline()):
                    said += line
                if self.program.asks:
                    running.send_signal(signal.SIGINT)
                said += running.communicate()[1]
                connection.close()
            self.expect(running.returncode == 130, f"Ctrl-C: exit code {running.returncode}, {said!r}")
            self.leaves_what_it_may(folder)

    def stops_early(self):
        """Ctrl-C on the sandbox, as soon as the program would not die of it."""
        with tempfile.TemporaryDirectory() as folder:
            with self.start(folder) as running, bound(running):
                while running.poll() is None and not catches(running.pid, signal.SIGINT):
                    time.sleep(0.001)
                running.send_signal(signal.SIGINT)
                _, said = running.communicate()
            # It may have been done by then.
            self.expect(running.returncode in (0, 130), f"early Ctrl-C: exit code {running.returncode}, {said!r}")
            self.leaves_what_it_may(folder, is_done=running.returncode == 0)

    def leaves_what_it_may(self, folder, is_done=False):
        left = {path.name for path in Path(folder).iterdir()} - set(self.program.files)
        if is_done:
            left = {name for name in left if not name.startswith("sandbox-") or name.endswith(".part")}
        self.expect(left <= self.program.keeps, f"Ctrl-C leaves {sorted(left)}")
        for name in left & self.program.keeps:
            kept = Path(folder, name).read_bytes()
            self.expect(not kept or kept.endswith(b"\n"), f"Ctrl-C leaves half a line in {name}")


def catches(process, number):
    """Whether the process has a handler for the signal; not if it has ended."""
    status = Path(f"/proc/{process}/status").read_text()
    caught = re.search(r"^SigCgt:\s*([0-9a-f]+)$", status, re.M)
    return bool(caught and int(caught[1], 16) >> (number - 1) & 1)


def names():
    """The variables of each product, from where they are read."""
    text = (ROOT / "examples/environment.rs").read_text()
    found = set(re.findall(r'"([A-Z]+_[A-Z_]+)"', text))
    return {product: {name for name in found if name.startswith(product)} for product in PRODUCTS}


NAMES = names()


def make_pfx(sandbox, folder):
    """A client's certificate: the sandbox writes one before it says where it listens."""
    command = [sandbox, "procbill", "--listen", "127.0.0.1:0", "--certificates", folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as running, bound(running):
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        running.communicate()
    return str(Path(folder, "client.pfx"))


def main():
    programs, sources, sandbox = build()
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        pfx = make_pfx(sandbox, folder)
        for name in PROGRAMS:
            found = Check(name, programs[name], sources[name], pfx).all()
            print(f"{name}: {'not ' if found else ''}as all programs are")
            problems += found
    sys.exit("\n".join(problems) or None)


if __name__ == "__main__":
    main()
