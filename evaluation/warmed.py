"""Import this in a server of processes: what it forks has the word lists and weights of the analysis in memory, and only works."""

from analytics.loaders.columns import make_article
from analytics.pipeline import analyse
from analytics.tables import frame

analyse(frame("articles", [make_article("QUILLON — “It is shut,” said Mara Ode, the port's master.", loaded_from="a.txt")]))
