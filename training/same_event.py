"""Fits the weights by which two claims are said to tell of one event: models/same_event.json.

    python3 -m venv /tmp/training
    /tmp/training/bin/pip install numpy scikit-learn
    cargo build --release --example passages
    OMP_NUM_THREADS=1 /tmp/training/bin/python training/same_event.py \
        target/release/examples/passages ECBPLUS models/same_event.json

ECBPLUS is a folder with the corpus ECB+ (Cybulska & Vossen 2014; annotation CC BY 3.0, the texts
belong to their publishers and are not kept here): `docs_*.jsonl.gz` and `pairs_*.jsonl.gz` for
train and dev, one document or pair of sentences a line. Without the last argument nothing is
written and the shipped weights are measured.

Each topic is written out as texts, and `passages.rs` gives the features of pairs of its sentences
and of all pairs of their claims: first of all sentences whose annotation was checked, then of the
labelled pairs.

*Claims.* A claim is the event whose mention its head verb or noun stands in; a pair of claims is
positive if the two mentions are of one event. Claims whose head is no event are left out. Where a
sentence stands is not learned from: only the first few of each document are annotated. Only
pairs that no place or day rules out and that share an act or a word are learned from, as others
are never compared.

*Sentences.* Their pairs are labelled; the best pair of their claims is one more feature. Sentences
of which one makes no claim have weights of their own, learned from all pairs.

All fits are logistic regressions with an L2 penalty, at the rate in which pairs occur, so that the
score is a probability; the penalty is the one with the least loss on the dev topics.
"""

import gzip
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy
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
    topics = {part: read_topics(binary, corpus, part) for part in ("train", "dev")}
    claims, fitted = {}, {}
    for part, of_part in topics.items():
        rows = [row for topic in of_part for row in topic.claims()]
        claims[part] = numpy.array([r[0] for r in rows]), numpy.array([r[1] for r in rows], dtype=int)
    names = claim_names()
    fitted["claims"], claims_fit = fit("claims", names, claims)
    whole, bare = {}, {}
    for part, of_part in topics.items():
        pairs = [pair for topic in of_part for pair in topic.labelled]
        labels = numpy.array([label == "same_event" for label, _ in pairs], dtype=int)
        rows = numpy.array([[*found["features"].values(), found["lead_both"]] for _, found in pairs])
        best = [best_claims(claims_fit, found) for _, found in pairs]
        has = numpy.array([b is not None for b in best])
        best = numpy.array([b or 0.0 for b in best])
        whole[part] = numpy.column_stack([rows, best])[has], labels[has]
        bare[part] = rows, labels
        if part == "dev":
            dev = pairs, has
    of_sentences = [*dev[0][0][1]["features"], "lead_both"]
    fitted["sentences"], whole_fit = fit("sentences", of_sentences + ["claims_best"], whole)
    fitted["bare_sentences"], bare_fit = fit("bare_sentences", of_sentences, bare)
    pairs, has = dev
    scores = bare_fit.predict_proba(bare["dev"][0])[:, 1]
    scores[has] = whole_fit.predict_proba(whole["dev"][0])[:, 1]
    kinds = numpy.array([label for label, _ in pairs])
    report("fitted", kinds, scores)
    report("shipped", kinds, numpy.array([found["relatedness"] for _, found in pairs]))
    if model:
        model.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


def fit(what, names, data):
    """The fit with the least loss on dev, as it is written down and as it is."""
    (x, y), (dev_x, dev_y) = data["train"], data["dev"]
    fits = [LogisticRegression(C=c, max_iter=3000).fit(x, y) for c in PENALTIES]
    losses = [log_loss(dev_y, fit.predict_proba(dev_x)[:, 1]) for fit in fits]
    best = fits[int(numpy.argmin(losses))]
    scores = best.predict_proba(dev_x)[:, 1]
    figures = {
        "train pairs": len(y),
        "train share of one event": round(float(y.mean()), 4),
        "dev pairs": len(dev_y),
        "dev AUC": round(float(roc_auc_score(dev_y, scores)), 4),
        "dev loss": round(float(min(losses)), 4),
        "inverse penalty": best.C,
    }
    print(what, figures)
    for at in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        kept = scores >= at
        print(f"  from {at}: precision {dev_y[kept].mean():.3f}, recall {dev_y[kept].sum() / dev_y.sum():.3f}")
    weights = {name: round(float(weight), 4) for name, weight in zip(names, best.coef_[0])}
    return {"comment": figures, "bias": round(float(best.intercept_[0]), 4), "weights": weights}, best


def best_claims(claims_fit, found):
    rows = [claim["features"] for claim in found["claims"]]
    return float(claims_fit.predict_proba(numpy.array(rows))[:, 1].max()) if rows else None


def report(what, kinds, scores):
    truth = kinds == "same_event"
    others = {kind: truth | (kinds == kind) for kind in sorted(set(kinds)) if kind != "same_event"}
    against = (f"{kind} {roc_auc_score(truth[of], scores[of]):.4f}" for kind, of in others.items())
    print(f"{what} on {len(kinds)} pairs of sentences: AUC {roc_auc_score(truth, scores):.4f};", ", ".join(against))


def claim_names():
    """The features of claims in the order of `features.rs`."""
    source = (Path(__file__).parent / "../src/clusters/features.rs").read_text(encoding="utf-8")
    lists = re.findall(r"pub const OF_(?:SENTENCES|CLAIMS): \[&str; \d+\] = \[(.*?)\];", source, re.S)
    return re.findall(r'"(\w+)"', "".join(lists))


class Topic:
    """The documents of one topic, and what was found of pairs of their sentences."""

    def __init__(self, documents, pairs, binary):
        self.events = {}  # document → characters and cluster of each checked mention
        starts, checked = {}, []
        with tempfile.TemporaryDirectory() as folder:
            for document in documents:
                name = document["doc"] + ".txt"
                text, tokens = written(document["sentences"])
                (Path(folder) / name).write_text(text, encoding="utf-8")
                starts.update({(document["doc"], i): t[0][0] for i, t in enumerate(tokens) if t})
                self.events[document["doc"]] = list(checked_events(document, tokens))
                checked += [(document["doc"], i) for i in document["validated_sentences"]]
            asked = [pair for pair in combinations(checked, 2) if all(side in starts for side in pair)]
            self.asked = asked + [((p["doc_a"], p["sent_a"]), (p["doc_b"], p["sent_b"])) for p in pairs]
            lines = ("\t".join(f"{doc}.txt\t{starts[doc, i]}" for doc, i in pair) for pair in self.asked)
            run = subprocess.run([binary, folder], input="\n".join(lines), check=True, capture_output=True, text=True)
        found = [json.loads(line) for line in run.stdout.splitlines()]
        labelled = zip(pairs, found[len(asked) :])
        self.labelled = [(pair["label"], found) for pair, found in labelled if found]
        self.found = found[: len(asked)]

    def claims(self):
        """The features of each pair of claims whose events are known, and whether it is one."""
        for ((a, _), (b, _)), found in zip(self.asked, self.found):
            for pair in found["claims"] if found else ():
                events = self.event(a, pair["a"]), self.event(b, pair["b"])
                if None not in events and not pair["ruled_out"] and compared(pair["features"]):
                    yield pair["features"], events[0] == events[1]

    def event(self, document, head):
        for start, end, cluster in self.events[document]:
            if start <= head[0] and head[1] <= end:
                return cluster
        return None


def compared(features):
    named = dict(zip(NAMES, features))
    return named["act_same"] or named["subject_same"] or named["object_same"] or named["words_shared"] or named["names_shared"]


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_topics(binary, corpus, part):
    topics, pairs = defaultdict(list), defaultdict(list)
    for document in read(corpus / f"docs_{part}.jsonl.gz"):
        topics[int(document["topic"])].append(document)
    for pair in read(corpus / f"pairs_{part}.jsonl.gz"):
        pairs[int(pair["topic"])].append(pair)
    return [Topic(topics[n], pairs[n], binary) for n in sorted(topics) if n not in LEFT_OUT]


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


NAMES = claim_names()

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *map(Path, sys.argv[3:4]))
