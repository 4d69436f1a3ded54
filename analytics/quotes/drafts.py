"""An unfinished quote: tokens instead of characters, and what is known about it so far."""

from __future__ import annotations

from dataclasses import dataclass, field

Range = tuple[int, int]


@dataclass
class Draft:
    """A quote of one document. ``parts``, ``speaker``: token ranges; ``cue``: a token; ``right``: the chance that the quote exists
    and its speaker is right; ``rule``: the deciding rule, in words; ``whole``: said from beginning to end although no marks are
    around it; ``features``: what a cueless quote is judged by; ``said``: the chance that it exists, whoever its speaker is."""

    parts: list[Range]
    speaker: Range | None
    cue: int | None
    rule: str
    right: float = 0.5
    whole: bool = False
    said: float = 0.0
    features: list[float] = field(default_factory=list)

    def add(self, *more: Range) -> None:
        """Add parts; those that overlap become one."""
        merged: list[Range] = []
        for a, b in sorted([*self.parts, *more]):
            if merged and a < merged[-1][1]:
                merged[-1] = merged[-1][0], max(b, merged[-1][1])
            else:
                merged.append((a, b))
        self.parts = merged
