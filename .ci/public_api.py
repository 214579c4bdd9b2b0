"""Compares the public interface of each crate with docs/api/, and finds types of libraries that must not stand in it.

    python3 .ci/public_api.py [--update]

It is taken from rustdoc's JSON, which a stable compiler gives with RUSTC_BOOTSTRAP set; nothing that is compiled so is kept.
"""

import difflib
import os
import re
import subprocess
import sys
from pathlib import Path

CRATES = ["isp-client-core", "kubalink-client", "mobilon-client", "nodeny-client", "procbill-client", "isp-sandbox"]
PRIMITIVES = {"bool", "char", "f64", "i64", "str", "u16", "u32", "u64", "u8", "usize"}
# Of a 1.x or later, or the standard library. Users own their versions: a 0.x type here would tie them to ours.
STABLE = {"alloc", "bytes", "core", "http", "rust_decimal", "serde_core", "serde_json", "std", "tokio", "url"}
# What a feature is named after, and the one trait that has no 1.x. See docs/decisions.md.
ALLOWED = {"reqwest": "ReqwestTransport::from_reqwest", "futures_core": "futures_core::stream::Stream for"}
FOLDER = Path("docs/api")
ROOT = re.compile(r"(?<![\w:>])([a-z_][a-z0-9_]*)::")


def interface(crate):
    command = ["cargo", "public-api", "--color", "never", "--package", crate, "--all-features", "-sss"]
    environment = os.environ | {"RUSTC_BOOTSTRAP": "1", "CARGO_TARGET_DIR": "target/rustdoc"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return done.stdout


def foreign(text):
    ours = PRIMITIVES | STABLE | {crate.replace("-", "_") for crate in CRATES}
    for line in text.splitlines():
        for root in set(ROOT.findall(line)) - ours:
            if root not in ALLOWED or ALLOWED[root] not in line:
                yield f"{root}: {line}"


def main():
    update = "--update" in sys.argv[1:]
    wrong = []
    for crate in CRATES:
        text = interface(crate)
        wrong += [f"{crate} shows a type of {found}" for found in foreign(text)]
        page = FOLDER / f"{crate}.txt"
        if update:
            FOLDER.mkdir(exist_ok=True)
            page.write_text(text)
            continue
        known = page.read_text() if page.exists() else ""
        changes = list(difflib.unified_diff(known.splitlines(), text.splitlines(), str(page), "now", lineterm="", n=0))
        if changes:
            wrong += changes[:60] + [f"{page} is stale: python3 .ci/public_api.py --update"]
    print("\n".join(wrong) or f"{len(CRATES)} interfaces, as docs/api/ has them")
    sys.exit(bool(wrong))


main()
