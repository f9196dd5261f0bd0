"""Fits the weights of `models/conflict.json`: how sure a row is to be a true conflict.

    atodds analyze FOLDER --format json --min-score 0 --out REPORTS/SET      (for each set)
    python3 training/conflict.py REPORTS training/conflict_labels.csv fixtures models/conflict.json

REPORTS holds a folder a set, named as in the labels (`ecb/12`, `news/20`, `fix/aleppo`), each with
the `conflicts.jsonl` of a run. A label is a person's verdict on a row; the rows of the fixtures are
judged by their keys. The model is a logistic regression on the evidence of the rows. What is
printed is cross-validated over sets: each set is scored by a model that never saw it.
"""

import csv
import json
import pathlib
import sys

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

STRENGTH = 0.3  # of the penalty's inverse; 0.1, 0.3 and 1 were tried


def plain(words):
    return " ".join(words.split()).strip("“”\"'")


def labels(path):
    with open(path, encoding="utf-8", newline="") as file:
        return {(r["set"], r["conflict_id"]): r["verdict"] == "conflict" for r in csv.DictReader(file)}


def planted(key, row):
    """Whether a row shows a conflict that a fixture's key names."""

    def side(name, source, quote):
        a, b = plain(row[f"quote_{name}"]), plain(quote)
        return row[f"source_{name}"] == source and (a in b or b in a)

    def both(x, y):
        return side(x, key["source_a"], key["quote_a"]) and side(y, key["source_b"], key["quote_b"])

    return key["kind"] == "conflict" and (both("a", "b") or both("b", "a"))


def rows(reports, verdicts, fixtures):
    for path in sorted(pathlib.Path(reports).rglob("conflicts.jsonl")):
        name = path.parent.relative_to(reports).as_posix()
        keys = None
        if name.startswith("fix/"):
            with open(f"{fixtures}/{name[4:]}.key.csv", encoding="utf-8-sig", newline="") as file:
                keys = list(csv.DictReader(file))
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["relation"] != "conflict":
                continue
            if keys is not None:
                yield name, row["evidence"], any(planted(key, row) for key in keys)
            elif (name, row["conflict_id"]) in verdicts:
                yield name, row["evidence"], verdicts[name, row["conflict_id"]]


def main():
    reports, label_file, fixtures, out = sys.argv[1:]
    found = list(rows(reports, labels(label_file), fixtures))
    names = list(found[0][1])
    sets = numpy.array([name for name, _, _ in found])
    x = numpy.array([[evidence[name] for name in names] for _, evidence, _ in found])
    y = numpy.array([is_conflict for _, _, is_conflict in found])
    print(len(y), "rows,", y.sum(), "conflicts,", len(set(sets)), "sets")

    scores = numpy.zeros(len(y))
    for name in sorted(set(sets)):
        held = sets == name
        model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(x[~held], y[~held])
        scores[held] = model.predict_proba(x[held])[:, 1]
    print(f"AUC {roc_auc_score(y, scores):.3f}, Brier {numpy.mean((scores - y) ** 2):.3f}")
    error = 0.0
    for low in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8):
        high = {0.0: 0.2, 0.2: 0.3, 0.3: 0.4, 0.4: 0.5, 0.5: 0.6, 0.6: 0.8, 0.8: 1.01}[low]
        band = (scores >= low) & (scores < high)
        if band.any():
            error += band.mean() * abs(scores[band].mean() - y[band].mean())
            print(f"  {low:.1f} to {high:.1f}: {band.sum():3} rows, "
                  f"score {scores[band].mean():.2f}, conflicts {y[band].mean():.2f}")
    print(f"expected calibration error {error:.3f}")
    for least in (0.3, 0.35, 0.4, 0.45, 0.5):
        kept = scores >= least
        print(f"  from {least}: {kept.sum()} rows, precision {y[kept].mean():.2f}, "
              f"of the conflicts {y[kept].sum() / y.sum():.2f}")

    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(x, y)
    weights = {name: round(float(w), 4) for name, w in zip(names, model.coef_[0])}
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"bias": round(float(model.intercept_[0]), 4), "weights": weights}, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
