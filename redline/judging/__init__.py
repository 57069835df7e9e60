"""From a redline to findings: its edits, what explains them, and what rules say: the parts of `redline.materiality`."""
