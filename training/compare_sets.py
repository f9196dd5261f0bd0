"""Measures `atodds compare` on labelled sets of pairs that are not part of this repository.

    python3 training/compare_sets.py target/release/atodds SETS [NAME ...]

SETS is the folder that holds the sets (`rte3_3way`, `mnli`, …) as JSON Lines, perhaps gzipped; NAME
chooses among them. What a set calls a contradiction is a conflict, an entailment an agreement; a
neutral pair is unrelated. Of each set are printed: pairs; precision, recall and F1 of the conflicts;
the AUC of the score for conflicts; the share of pairs in the right one of three classes, an update
counted as a conflict; pairs a second.
"""

import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
import time

CLASSES = {"contradiction": "conflict", "entailment": "agree", "neutral": "unrelated"}


def lines(path):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def nli(path, slices=lambda row: ["all"]):
    for row in lines(path):
        yield row["premise"], row["hypothesis"], CLASSES[row["label"]], slices(row)


def questions(path):
    """A passage against a question that is answered yes: those answered no are conflicts."""
    for row in lines(path):
        if row["answer"] in ("YES", "NO"):
            label = "agree" if row["answer"] == "YES" else "conflict"
            yield row["passage"], row["question"], label, ["all"]


SETS = {
    "rte3_3way": lambda at: nli(at / "rte3_3way/dev.jsonl"),
    "mnli": lambda at: nli(at / "mnli/dev_matched.jsonl.gz"),
    "breaking_nli": lambda at: nli(at / "breaking_nli/all.jsonl.gz", lambda row: ["all", row["category"]]),
    "slices_by_phenomenon": lambda at: nli(
        at / "slices_by_phenomenon/pairs_dev.jsonl.gz", lambda row: ["all", *row["tags"]]),
    "negnli mnli": lambda at: nli(at / "negnli/mnli.jsonl"),
    "negnli snli": lambda at: nli(at / "negnli/snli.jsonl"),
    "condaqa": lambda at: questions(at / "condaqa/dev.jsonl.gz"),
}


def run(program, rows):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "pairs.jsonl"
        file.write_text("".join(json.dumps({"a": r[0], "b": r[1]}) + "\n" for r in rows), encoding="utf-8")
        begin = time.monotonic()
        command = [program, "compare", "--pairs", str(file), "--format", "json"]
        out = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
        took = time.monotonic() - begin
    return [json.loads(line) for line in out.splitlines()], took


def auc(scores, truth):
    ranked = sorted(range(len(scores)), key=lambda at: scores[at])
    ranks, at = {}, 0
    while at < len(ranked):
        end = at
        while end < len(ranked) and scores[ranked[end]] == scores[ranked[at]]:
            end += 1
        for i in ranked[at:end]:
            ranks[i] = (at + end + 1) / 2
        at = end
    yes = [i for i in range(len(truth)) if truth[i]]
    no = len(truth) - len(yes)
    if not yes or not no:
        return float("nan")
    return (sum(ranks[i] for i in yes) - len(yes) * (len(yes) + 1) / 2) / (len(yes) * no)


def measure(name, rows, found):
    truth = [label == "conflict" for _, _, label, _ in rows]
    said = [row["relation"] == "conflict" for row in found]
    right = sum(t and s for t, s in zip(truth, said))
    precision = right / sum(said) if any(said) else float("nan")
    recall = right / sum(truth) if any(truth) else float("nan")
    f1 = 2 * right / (sum(said) + sum(truth)) if any(truth) or any(said) else float("nan")
    three = {"update": "conflict"}
    correct = sum(three.get(row["relation"], row["relation"]) == label for (_, _, label, _), row in zip(rows, found))
    area = auc([row["score"] for row in found], truth)
    print(f"{name:38} {len(rows):6} {precision:9.2f} {recall:6.2f} {f1:5.2f} {area:5.2f} {correct / len(rows):9.2f}", end="")


def main():
    program, at, *names = sys.argv[1:]
    print(f"{'set':38} {'pairs':>6} precision recall    F1   AUC 3 classes pairs/s")
    for name in names or SETS:
        rows = list(SETS[name](pathlib.Path(at)))
        found, took = run(program, rows)
        slices = sorted({one for row in rows for one in row[3]} - {"all"})
        measure(name, rows, found)
        print(f" {len(rows) / took:7.0f}")
        for one in slices:
            own = [i for i, row in enumerate(rows) if one in row[3]]
            measure(f"  {one}", [rows[i] for i in own], [found[i] for i in own])
            print()


if __name__ == "__main__":
    main()
