"""The files that ride in the binary, written so that the same content gives the same bytes."""

import json
import struct

import numpy

SHIPPED = ("en.json", "en.safetensors", "vectors.safetensors")
TYPES = {"float32": "F32", "int8": "I8", "uint8": "U8"}


def write_safetensors(path, arrays):
    """The safetensors format, written here so that the bytes depend on nothing else."""
    header, blobs, at = {}, [], 0
    for name, array in sorted(arrays.items()):
        data = numpy.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).tobytes()
        header[name] = {
            "dtype": TYPES[array.dtype.name],
            "shape": list(array.shape),
            "data_offsets": [at, at + len(data)],
        }
        blobs.append(data)
        at += len(data)
    head = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    head += b" " * (-len(head) % 8)
    path.write_bytes(len(head).to_bytes(8, "little") + head + b"".join(blobs))


def write_checksums(folder):
    """`name bytes checksum` of every file that is there, for build.rs."""
    there = [folder / name for name in SHIPPED if (folder / name).exists()]
    (folder / "checksums.txt").write_text("".join(checksum(path) for path in there))


def checksum(path):
    """FNV-1a over 64-bit little-endian words."""
    data = path.read_bytes()
    padded = data + bytes(-len(data) % 8)
    sum_ = 0xCBF29CE484222325
    for (word,) in struct.iter_unpack("<Q", padded):
        sum_ = (sum_ ^ word) * 0x100000001B3 % 2**64
    return f"{path.name} {len(data)} {sum_:016x}\n"
