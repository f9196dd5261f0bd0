"""Makes `nouns.tsv` and `antonyms.tsv` from Open English WordNet.

    python3 data/words.py SYNSETS.tsv ANTONYMS.tsv FREQUENCIES.tsv models/vectors.safetensors data

SYNSETS has the columns id, lexname, lemmas (split by `|`), hypernyms (ids split by `|`), ...;
ANTONYMS two lemmas and a part of speech, of which adjectives and nouns are taken; FREQUENCIES a word and its Zipf frequency (any list will
do: it only leaves out words that nobody uses). Each may be gzipped.

A line of `nouns.tsv` is two nouns that two writers may use of one thing: they share a sense or the
one is a kind of the other in WordNet, and their vectors are near. WordNet alone gives a common
noun so many senses that it proves little ("fire", "ardor"), and vectors alone are near for what
excludes each other too ("husband", "wife").
"""

import collections
import csv
import gzip
import itertools
import sys

import numpy
from safetensors.numpy import load_file

COMMON = 2.4
MOST_SENSES = 8
NEAR = 0.42
NEAR_OF_ONE_SENSE = 0.35


def lines(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def main():
    synsets, antonyms, frequencies, vectors, out = sys.argv[1:]
    cosine = cosines(vectors)
    common = {row[0] for row in lines(frequencies) if len(row) > 1 and is_common(row[1])}

    def usable(word):
        return word.isascii() and word.isalpha() and word.islower() and word in common

    senses = collections.Counter()
    nouns, above = {}, {}
    for row in lines(synsets):
        if len(row) < 4 or not row[1].startswith("noun"):
            continue
        lemmas = row[2].split("|")
        senses.update(lemmas)
        nouns[row[0]] = sorted({lemma for lemma in lemmas if usable(lemma)})
        above[row[0]] = row[3].split("|")
    near = set()
    for synset, lemmas in nouns.items():
        for upper in above[synset]:
            for kind, whole in itertools.product(lemmas, nouns.get(upper, [])):
                # A word of very many senses is above too much.
                if kind != whole and max(senses[kind], senses[whole]) <= MOST_SENSES:
                    if cosine(kind, whole) >= NEAR:
                        near.add(tuple(sorted((kind, whole))))
        for a, b in itertools.combinations(lemmas, 2):
            least = min(senses[a], senses[b])
            if least <= MOST_SENSES:
                if cosine(a, b) >= (NEAR_OF_ONE_SENSE if least == 1 else NEAR):
                    near.add((a, b))
    with open(f"{out}/nouns.tsv", "w", encoding="utf-8", newline="\n") as file:
        for a, b in sorted(near):
            file.write(f"{a}\t{b}\n")

    opposed = set()
    for row in lines(antonyms):
        if len(row) == 3 and usable(row[0]) and usable(row[1]) and row[2] in "an":
            opposed.add(tuple(sorted(row[:2])))
    with open(f"{out}/antonyms.tsv", "w", encoding="utf-8", newline="\n") as file:
        for row in sorted(opposed):
            file.write("\t".join(row) + "\n")


def cosines(path):
    """How near two words are: the cosine of their vectors, as src/clusters/vectors.rs makes them."""
    file = load_file(path)
    pieces = {p: i for i, p in enumerate(bytes(file["pieces"]).decode("utf-8").split("\n"))}
    scales = file["scales"].view(numpy.float32).reshape(-1)
    rows = file["vectors"].view(numpy.int8).reshape(len(scales), -1)
    known = {}

    def vector(word):
        found, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = pieces.get(("##" if start else "") + word[start:end])
                if piece is not None:
                    break
            else:
                return None
            found.append(rows[piece].astype(numpy.float32) * scales[piece])
            start = end
        total = sum(found)
        return total / numpy.linalg.norm(total)

    def cosine(a, b):
        for word in (a, b):
            if word not in known:
                known[word] = vector(word)
        if known[a] is None or known[b] is None:
            return 0.0
        return float(known[a] @ known[b])

    return cosine


def is_common(zipf):
    try:
        return float(zipf) >= COMMON
    except ValueError:
        return False


if __name__ == "__main__":
    main()
