"""What follows from incidents and statements: reported harm, control, grades."""
