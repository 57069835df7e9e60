"""What is saved rather than shown: redlines in other formats, texts, bytes as captured. Always an attachment."""

import json

from fastapi.responses import Response

from monitor.web.redline import RedlinePage
from monitor.web.version import VersionPage
from redline.contract import assessment_json
from redline.markdown import reader as markdown
from redline.rendering import formats as rendering
from storage import bodies, policies, snapshots
from storage.errors import NotStored
from storage.store import Session

MEDIA = {"json": "application/json", "md": "text/markdown", "html": "text/html", "txt": "text/plain"}


def redline(page: RedlinePage, kind: str) -> Response:
    """The redline in one of `MEDIA`."""
    before, after = (f"{side.version.first_seen:%Y-%m-%d}" for side in (page.before, page.after))
    if kind == "json":
        text = json.dumps(assessment_json(page.assessment), ensure_ascii=False, indent=1)
    elif kind == "md":
        text = rendering.markdown(page.assessment, before=before, after=after)
    elif kind == "html":
        title = f"{page.policy.service} {page.policy.type}: {before} → {after}"
        text = rendering.html(page.assessment, before=before, after=after, title=title)
    else:
        text = rendering.text(page.assessment, before=before, after=after)
    name = f"{page.policy.slug.replace('/', '-')}_{before}_{after}.{kind}"
    return _attachment(text.encode(), MEDIA[kind] + "; charset=utf-8", name)


def text(page: VersionPage) -> Response:
    """The clean text as Markdown."""
    name = f"{page.policy.slug.replace('/', '-')}_{page.version.first_seen:%Y-%m-%d}.md"
    return _attachment(markdown.write(page.reading).encode(), MEDIA["md"] + "; charset=utf-8", name)


def capture(session: Session, slug: str, snapshot_id: int) -> Response:
    """The bytes of a snapshot of this policy. Raises `UnknownPolicy`, `NotStored`."""
    policy = policies.get(session, slug)
    snapshot = snapshots.get(session, snapshot_id)
    if snapshot.policy_id != policy.id:
        raise NotStored(f"{slug} has no capture #{snapshot_id}")
    name = f"{slug.replace('/', '-')}_{snapshot.captured_at:%Y%m%d%H%M%S}.capture"
    return _attachment(bodies.get(session, snapshot.body_sha256), "application/octet-stream", name)


def _attachment(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
