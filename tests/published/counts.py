#!/usr/bin/python3
"""The table of real publications in docs/reading.md: what each source file makes of each edition.

    counts.py --program tidemark --data FOLDER [SOURCE...]

Tries every file that the checks name with the source file of the same name, and prints one row a
source: editions, figures over all of them, marks without a number, and what was held.
"""
import argparse
import json
import pathlib
import shutil
import subprocess
import tempfile
import tomllib

HERE = pathlib.Path(__file__).parent
SHIPPED = HERE.parent.parent / "config/default"


def recipe_of(source):
    own = HERE / "sources" / f"{source}.toml"
    return own if own.exists() else SHIPPED / "sources.d" / f"{source}.toml.example"


def editions_of(source):
    lines = (HERE / "checks" / f"{source}.tsv").read_text(encoding="utf-8").splitlines()
    parts = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return list(dict.fromkeys(part[1] for part in parts if part[1] != "-"))


def row_of(source, chosen, config):
    recipe = recipe_of(source)
    told = tomllib.loads(recipe.read_text(encoding="utf-8"))["source"]
    editions = editions_of(source)
    figures = marks = 0
    held = {}
    for edition in editions:
        tried = json.loads(subprocess.run(
            [chosen.program, "--config-dir", config, "try", chosen.data / edition, "--source",
             recipe, "--json"], stdout=subprocess.PIPE, check=False).stdout)
        if tried["held"]:
            held.setdefault(tried["held"][0]["check"], []).append(edition)
            continue
        figures += len(tried["observations"])
        marks += sum(figure["value"] is None for figure in tried["observations"])
    reasons = ", ".join(f"`{code}`" + (f" in {len(files)}" if len(editions) > 1 else "")
                        for code, files in sorted(held.items()))
    return (f"| `{source}` | {told.get('publisher', '')}: {told['title']} | {len(editions)} | "
            f"{figures:,} | {marks:,} | {reasons} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--program", default="tidemark")
    parser.add_argument("--data", type=pathlib.Path, required=True)
    chosen = parser.parse_args()
    sources = chosen.sources or sorted(path.stem for path in (HERE / "checks").glob("*.tsv"))
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder)
        (config / "sources.d").mkdir()
        for lists in (SHIPPED / "codelists.d", HERE / "codelists.d"):
            shutil.copytree(lists, config / "codelists.d", dirs_exist_ok=True)
        print("| source | of | editions | figures | marks | held |\n|---|---|---|---|---|---|")
        for source in sources:
            print(row_of(source, chosen, config), flush=True)


main()
