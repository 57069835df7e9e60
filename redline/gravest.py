"""The rules whose findings are told first. By themselves, so that whoever orders findings need not read all rules."""

GRAVEST = frozenset(
    """
    no-sale-promise-removed sale-added no-sharing-promise-removed no-training-promise-removed not-stored-removed
    purpose-limit-removed ai-training de-ki fr-ia es-ia automated-decisions de-entscheidungen fr-decisions es-decisiones
    sensitive-data end-to-end-encryption transfer-framework-removed opt-out-removed opt-in-removed
    arbitration de-schiedsgericht fr-arbitrage es-arbitraje class-waiver content-licence
    """.split()
)
"""The ids of rules whose findings are told before those of equal weight: a reader with one line wants that one."""
