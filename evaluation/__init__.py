"""Invented inputs whose right answers are known, and the scoring against them: shared by tests and benchmarks."""
