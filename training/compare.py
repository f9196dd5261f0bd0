"""Fits `models/compare.json`: how two texts stand to each other, from the numbers of `atodds compare`.

    pip install scikit-learn
    python3 training/compare.py target/release/atodds PAIRS models/compare.json

PAIRS is a folder of JSON Lines with `a`, `b` and `relation` (conflict, update, agree, none), pairs
of invented texts that people wrote and judged. Pairs that share a text or a question are one family.
The figures printed are cross-validated: each family is judged by a model that saw none of its
pairs. Dates are not given to the program, so the model learns nothing from them.

Gradient boosting with small trees (Friedman 2001). A number stands in the file as it is compared.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import numpy
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, f1_score, roc_auc_score
from sklearn.model_selection import GroupKFold

RELATIONS = ["conflict", "update", "agree", "unrelated"]
SURE = 0.5
FOUND = {f"found {kind}" for kind in ("quantity", "time", "place", "actor", "polarity", "opposite")}
SHAPE = {"n_estimators": 150, "learning_rate": 0.06, "max_depth": 3, "subsample": 0.6,
         "max_features": 0.3, "min_samples_leaf": 20, "random_state": 0}


def pairs(folder):
    for path in sorted(pathlib.Path(folder).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            label = "unrelated" if row["relation"] == "none" else row["relation"]
            yield {"a": row["a"], "b": row["b"], "label": label, "question": row.get("question") or row["a"]}


def families(rows):
    """A number for each row, the same for rows that share a text or a question."""
    parent = {}

    def find(key):
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for row in rows:
        for key in (row["b"], row["question"]):
            parent[find(key)] = find(row["a"])
    numbers = {}
    return [numbers.setdefault(find(row["a"]), len(numbers)) for row in rows]


def evidence(program, rows):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "pairs.jsonl"
        file.write_text("".join(json.dumps({"a": r["a"], "b": r["b"]}) + "\n" for r in rows), encoding="utf-8")
        command = [program, "compare", "--pairs", str(file), "--format", "json"]
        out = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    return [json.loads(line)["evidence"] for line in out.splitlines()]


def report(name, labels, likely, numbers):
    found = numpy.array(RELATIONS)[likely.argmax(axis=1)]
    # As `compare::judge::weigh`: before the model come the detectors and what is plain.
    decided = [any(n[name] >= SURE for name in FOUND) or plainly_opposed(n) for n in numbers]
    found[numpy.array(decided)] = "conflict"
    truth = labels == "conflict"
    print(f"{name}: accuracy {numpy.mean(found == labels):.3f}, "
          f"conflict F1 {f1_score(truth, found == 'conflict'):.3f}, "
          f"conflict AUC {roc_auc_score(truth, likely[:, 0]):.3f}, "
          f"Brier {numpy.mean((likely[:, 0] - truth) ** 2):.3f}")
    return found


def plainly_opposed(n):
    denied = n["opposed best"] and n["opposed claims"] >= 0.6
    counted = n["number clashes"] and not n["number agrees"]
    return n["words covered most"] >= 0.8 and bool(denied or counted or n["opposites"])


def cross_validated(make, x, y, groups):
    likely = numpy.zeros((len(y), len(RELATIONS)))
    for train, held in GroupKFold(5).split(x, y, groups):
        likely[held] = make().fit(x[train], y[train]).predict_proba(x[held])
    return likely


def tree(fitted, names, rate, node=0):
    inner = fitted.tree_
    if inner.children_left[node] == -1:
        return round(rate * float(inner.value[node][0][0]), 5)
    below, above = (tree(fitted, names, rate, child[node]) for child in (inner.children_left, inner.children_right))
    # The program rounds numbers to four digits where they are printed; bounds lie between those.
    return [names[inner.feature[node]], round(float(inner.threshold[node]), 5), [below, above]]


def main():
    program, folder, out = sys.argv[1:]
    rows = list(pairs(folder))
    numbers = evidence(program, rows)
    names = list(numbers[0])
    x = numpy.array([[n.get(name, 0.0) for name in names] for n in numbers])
    labels = numpy.array([row["label"] for row in rows])
    y = numpy.array([RELATIONS.index(label) for label in labels])
    groups = numpy.array(families(rows))
    print(len(rows), "pairs,", len(set(groups)), "families,", len(names), "numbers")

    line = cross_validated(lambda: LogisticRegression(C=0.3, max_iter=3000), x, y, groups)
    report("logistic regression", labels, line, numbers)
    likely = cross_validated(lambda: GradientBoostingClassifier(**SHAPE), x, y, groups)
    found = report("trees", labels, likely, numbers)
    print("rows: truth, columns: found", RELATIONS)
    print(confusion_matrix(labels, found, labels=RELATIONS))
    error = 0.0
    for low in numpy.arange(0.0, 1.0, 0.1):
        band = (likely[:, 0] >= low) & (likely[:, 0] < low + 0.1)
        if band.any():
            mean, share = likely[band, 0].mean(), (labels[band] == "conflict").mean()
            error += band.mean() * abs(mean - share)
            print(f"  score {low:.1f} to {low + 0.1:.1f}: {band.sum():4} pairs, mean {mean:.2f}, conflicts {share:.2f}")
    print(f"expected calibration error {error:.3f}")

    model = GradientBoostingClassifier(**SHAPE).fit(x, y)
    weigh = sorted(zip(model.feature_importances_, names), reverse=True)
    print("heaviest:", ", ".join(f"{name} {weight:.3f}" for weight, name in weigh[:15]))
    begin = [round(float(numpy.log(share)), 5) for share in model.init_.class_prior_]
    with open(out, "w", encoding="utf-8") as file:
        file.write(f'{{"begin": {json.dumps(begin)},\n"rounds": [\n')
        rounds = [",\n ".join(json.dumps(tree(t, names, SHAPE["learning_rate"])) for t in round_) for round_ in model.estimators_]
        file.write(",\n".join(f"[{trees}]" for trees in rounds))
        file.write("\n]}\n")


if __name__ == "__main__":
    main()
