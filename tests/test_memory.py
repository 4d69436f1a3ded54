"""The memory of the server: threads take it from few pools."""

import subprocess
import sys

CHILD = """
import ctypes, tempfile, threading
from dashboard import memory

memory.few_arenas()
libc = ctypes.CDLL(None)
full = threading.Barrier(9)

def work():
    held = [bytes(2_000) for _ in range(100)]
    full.wait()
    full.wait()

for _ in range(8):
    threading.Thread(target=work).start()
full.wait()
if hasattr(libc, "malloc_info"):
    libc.fopen.restype = ctypes.c_void_p
    with tempfile.NamedTemporaryFile() as file:
        to = ctypes.c_void_p(libc.fopen(file.name.encode(), b"w"))
        libc.malloc_info(0, to)
        libc.fclose(to)
        print(file.read().count(b"<heap nr="))
else:
    print(1)
full.wait()
"""


def test_memory_of_many_threads_comes_from_two_pools() -> None:
    found = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True, check=True).stdout
    assert int(found) <= 2
