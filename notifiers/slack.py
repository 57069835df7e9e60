"""Alerts in Slack: a bulletin in, a Block Kit message out, posted to an incoming webhook or by a bot with its token.

A bot's messages about one policy hang under the first of them. An incoming webhook cannot do that: it answers `ok` and
names no message.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from notifiers.answers import accepted, said, secrets_of, without
from notifiers.base import Bulletin, Message, PostAnswer, Receipt, Wires
from notifiers.errors import SendError
from notifiers.excerpt import shorten
from notifiers.fitting import fitted
from notifiers.keys import address, header
from notifiers.message import Letter, letter
from notifiers.slack_blocks import blocks, escaped, fit

TIMEOUT_S = 20.0

# Words with which Slack says that nobody will ever be reached this way (docs.slack.dev, "Incoming webhooks", "Errors",
# and chat.postMessage)
FINAL = frozenset(
    {"channel_not_found", "channel_is_archived", "is_archived", "no_service", "no_team", "token_revoked",
     "account_inactive", "user_not_found"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackNotifier:
    """Posts to `url`: an incoming webhook where `token` is None, else the Web API, into `channel`."""

    name: str
    url: str = field(repr=False)
    wires: Wires
    token: str | None = field(default=None, repr=False)
    channel: str | None = None

    @classmethod
    def of(cls, settings: Mapping[str, Any], wires: Wires) -> Self:
        """The notifier of a channel's keys in config.toml. Raises `SettingsError`."""
        token = settings.get("token")
        api = str(settings.get("api_url", "")).rstrip("/")
        return cls(
            name=settings["name"],
            url=f"{api}/chat.postMessage" if token else address(settings["webhook_url"], "webhook_url"),
            wires=wires,
            token=header(token, "token") if token else None,
            channel=settings.get("channel"),
        )

    @property
    def recipients(self) -> tuple[str, ...]:
        """The one channel."""
        return ("",)

    def compose(self, bulletin: Bulletin) -> Message:
        """The JSON as it will be posted, cut to Slack's limits."""
        made = fitted(letter(bulletin), lambda cut: self._json(bulletin, cut), lambda body: fit(body["blocks"]))
        return Message(id=bulletin.id, payload=json.dumps(made, ensure_ascii=False))

    def send(self, message: Message, _recipient: str = "") -> Receipt:
        """Post it."""
        headers = {"content-type": "application/json; charset=utf-8"}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        answer = self.wires.post(self.url, body=message.payload.encode(), headers=headers, timeout_s=TIMEOUT_S)
        who = f"Slack channel {self.name}"
        secrets = secrets_of(self.url, self.token or "")
        _not_final(answer, who)
        accepted(answer, who, secrets)
        return _api_receipt(answer, who, secrets) if self.token else Receipt(detail=said(answer, secrets))

    def _json(self, bulletin: Bulletin, words: Letter) -> dict[str, Any]:
        body: dict[str, Any] = {
            "text": escaped(words.subject),
            "blocks": blocks(words),
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if self.token:
            body |= {"channel": self.channel, "parse": "none", "link_names": False}
            body |= {"thread_ts": bulletin.thread} if bulletin.thread else {}
        return body


def _not_final(answer: PostAnswer, who: str) -> None:
    if answer.body.strip().decode("utf-8", "replace") in FINAL:
        raise SendError(f"{who} answered {answer.status} {answer.body.strip().decode()}", permanent=True)


def _api_receipt(answer: PostAnswer, who: str, secrets: Sequence[str]) -> Receipt:
    """The Web API answers 200 to failures too: `ok` decides."""
    try:
        found = json.loads(answer.body)
    except ValueError as error:
        raise SendError(f"{who} gave no JSON: {said(answer, secrets)}") from error
    if not isinstance(found, dict) or found.get("ok") is not True:
        reason = str(found.get("error", "")) if isinstance(found, dict) else ""
        words = shorten(without(secrets, reason), 160) or said(answer, secrets)
        raise SendError(f"{who} refused: {words}", permanent=reason in FINAL)
    return Receipt(detail="ok", thread=str(found.get("ts", "")))
