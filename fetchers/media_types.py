"""A file's suffix in, the media type it is read as out. What is not named here is no page of ours.

The order is that in which files of one name are preferred.
"""

BY_SUFFIX = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".pdf": "application/pdf",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
}
