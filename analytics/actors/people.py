"""Facts about people: the gender of given names, the titles before a name, names without suffixes."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from analytics.actors.lexicon import genders, word_list
from analytics.text import Document


@functools.lru_cache(1 << 13)
def bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """A person's words without suffixes (Jr.)."""
    return tuple(w for w in words if w.lower() not in word_list("suffix")) or tuple(words)


_FAMILY_FIRST = frozenset(
    """
    Ahn Bae Cai Cao Chan Chang Chen Cheng Cheung Cho Choe Choi Chu Chung Deng Dong Duan Fan Fang Feng Fu Gao Gu Guo Gong Han
    Hong Hou Hsu Hu Huang Hwang Jang Jeon Jeong Jia Jiang Jung Jin Kang Kim Kong Kwon Lai Lam Lau Lee Leung Li Liang Liao Lim
    Lin Liu Lu Luo Ma Mao Meng Moon Ng Nguyen Oh Ong Pan Park Peng Pham Qian Qin Qiu Ryu Seo Shen Shi Shin Sim Sohn Song Su Sun
    Tan Tang Tao Teo Tian Tran Tsai Wan Wang Wei Wen Won Wong Wu Xi Xia Xiao Xie Xu Xue Yan Yang Yao Ye Yoo Yoon Yu Yuan Yun
    Zeng Zhang Zhao Zheng Zhong Zhou Zhu Zou
    """.split()
)
_ALSO_GIVEN = frozenset("Kim Lee Jin Song Sun Won Fan Wan Gong Cho Chan".split())  # before a single word without a hyphen


def given_name(words: Sequence[str]) -> str:
    """The word of a person's name that shows the gender; empty where the family name is first, as in Korean and Chinese names.

    >>> [given_name(name.split()) for name in ("Ada Quill", "Kim Quill", "Kim Min-ho", "Li Yong", "Park Chan Wook")]
    ['Ada', 'Kim', '', '', '']
    """
    first = words[0]
    if first not in _FAMILY_FIRST:
        return first
    return first if len(words) == 2 and first in _ALSO_GIVEN and "-" not in words[1] else ""


def gender_of(given: str) -> float:
    """The gender of a given name, 1 (men's) to -1 (women's), 0 where unknown; a double name has that of its first part."""
    known = genders()
    return known.get(given, known.get(given.split("-")[0], 0.0))


def titles_before(document: Document, first: int) -> list[str]:
    """The titles right before a token, nearest first, in lower case without points."""
    found: list[str] = []
    begin = document.sentences[document.sentence_of[first]][0]
    i = first - 1
    while i >= max(begin, first - 4) and document.lower[i].rstrip(".") in word_list("title"):
        found.append(document.lower[i].rstrip("."))
        i -= 1
    return found


def title_gender(titles: Sequence[str]) -> int:
    """The gender that titles show: 1 for a man, -1 for a woman, 0 for neither."""
    if not titles:
        return 0
    men, women = word_list("honorific"), word_list("honorific-woman")
    return sum((t in men) - (t in women) for t in titles)
