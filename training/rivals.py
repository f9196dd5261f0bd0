"""Fits `models/rivals.json`: how likely two numbers of one story are of one thing and conflict.

    pip install scikit-learn
    cargo build --release --example rivals
    python3 training/rivals.py target/release/examples/rivals KEYS... models/rivals.json [--like KEYS] [--leave-out NAME,...]

Each of KEYS is a folder of sets: for each the documents in NAME/ and the pairs of sentences in NAME.key.csv,
as in `tests/data/invented`. A pair of numbers is a conflict where the key calls its two sentences one; where
it calls that arguable, it counts less. All other pairs that the program weighs are none.

Invented cases are fuller of conflicts than real documents. So with `--like`, which names one of the folders,
what the sum begins with is shifted until as many conflicts are expected of its sets as there are.

What is printed is cross-validated over sets: each is weighed by a model that saw none of its pairs. Sets that
are left out are weighed by the weights that are written, which did not see them either.

Logistic regression. Boosted and random trees were no better (cross-validated log loss 0.251 to 0.258 against
0.250).
"""

import argparse
import csv
import json
import pathlib
import random
import subprocess

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

STRENGTH = 0.01  # of the penalty's inverse, for numbers of spread 1; 0.003 and 0.01 were tried
FOLDS = 8
ARGUABLE = 0.5


def plain(words):
    return " ".join(words.split()).strip("“”\"'‘’").rstrip(".")


def key(path):
    """The relation of each two sentences of a key, and what a conflict weighs."""
    found = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            weight = ARGUABLE if row["note"].startswith("arguable") else 1.0
            pair = frozenset((plain(row["quote_a"]), plain(row["quote_b"])))
            if row["kind"] == "conflict" or pair not in found:
                found[pair] = row["kind"], weight
    return found


def related(found, row):
    """What a key says of two sentences, which it may quote in part."""
    a, b = plain(row["quote_a"]), plain(row["quote_b"])
    exact = found.get(frozenset((a, b)))
    if exact:
        return exact
    for pair, kind in found.items():
        if len(pair) == 2:
            x, y = pair
            if all(len(q) > 25 for q in pair) and ((x in a and y in b) or (x in b and y in a)):
                return kind
    return "none", 1.0


def pairs(program, folder):
    for path in sorted(pathlib.Path(folder).glob("*.key.csv")):
        name = path.name.removesuffix(".key.csv")
        found = key(path)
        out = subprocess.run([program, str(path.parent / name)], check=True, capture_output=True, encoding="utf-8")
        for line in out.stdout.splitlines():
            row = json.loads(line)
            row["set"] = f"{pathlib.Path(folder).name}/{name}"
            row["relation"], row["weight"] = related(found, row)
            yield row


class Weights:
    """A logistic regression on numbers as they come; while it is fitted their spreads are made 1."""

    def __init__(self, rows, names, like=""):
        x = self.numbers(rows, names)
        y = numpy.array([row["relation"] == "conflict" for row in rows])
        mean, spread = x.mean(axis=0), numpy.maximum(x.std(axis=0), 0.05)
        model = LogisticRegression(C=STRENGTH, max_iter=3000)
        model.fit((x - mean) / spread, y, sample_weight=[row["weight"] for row in rows])
        self.names = names
        self.heaviest = model.coef_[0]
        self.weights = model.coef_[0] / spread
        self.bias = float(model.intercept_[0] - (self.weights * mean).sum())
        own = [row for row in rows if like and row["set"].startswith(like + "/")]
        if own:
            wanted = sum(row["weight"] for row in own if row["relation"] == "conflict")
            low, high = self.bias - 5, self.bias + 5
            for _ in range(40):
                self.bias = (low + high) / 2
                low, high = (low, self.bias) if self.weigh(own).sum() > wanted else (self.bias, high)

    @staticmethod
    def numbers(rows, names):
        return numpy.array([[row["numbers"][name] for name in names] for row in rows])

    def weigh(self, rows):
        return 1 / (1 + numpy.exp(-(self.bias + self.numbers(rows, self.names) @ self.weights)))


def report(what, rows, likely):
    is_conflict = numpy.array([row["relation"] == "conflict" for row in rows])
    is_update = numpy.array([row["relation"] == "update" for row in rows])
    print(f"{what}: {len(rows)} pairs, {is_conflict.sum()} conflicts, AUC {roc_auc_score(is_conflict, likely):.3f}")
    for low, high in ((0.0, 0.1), (0.1, 0.2), (0.2, 0.3), (0.3, 0.4), (0.4, 0.5), (0.5, 1.0)):
        band = (likely >= low) & (likely < high)
        if band.any():
            print(f"  {low:.1f} to {high:.1f}: {band.sum():5} pairs, mean {likely[band].mean():.2f}, "
                  f"conflicts {is_conflict[band].mean():.2f}, updates {is_update[band].mean():.2f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("keys", nargs="+")
    parser.add_argument("out")
    parser.add_argument("--like", default="")
    parser.add_argument("--leave-out", default="")
    args = parser.parse_args()
    like = pathlib.Path(args.like).name
    left_out = set(filter(None, args.leave_out.split(",")))
    rows = [row for folder in args.keys for row in pairs(args.program, folder)]
    held = [row for row in rows if row["set"] in left_out]
    rows = [row for row in rows if row["set"] not in left_out]
    names = list(rows[0]["numbers"])
    chance = random.Random(0)
    fold = {name: chance.randrange(FOLDS) for name in sorted({row["set"] for row in rows})}
    likely = numpy.zeros(len(rows))
    for at in range(FOLDS):
        test = [i for i, row in enumerate(rows) if fold[row["set"]] == at]
        model = Weights([row for row in rows if fold[row["set"]] != at], names, like)
        likely[test] = model.weigh([rows[i] for i in test])
    print(len(fold), "sets")
    for folder in args.keys:
        own = [i for i, row in enumerate(rows) if row["set"].startswith(pathlib.Path(folder).name + "/")]
        report(f"{folder}, cross-validated", [rows[i] for i in own], likely[own])
    model = Weights(rows, names, like)
    if held:
        report("left out", held, model.weigh(held))
    heaviest = sorted(zip(model.heaviest, names), key=lambda pair: -abs(pair[0]))
    print("heaviest:", ", ".join(f"{name} {weight:+.2f}" for weight, name in heaviest[:15]))
    lines = [f'"{name}": {weight:.4f}' for name, weight in zip(names, model.weights)]
    with open(args.out, "w", encoding="utf-8") as file:
        file.write(f'{{"bias": {model.bias:.4f}, "weights": {{\n' + ",\n".join(lines) + "\n}}\n")


if __name__ == "__main__":
    main()
