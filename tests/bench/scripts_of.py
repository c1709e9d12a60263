"""scripts_of.py OUT FOLDER…: writes the scripts of all packages in the folders to OUT."""
import os
import struct
import sys
import zipfile

out, folders = sys.argv[1], sys.argv[2:]
os.makedirs(out)
count = 0


def keep(data):
    global count
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return
    if len(data) < 64:
        return
    with open(os.path.join(out, f"{count:05d}.js"), "wb") as file:
        file.write(data)
    count += 1


def mini_program(data):  # formats.md §8.1
    if len(data) < 18 or data[13] != 0xED:
        return
    files, at = struct.unpack(">I", data[14:18])[0], 18
    for _ in range(files):
        if at + 4 > len(data):
            return
        size = struct.unpack(">I", data[at : at + 4])[0]
        if at + 12 + size > len(data):
            return
        name = data[at + 4 : at + 4 + size]
        begin, length = struct.unpack(">II", data[at + 4 + size : at + 12 + size])
        at += 12 + size
        if name.endswith(b".js") and begin + length <= len(data):
            keep(data[begin : begin + length])


def archive(path):
    try:
        with zipfile.ZipFile(path) as entries:
            for entry in entries.infolist():
                if entry.filename.endswith(".js") and entry.file_size <= 100_000_000:
                    keep(entries.read(entry))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        pass  # damaged ones are part of the corpus


for folder in folders:
    for parent, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(parent, name)
            with open(path, "rb") as file:
                data = file.read()
            if data[:1] == b"\xbe":
                mini_program(data)
            elif data[:2] == b"PK":
                archive(path)
