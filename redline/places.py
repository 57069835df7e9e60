"""Names of places of one word each, by their forms in a key: where data lies, whose law applies, and nobody's brand."""

from redline.equivalence.residue import key


def _by_form(names: str) -> dict[str, str]:
    return {key(name)[0]: name for name in names.split()}


PLACES = _by_form(
    """usa uk eu eea states kingdom union ireland germany france netherlands luxembourg belgium spain italy switzerland
    sweden norway finland denmark poland china india singapore malaysia japan korea taiwan australia canada brazil
    mexico russia israel turkey vietnam philippines indonesia thailand africa america europe asia california virginia
    irlande allemagne belgique suisse espagne italie inde chine japon singapour irland deutschland österreich schweiz
    frankreich niederlande belgien spanien italien polen indien japan russland irlanda alemania francia españa italia
    brasil portugal suiza países azerbaijan kazakhstan belarus serbia morocco tunisia pakistan bangladesh qatar kuwait
    emirates saudi uruguay ecuador bermuda"""
)
"""Countries, unions and states where policies say that data is stored."""

MORE_PLACES = _by_form(
    """alabama alaska arizona arkansas colorado connecticut delaware florida georgia hawaii idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana
    nebraska nevada ohio oklahoma ontario oregon pennsylvania quebec tennessee texas utah vermont washington
    wisconsin wyoming england wales scotland austria greece czechia hungary cyprus malta argentina chile colombia peru
    romania bulgaria croatia slovenia slovakia estonia latvia lithuania iceland liechtenstein ukraine zealand nigeria
    kenya egypt"""
)
"""More of them, whose people have rights and by whose law contracts are read."""

OF_A_NATION = (
    "(?:(?:françai|anglai|irlandai|néerlandai|polonai|portugai)se?s?|(?:allemand|espagnol|luxembourgeois|américain)e?s?|"
    "(?:italien|canadien|autrichien|norvégien)(?:ne)?s?|belges?|suisses?|britanniques?|"
    "(?:deutsch|irisch|englisch|britisch|französisch|schweizerisch|österreichisch|luxemburgisch|niederländisch|belgisch|"
    "italienisch|spanisch|polnisch|portugiesisch|amerikanisch|dänisch|schwedisch)e[mnrs]?|"
    "español(?:a|es|as)?|(?:irland|ingl|franc|portugu|holand)(?:és|es[ae]s?)|aleman(?:a|es|as)|alemán|"
    "(?:italian|mexican|colombian|argentin|chilen|suiz)[ao]s?|belgas?|británic[ao]s?|estadounidenses?)"
)
"""A pattern of whose a law is, in languages that write it small: "droit irlandais", "deutsches Recht"."""

ADDRESS_WORDS = frozenset(
    "street suite floor avenue ave road boulevard blvd parkway lane plaza postal zip rue strasse str".split()
)
"""Words that only addresses have, as forms of a key."""
