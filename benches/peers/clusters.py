"""Pairs of sentences that belong together: what a user would otherwise pick, on the same sentences.

    python3 benches/peers/clusters.py [SIZE]

SIZE is the number of claims (10,000). The sentences are those of `cargo bench --bench scale`; the
bench prints its own row in the same run, with the same truth: two sentences of different documents
belong together if they state or deny the same fact of the same event. The packages are installed,
once, into target/peers-clusters from the Python package index (or into the folder that
ATODDS_PEERS names).

* `semhash` finds near duplicates by the cosine of static vectors (`model2vec`). Its own model is
  fetched when it is first used; where that cannot be, it is given the vectors that ride in this
  program (`models/vectors.safetensors`), as a model2vec model.
* `datasketch` finds them by MinHash-LSH over sets of two-word shingles, 64 permutations.

Each is run with several thresholds. Figures are of pairs of sentences: found, right, all.
"""

import os
import subprocess
import sys
import tempfile
import time
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = Path(os.environ.get("ATODDS_PEERS", ROOT / "target" / "peers-clusters"))
PYTHON = VENV / "bin" / "python"
PACKAGES = ["semhash==0.5.0", "model2vec==0.10.0", "datasketch==2.0.0", "safetensors"]
COSINES = [0.7, 0.8, 0.9]
JACCARDS = [0.4, 0.6, 0.8]


def main():
    if sys.argv[1:2] == ["--peers"]:
        return peers(sys.argv[2])
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    size = sys.argv[1] if len(sys.argv) > 1 else "10000"
    bench = os.environ.get("ATODDS_BENCH")
    bench = [bench] if bench else ["cargo", "bench", "--quiet", "--bench", "scale", "--"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sentences.tsv"
        subprocess.run([*bench, "dump", file, size], check=True, cwd=ROOT)
        subprocess.run([*bench, size], check=True, cwd=ROOT)
        subprocess.run([PYTHON, __file__, "--peers", file], check=True)


def peers(file):
    rows = [line.split("\t", 3) for line in Path(file).read_text(encoding="utf-8").splitlines()]
    texts = [row[3] for row in rows]
    truth = Truth(rows)
    print(f"{len(texts)} sentences, {truth.all} pairs belong together, load {os.getloadavg()[0]:.1f}")
    print("| what | threshold | seconds | CPU seconds | pairs found | precision | recall |")
    print("|---|---|---|---|---|---|---|")
    for name, finder, thresholds in [
        ("semhash", semhash, COSINES),
        ("datasketch MinHash-LSH", minhash, JACCARDS),
    ]:
        for threshold in thresholds:
            clock, cpu = time.perf_counter(), time.process_time()
            groups = list(finder(texts, threshold))
            clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
            found, right = truth.of(groups)
            print(
                f"| {name} | {threshold} | {clock:.1f} | {cpu:.1f} | {found} "
                f"| {right / max(found, 1):.3f} | {right / truth.all:.3f} |",
                flush=True,
            )


class Truth:
    """What belongs together: lines of one event and fact, of different documents."""

    def __init__(self, rows):
        self.facts = [(row[0], row[1]) for row in rows]
        self.documents = [row[2] for row in rows]
        same = {}
        for line, fact in enumerate(self.facts):
            same.setdefault(fact, []).append(line)
        self.all = sum(1 for lines in same.values() for _ in self.pairs(lines))

    def pairs(self, lines):
        for a, b in combinations(lines, 2):
            if self.documents[a] != self.documents[b]:
                yield a, b

    def of(self, pairs):
        """How many different pairs were found, and how many of them are right."""
        found = {(min(p), max(p)) for p in pairs if self.documents[p[0]] != self.documents[p[1]]}
        return len(found), sum(self.facts[a] == self.facts[b] for a, b in found)


def semhash(texts, threshold):
    """Pairs of lines whose vectors are near. Equal lines are one record to semhash."""
    from semhash import SemHash

    index = SemHash.from_records(texts, model=model()).index
    lines = {}
    for line, text in enumerate(texts):
        lines.setdefault(text, []).append(line)
    records = [lines[group[0]["text"]] for group in index.items]
    for at, (near, _) in enumerate(index.query_threshold(index.vectors, threshold)):
        yield from combinations(records[at], 2)
        for other in near:
            if other > at:
                yield from ((a, b) for a in records[at] for b in records[other])


def model():
    """semhash's own static model, or the vectors of this program."""
    from model2vec import StaticModel

    try:
        return StaticModel.from_pretrained("minishlab/potion-base-8M")
    except Exception as problem:
        once = f"semhash's own model cannot be had here ({type(problem).__name__}): ours instead"
        print(once, file=sys.stderr)
        return own_model()


def own_model():
    import numpy
    from model2vec import StaticModel
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer

    file = load_file(ROOT / "models" / "vectors.safetensors")
    pieces = bytes(file["pieces"]).decode("utf-8").split("\n")
    pieces = [piece for piece in pieces if piece]
    vectors = file["vectors"].astype(numpy.float32) * file["scales"].reshape(-1, 1)
    vectors = numpy.vstack([vectors[: len(pieces)], numpy.zeros((1, vectors.shape[1]))])
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    vocabulary["[UNK]"] = len(pieces)
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return StaticModel(vectors.astype(numpy.float32), tokenizer)


def minhash(texts, threshold):
    """Pairs of lines that fall into one bucket."""
    from datasketch import MinHash, MinHashLSH

    sketches = []
    for text in texts:
        words = text.lower().split()
        sketch = MinHash(num_perm=64)
        sketch.update_batch([f"{a} {b}".encode() for a, b in zip(words, words[1:])])
        sketches.append(sketch)
    lsh = MinHashLSH(threshold=threshold, num_perm=64)
    for line, sketch in enumerate(sketches):
        for other in lsh.query(sketch):
            yield other, line
        lsh.insert(line, sketch)


if __name__ == "__main__":
    main()
