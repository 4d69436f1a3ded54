"""What sessions share and keep: the open library, cached answers, filters, colours of actors, the running import."""
