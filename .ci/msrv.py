"""Fails if a dependency in the lock file declares a newer Rust than the workspace does. Reads `cargo metadata`."""

import json
import sys


def version(text):
    return tuple(int(part) for part in (text.split(".") + ["0", "0"])[:3])


metadata = json.load(sys.stdin)
members = set(metadata["workspace_members"])
ours = min(version(p["rust_version"]) for p in metadata["packages"] if p["id"] in members)
others = [p for p in metadata["packages"] if p["id"] not in members]
declared = [p for p in others if p.get("rust_version")]
newer = sorted(
    f"{p['name']} {p['version']} wants {p['rust_version']}" for p in declared if version(p["rust_version"]) > ours
)
newest = max((p["rust_version"] for p in declared), key=version)
print(
    "\n".join(newer)
    or f"{'.'.join(map(str, ours))} is enough: of {len(others)} dependencies the newest declared is {newest};"
    f" {len(others) - len(declared)} declare none"
)
sys.exit(bool(newer))
