"""Names of places by one word each, as forms of a key: where data lies, whose law applies, and nobody's brand."""

PLACES = frozenset(
    """usa uk eu eea states kingdom union ireland germany france netherlands luxembourg belgium spain italy switzerland
    sweden norway finland denmark poland china india singapore malaysia japan korea taiwan australia canada brazil
    mexico russia israel turkey vietnam philippines indonesia thailand africa america europe asia california virginia
    irlande allemagne belgique suisse espagne italie inde chine japon singapour irland deutschland österreich schweiz
    frankreich niederlande belgien spanien italien polen indien japan russland irlanda alemania francia españa italia
    brasil portugal""".split()
)
"""Countries, unions and states where policies say that data is stored."""

MORE_PLACES = frozenset(
    """alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana
    nebraska nevada ohio oklahoma ontario oregon pennsylvania quebec tennessee texas utah vermont virginia washington
    wisconsin wyoming england wales scotland austria greece czechia hungary cyprus malta argentina chile colombia peru
    romania bulgaria croatia slovenia slovakia estonia latvia lithuania iceland liechtenstein ukraine zealand nigeria
    kenya egypt""".split()
)
"""More of them, whose people have rights and by whose law contracts are read."""
