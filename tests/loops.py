"""What runs a coroutine in a test: in a thread of its own, since a browser that an earlier test opened keeps a loop in this one."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def run(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine to its end."""
    with ThreadPoolExecutor(1) as own:
        own.submit(asyncio.run, coroutine).result()
