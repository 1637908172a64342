"""Values that the stages hand to each other. Standard library only; every type is frozen."""
