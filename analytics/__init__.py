"""Quoteboard's library: articles in, tables of sentences, quotes, mentions and actors out."""
