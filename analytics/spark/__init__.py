"""The analysis on a Spark cluster: executors read files and analyse units, the driver decides ids and adopts batches."""
