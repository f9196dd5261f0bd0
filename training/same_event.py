"""Fits the weights by which two claims are said to tell of one event: models/same_event.json.

    python3 -m venv /tmp/training
    /tmp/training/bin/pip install numpy scikit-learn
    cargo build --release
    OMP_NUM_THREADS=1 /tmp/training/bin/python training/same_event.py \
        target/release/atodds ECBPLUS models/same_event.json

ECBPLUS is a folder with the corpus ECB+ (Cybulska & Vossen 2014; annotation CC BY 3.0, the texts
belong to their publishers and are not kept here): `docs_train.jsonl.gz`, `docs_dev.jsonl.gz` and
`pairs_dev.jsonl.gz`, one document or pair of sentences a line. Without the last argument nothing
is written and the shipped weights are measured.

Each topic is written out as texts and `atodds show pairs --format json` run on it: it gives the
pairs of claims that were compared, with their features. A claim is the event whose mention its
head verb or noun stands in; a pair is positive if the two mentions are of one event. Claims of
sentences whose annotation was not checked, and those whose head is no event, are left out. The
fit is a logistic regression with an L2 penalty on all the pairs of the training topics, at the
rate in which they occur, so that the score is a probability; the penalty is the one with the
least loss on the dev topics.
"""

import gzip
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import numpy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

# Topics that the quality of the reports is measured on: nothing is learned from them.
LEFT_OUT = {14, 16, 20, 22, 24, 30, 33}

PENALTIES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)

CLOSING = {",", ".", ";", ":", "?", "!", ")", "]", "%", "'s", "n't", "’s", "’"} | {
    "'re", "'ve", "'ll", "'d", "'m", "”", "''",
}
OPENING = {"(", "[", "$", "£", "€", "“", "-", "/", "@", "#"}


def main(binary, corpus, model=None):
    train = read_topics(binary, corpus / "docs_train.jsonl.gz")
    dev = read_topics(binary, corpus / "docs_dev.jsonl.gz")
    names = sorted(train[0].pairs[0]["features"])
    x, y, _ = labelled(train, names)
    dev_x, dev_y, shipped = labelled(dev, names)
    print(f"train: {len(y)} pairs, {y.mean():.3f} of one event; dev: {len(dev_y)}, {dev_y.mean():.3f}")
    print(f"shipped weights on dev: AUC {roc_auc_score(dev_y, shipped):.4f}, loss {log_loss(dev_y, shipped):.4f}")
    fits = [LogisticRegression(C=c, max_iter=2000).fit(x, y) for c in PENALTIES]
    losses = [log_loss(dev_y, fit.predict_proba(dev_x)[:, 1]) for fit in fits]
    best = fits[int(numpy.argmin(losses))]
    scores = best.predict_proba(dev_x)[:, 1]
    figures = {
        "train pairs": len(y),
        "train share of one event": round(float(y.mean()), 4),
        "dev pairs": len(dev_y),
        "dev AUC": round(roc_auc_score(dev_y, scores), 4),
        "dev loss": round(float(min(losses)), 4),
        "inverse penalty": best.C,
    }
    print(figures)
    for at in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        kept = scores >= at
        print(f"  from {at}: precision {dev_y[kept].mean():.3f}, recall {dev_y[kept].sum() / dev_y.sum():.3f}")
    bias, weights = float(best.intercept_[0]), dict(zip(names, best.coef_[0].tolist()))
    pairs = corpus / "pairs_dev.jsonl.gz"
    if pairs.exists():
        sentence_pairs(dev, read(pairs), bias, weights)
    if model:
        fitted = {
            "comment": figures,
            "bias": round(bias, 4),
            "weights": {name: round(weight, 4) for name, weight in weights.items()},
        }
        model.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


class Topic:
    """The documents of one topic and the pairs of their claims that were compared."""

    def __init__(self, documents, binary):
        self.sentences = {}  # document → characters of each sentence
        self.events = {}  # document → characters and cluster of each checked mention
        with tempfile.TemporaryDirectory() as folder:
            for document in documents:
                name = document["doc"] + ".txt"
                text, tokens = written(document["sentences"])
                (Path(folder) / name).write_text(text, encoding="utf-8")
                self.sentences[name] = [(t[0][0], t[-1][1]) if t else (0, 0) for t in tokens]
                self.events[name] = list(checked_events(document, tokens))
            run = [binary, "show", "pairs", "--quiet", "--format", "json", folder]
            lines = subprocess.run(run, check=True, capture_output=True).stdout.splitlines()
        self.pairs = [json.loads(line) for line in lines]

    def event(self, side):
        head = side["head"]
        for start, end, cluster in self.events[side["source"]]:
            if start <= head["start"] and head["end"] <= end:
                return cluster
        return None

    def sentence(self, side):
        start = side["head"]["start"]
        places = self.sentences[side["source"]]
        return next((i for i, (first, last) in enumerate(places) if first <= start < last), None)


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_topics(binary, path):
    topics = defaultdict(list)
    for document in read(path):
        if int(document["topic"]) not in LEFT_OUT:
            topics[int(document["topic"])].append(document)
    return [Topic(topics[number], binary) for number in sorted(topics)]


def written(sentences):
    """The sentences as a text of paragraphs, and the characters of every token."""
    text, places = "", []
    for sentence in sentences:
        text += "\n\n" if text else ""
        line, spans, before, quoted = "", [], "", False
        for token in sentence.split(" "):
            glued = (
                not line
                or token in CLOSING
                or before in OPENING
                or token in ("-", "/")
                or (token == '"' and quoted)
                or (before == '"' and quoted)
            )
            quoted ^= token == '"'
            line += "" if glued else " "
            start = len(text) + len(line)
            spans.append((start, start + len(token)))
            line, before = line + token, token
        text += line
        places.append(spans)
    return text + "\n", places


def checked_events(document, tokens):
    for mention in document["mentions"]:
        if not mention["type"].startswith(("ACTION", "NEG_ACTION")) or mention.get("cluster") is None:
            continue
        if mention["sent"] in document["validated_sentences"]:
            places = [tokens[mention["sent"]][i] for i in mention["tok"] if i < len(tokens[mention["sent"]])]
            if places:
                yield places[0][0], places[-1][1], mention["cluster"]


def labelled(topics, names):
    rows, labels, shipped = [], [], []
    for topic in topics:
        for pair in topic.pairs:
            a, b = topic.event(pair["a"]), topic.event(pair["b"])
            if a is not None and b is not None:
                rows.append([pair["features"][name] for name in names])
                labels.append(a == b)
                shipped.append(pair["similarity"])
    return numpy.array(rows), numpy.array(labels, dtype=int), numpy.array(shipped)


def sentence_pairs(topics, pairs, bias, weights):
    """How well the best pair of claims tells sentences on one event from others on a like one."""
    best = defaultdict(float)
    names = list(weights)
    for topic in topics:
        rows = numpy.array([[p["features"][n] for n in names] for p in topic.pairs])
        scores = 1 / (1 + numpy.exp(-(bias + rows @ numpy.array([weights[n] for n in names]))))
        for pair, learned in zip(topic.pairs, scores):
            key = frozenset(
                (side["source"].removesuffix(".txt"), topic.sentence(side)) for side in (pair["a"], pair["b"])
            )
            best[key] = max(best[key], learned)
    truth = numpy.array([pair["label"] == "same_event" for pair in pairs])
    keys = [frozenset(((p["doc_a"], p["sent_a"]), (p["doc_b"], p["sent_b"]))) for p in pairs]
    texts = TfidfVectorizer(sublinear_tf=True).fit([p[side] for p in pairs for side in "ab"])
    a, b = (texts.transform([p[side] for p in pairs]) for side in "ab")
    cosine = numpy.asarray(a.multiply(b).sum(axis=1)).ravel()
    compared = sum(key in best for key in keys)
    print(f"pairs of sentences: {len(pairs)}, {compared} with claims that were compared")
    learned = numpy.array([best[key] for key in keys])
    for name, scores in (("learned", learned), ("TF-IDF", cosine)):
        print(f"  {name}: AUC {roc_auc_score(truth, scores):.4f}")
    labels = Counter(pair["label"] for pair in pairs)
    for label in sorted(labels):
        if label != "same_event":
            kept = numpy.array([p["label"] in ("same_event", label) for p in pairs])
            print(f"  learned against {label}: {roc_auc_score(truth[kept], learned[kept]):.4f}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *map(Path, sys.argv[3:4]))
