"""Compares the public interface of each crate with docs/api/, and finds types of libraries that must not stand in it.

    python3 .ci/public_api.py [--update]

It is taken from rustdoc's JSON, which that of a stable compiler gives through .ci/rustdoc.
"""

import difflib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

CRATES = ["isp-client-core", "kubalink-client", "mobilon-client", "nodeny-client", "procbill-client", "isp-sandbox"]
OURS = {crate.replace("-", "_") for crate in CRATES}
PRIMITIVES = {"bool", "char", "f64", "i64", "str", "u16", "u32", "u64", "u8", "usize"}
# Of a 1.x or later, or the standard library. Users own their versions: a 0.x type here would tie them to ours.
STABLE = {"alloc", "bytes", "core", "http", "rust_decimal", "serde_core", "serde_json", "std", "tokio", "url"}
# What a feature is named after, and the one trait that has no 1.x. See docs/decisions.md.
ALLOWED = {"reqwest": "ReqwestTransport::from_reqwest", "futures_core": "futures_core::stream::Stream for"}
FOLDER = Path("docs/api")
BUILT = Path("target")
ROOT = re.compile(r"(?<![\w:>])([a-z_][a-z0-9_]*)::")
DERIVED = re.compile(r"impl(?:<.*?>)? ([\w:]+)(?:<.*>)? for ([\w:]+)")


def run(command, **environment):
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return done.stdout


def described():
    """Writes the JSON of all crates."""
    packages = [word for crate in CRATES for word in ("-p", crate)]
    run(
        ["cargo", "doc", "--locked", "--lib", "--no-deps", "--all-features", *packages],
        CARGO_TARGET_DIR=str(BUILT),
        RUSTDOC=str(Path(".ci/rustdoc").resolve()),
        RUSTDOCFLAGS="-Z unstable-options --output-format json --cap-lints allow",
    )


def interface(page, detail):
    # With the JSON at hand it starts no compiler; without, it would look for a nightly one.
    return run(["cargo", "public-api", "--rustdoc-json", str(page), "--color", "never", detail])


def derived(whole, short):
    """A line for each type, as `derive Clone, Debug: mobilon_client::Call`: their methods would be most of the page."""
    kept, traits = set(short.splitlines()), {}
    for line in whole.splitlines():
        found = DERIVED.match(line)
        if found and line not in kept and not found[1].endswith("::StructuralPartialEq"):
            traits.setdefault(found[2], set()).add(found[1].rsplit("::")[-1])
    return "".join(f"derive {', '.join(sorted(of))}: {name}\n" for name, of in sorted(traits.items()))


def foreign(text):
    for line in text.splitlines():
        for root in set(ROOT.findall(line)) - PRIMITIVES - STABLE - OURS:
            if root not in ALLOWED or ALLOWED[root] not in line:
                yield f"{root}: {line}"


def foreign_uses(page):
    """Re-exports, which the text shows under our own names."""
    crate = json.loads(page.read_text())
    for item in crate["index"].values():
        use = item["inner"].get("use")
        if use is None or item["visibility"] != "public":
            continue
        known = crate["paths"].get(str(use["id"]))
        root = known["path"][0] if known else use["source"].split("::")[0]
        if root not in STABLE | OURS | {"crate", "self", "super"}:
            yield f"{root}: pub use {use['source']}"


def main():
    update = "--update" in sys.argv[1:]
    wrong = []
    described()
    for crate in CRATES:
        built = BUILT / "doc" / f"{crate.replace('-', '_')}.json"
        short, whole = interface(built, "-sss"), interface(built, "-ss")
        wrong += [f"{crate} shows a type of {found}" for found in [*foreign(whole), *foreign_uses(built)]]
        text = short + derived(whole, short)
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
