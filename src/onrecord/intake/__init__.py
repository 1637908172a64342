"""From bytes to reports and editions; hand-coded claims too."""
