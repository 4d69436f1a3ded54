"""Who is who: names in the text, the one behind "he", and actors across a library."""
