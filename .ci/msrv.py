"""Fails if a dependency in the lock file declares a newer Rust than the workspace does. Reads `cargo metadata`."""

import json
import sys


def version(text):
    return tuple(int(part) for part in (text.split(".") + ["0", "0"])[:3])


metadata = json.load(sys.stdin)
members = set(metadata["workspace_members"])
ours = min(version(p["rust_version"]) for p in metadata["packages"] if p["id"] in members)
newer = sorted(
    f"{p['name']} {p['version']} wants {p['rust_version']}"
    for p in metadata["packages"]
    if p["id"] not in members and p.get("rust_version") and version(p["rust_version"]) > ours
)
print("\n".join(newer) or f"no dependency wants more than {'.'.join(map(str, ours))}")
sys.exit(bool(newer))
