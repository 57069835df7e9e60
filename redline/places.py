"""Names of places by one word each, as forms of a key: where data lies, whose law applies, and nobody's brand."""

PLACES = frozenset(
    """usa uk eu eea states kingdom union ireland germany france netherlands luxembourg belgium spain italy switzerland
    sweden norway finland denmark poland china india singapore malaysia japan korea taiwan australia canada brazil
    mexico russia israel turkey vietnam philippines indonesia thailand africa america europe asia california virginia
    irlande allemagne chine singapour irland deutschland schweiz frankreich irlanda alemania""".split()
)
"""Countries, unions and states where policies say that data is stored."""

STATES = frozenset(
    """alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana
    nebraska nevada ohio oklahoma ontario oregon pennsylvania quebec tennessee texas utah vermont virginia washington
    wisconsin wyoming england wales scotland austria portugal greece czechia hungary cyprus malta""".split()
)
"""More of them, by whose law contracts are read."""
