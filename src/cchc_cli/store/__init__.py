"""Files and folders: the data home, what is written, what is packaged."""
