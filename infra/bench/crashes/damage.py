"""Damage to a file of one table, found by lavra doctor and healed by lavra repair."""

import re

KINDS = ("cut", "emptied", "flipped", "removed")


def damage(folder, names, dice):
    """Damages one file of one table; gives the table, the file and what was done, or None if there is none yet."""
    files = [
        (name, file)
        for name in names
        for file in sorted((folder / name.replace(".", "/")).rglob("*"))
        if file.is_file() and "_lavra" not in file.parts and file.suffix in (".parquet", ".json")
    ]
    if not files:
        return None
    name, file = dice.choice(files)
    kind = dice.choice(KINDS)
    content = file.read_bytes()
    if kind == "removed":
        file.unlink()
    else:
        file.chmod(0o644)
        at = dice.randrange(len(content)) if content else 0
        changed = {"cut": content[:at], "emptied": b"", "flipped": flip(content, at)}[kind]
        file.write_bytes(changed)
    return name, file.relative_to(folder), kind


def flip(content, at):
    return content[:at] + bytes([content[at] ^ 0x40]) + content[at + 1 :] if content else content


def heal(runs):
    """Repairs all tables that doctor finds damaged; gives their names."""
    healed = []
    for _ in range(4):
        found = damaged(runs)
        if not found:
            return healed
        for name in found:
            done = runs.command("repair", name, str(runs.lake.folder), "--deep", "--yes")
            assert done.returncode in (0, 1), f"repair {name}: {done.returncode} {done.stdout[-1500:]}{done.stderr[-1500:]}"
            healed.append(name)
    raise AssertionError(f"still damaged after {healed}: {damaged(runs)}")


def damaged(runs):
    done = runs.command("doctor", str(runs.lake.folder), "--deep")
    assert done.returncode in (0, 1), f"doctor ended with {done.returncode}: {done.stderr[-1500:]}"
    return sorted(set(re.findall(r"^BAD +table +([a-z]+\.[a-z_]+): ", done.stdout, re.MULTILINE)))
