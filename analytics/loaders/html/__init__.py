"""Saved web pages: the article, its title, its date, without the boilerplate around it."""
