"""A host as somebody wrote it in, whether only this machine reaches it out."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`: a name or an address, IPv6 with or without brackets."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
