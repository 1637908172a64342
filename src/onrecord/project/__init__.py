"""One project: its folder opened for questions (`opened`), and what a person does to it (`writing`)."""
