"""Drawings as SVG made on the server: strips of days, ranges of harm, match weights, the map."""
