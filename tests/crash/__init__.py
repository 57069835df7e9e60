"""The crash test: the daemon killed again and again, and the books compared with the script afterwards.

`python -m tests.crash --kills 200` (make crash-test); a short form is among the tests.
"""
