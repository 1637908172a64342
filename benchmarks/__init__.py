"""Our predictions for outside data sets, and the measurements behind BENCHMARKS.md. Not shipped."""
