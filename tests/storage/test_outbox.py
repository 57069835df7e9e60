"""An alert reaches each channel once, under one identity, whatever falls in between."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from storage import alert_heads, errors, outbox
from storage.records import Alert, AlertKind, Delivery, DeliveryState, NewAlert, Triage
from storage.store import Store
from tests.storage.world import SLUG, World, day

MINUTE = timedelta(minutes=1)


def put(session: Session, key: str = "change:1", policy_id: int | None = None) -> Alert:
    """An alert of that key."""
    return outbox.put_alert(
        session,
        NewAlert(
            kind=AlertKind.STALE, policy_id=policy_id, dedup_key=key, created_at=day(0), summary="No good capture."
        ),
    )[0]


def owed(session: Session, channel: str = "mail", key: str = "change:1") -> Delivery:
    """A delivery of one alert, pending since the first day."""
    alert = put(session, key)
    outbox.address(session, alert.id, channel, due_at=day(0))
    delivery = outbox.gather(session, channel, [alert.id], message_id=f"<{channel}-{key}>", kind="alert", now=day(0))
    assert delivery is not None
    return delivery


def test_an_alert_is_stored_once_by_its_key(store: Store) -> None:
    """The second time says it is not new, and changes nothing."""
    new = NewAlert(kind=AlertKind.STALE, policy_id=None, dedup_key="stale:1", created_at=day(0), summary="s")
    with store.writing() as session:
        first, is_new = outbox.put_alert(session, new)
        second, is_new_again = outbox.put_alert(session, new)

    assert (is_new, is_new_again) == (True, False)
    assert first == second


def test_a_channel_owes_an_alert_once(store: Store) -> None:
    """Two matching rules for one channel make one notice, and one message tells it."""
    with store.writing() as session:
        alert = put(session)
        for _ in range(2):
            outbox.address(session, alert.id, "mail", due_at=day(0))
        first = outbox.gather(session, "mail", [alert.id], message_id="<1>", kind="alert", now=day(0))
        second = outbox.gather(session, "mail", [alert.id], message_id="<2>", kind="alert", now=day(0))

    assert first is not None
    assert first.message.alert_ids == (alert.id,)
    assert second is None


def test_what_waits_is_gathered_into_one_message(store: Store) -> None:
    """A week's alerts for a channel become one digest; those not due wait on."""
    with store.writing() as session:
        alerts = [put(session, f"k{number}") for number in range(3)]
        for number, alert in enumerate(alerts):
            outbox.address(session, alert.id, "mail", mode="weekly", due_at=day(number))
        due = [notice for notice in outbox.waiting(session, day(1)) if notice.channel == "mail"]
        told = [notice.alert_id for notice in due]
        delivery = outbox.gather(session, "mail", told, message_id="<w>", kind="digest", now=day(1))

        assert delivery is not None
        assert delivery.message.alert_ids == (alerts[0].id, alerts[1].id)
        assert [notice.alert_id for notice in outbox.waiting(session, day(9))] == [alerts[2].id]


def test_a_delivery_is_claimed_by_one(store: Store) -> None:
    """While it is leased nobody else gets it; when the worker died, another does, and attempts count."""
    with store.writing() as session:
        delivery = owed(session)
        first = outbox.claim(session, delivery.id, day(0), day(0) + MINUTE)
        second = outbox.claim(session, delivery.id, day(0), day(0) + MINUTE)
        third = outbox.claim(session, delivery.id, day(0) + MINUTE, day(0) + 2 * MINUTE)

    assert first is not None
    assert second is None
    assert third is not None
    assert (first.attempts, third.attempts) == (1, 2)
    assert third.first_attempt_at == day(0)


def test_a_delivery_that_waits_longer_than_any_may_is_due_now(store: Store) -> None:
    """Its time was reckoned by a clock that was wrong; one that waits as it should goes on waiting."""
    with store.writing() as session:
        claimed = outbox.claim(session, owed(session).id, day(0), day(0) + MINUTE)
        assert claimed is not None
        outbox.retry(session, claimed, day(300), "not now")

        assert outbox.pull_in(session, day(301), day(2)) == 0
        assert outbox.due(session, day(2)) == ()
        assert outbox.pull_in(session, day(3), day(2)) == 1
        assert [delivery.id for delivery in outbox.due(session, day(2))] == [claimed.id]


def test_a_sent_delivery_is_never_due_again(store: Store) -> None:
    """Its receipt is kept."""
    with store.writing() as session:
        claimed = outbox.claim(session, owed(session).id, day(0), day(0) + MINUTE)
        assert claimed is not None
        outbox.mark_sent(session, claimed, day(0), {"ts": "1.2"})

        assert outbox.due(session, day(99)) == ()
        assert outbox.get_delivery(session, claimed.id).receipt == {"ts": "1.2"}
        assert outbox.get_delivery(session, claimed.id).sent_at == day(0)


def test_a_failed_delivery_comes_back_when_its_time_has_come(store: Store) -> None:
    """Not before; the error is shown meanwhile."""
    with store.writing() as session:
        claimed = outbox.claim(session, owed(session).id, day(0), day(0) + MINUTE)
        assert claimed is not None
        outbox.retry(session, claimed, day(1), "451 later")

        assert outbox.due(session, day(0.5)) == ()
        (again,) = outbox.due(session, day(1))
    assert again.last_error == "451 later"


def test_a_worker_that_lost_its_lease_records_nothing(store: Store) -> None:
    """The other's word stands."""
    with store.writing() as session:
        delivery = owed(session)
        slow = outbox.claim(session, delivery.id, day(0), day(0) + MINUTE)
        quick = outbox.claim(session, delivery.id, day(1), day(1) + MINUTE)
        assert slow is not None
        assert quick is not None
        outbox.mark_sent(session, quick, day(1))

        with pytest.raises(errors.LeaseLost):
            outbox.retry(session, slow, day(2), "timeout")
        assert outbox.get_delivery(session, delivery.id).state is DeliveryState.SENT


def test_a_dead_delivery_is_shown_and_can_be_resent(store: Store) -> None:
    """It is not tried by itself; asked for, it is due at once under the same identity."""
    with store.writing() as session:
        claimed = outbox.claim(session, owed(session).id, day(0), day(0) + MINUTE)
        assert claimed is not None
        outbox.give_up(session, claimed, "550 no such user")
        assert outbox.due(session, day(9)) == ()
        assert [one.last_error for one in outbox.deliveries(session, states=[DeliveryState.DEAD])] == [
            "550 no such user"
        ]

        again = outbox.resend(session, claimed.id, day(9))

        assert outbox.due(session, day(9)) == (again,)
    assert again.message.message_id == claimed.message.message_id


def test_a_sent_delivery_is_not_resent(store: Store) -> None:
    """That would be a duplicate."""
    with store.writing() as session:
        claimed = outbox.claim(session, owed(session).id, day(0), day(0) + MINUTE)
        assert claimed is not None
        outbox.mark_sent(session, claimed, day(0))
        with pytest.raises(errors.NotStored, match="not one that waits"):
            outbox.resend(session, claimed.id, day(1))


def test_a_message_is_frozen_when_first_rendered(store: Store) -> None:
    """A retry says the same words; even a hand at the database is refused."""
    with store.writing() as session:
        message = owed(session).message
        first = outbox.freeze(session, message.id, {"subject": "one"}, day(0))
        second = outbox.freeze(session, message.id, {"subject": "two"}, day(1))

    assert first.rendered == second.rendered == {"subject": "one"}
    with pytest.raises(IntegrityError, match="never rewritten"), store.writing() as session:
        session.connection().exec_driver_sql("UPDATE message SET rendered = '{}'")


def test_an_error_after_the_alert_leaves_neither(world: World) -> None:
    """Change and alert are one transaction."""

    def check(session: Session) -> None:
        owed(session)
        raise RuntimeError("killed here")

    with pytest.raises(RuntimeError), world.store.writing() as session:
        check(session)

    with world.store.reading() as session:
        assert outbox.alerts(session) == ()
        assert outbox.deliveries(session) == ()


def test_triage_is_shown_with_the_alert(world: World) -> None:
    """Who said what and when; the newest word counts."""
    with world.store.writing() as session:
        alert = put(session, policy_id=world.policy_id(session))
        for verdict in ("acknowledged", "dismissed"):
            word = Triage(alert_id=alert.id, verdict=verdict, note=f"{verdict}!", by="ines", at=day(1))
            outbox.triage(session, word)

        (found,) = outbox.alerts(session)

    assert found.slug == SLUG
    assert found.triage is not None
    assert (found.triage.verdict, found.triage.by) == ("dismissed", "ines")


def test_lists_are_read_in_pages_without_the_facts(world: World) -> None:
    """Newest first; counted whole, and only the unanswered where those are asked for."""
    assessment = {"materiality": "material", "takes_effect": "2026-03-01", "changes": ["a redline"] * 9}
    with world.store.writing() as session:
        policy_id = world.policy_id(session)
        for number in range(5):
            new = NewAlert(
                kind=AlertKind.CHANGE,
                policy_id=policy_id,
                dedup_key=f"change:{number}",
                created_at=day(number),
                summary=f"change {number}",
                facts={"assessment": assessment | {"takes_effect": f"2026-03-0{number + 1}"}},
            )
            outbox.put_alert(session, new)
        put(session, "stale:1")
        first = alert_heads.heads(session)[0]
        outbox.triage(session, Triage(alert_id=first.id, verdict="acknowledged", note="", by="ines", at=day(6)))

        page = alert_heads.heads(session, policy_id=policy_id, offset=1, limit=2)
        late = alert_heads.heads(session, effect_after=date(2026, 3, 4))
        others = alert_heads.heads(session, kinds=[AlertKind.STALE])

        assert alert_heads.count(session) == 6
        assert alert_heads.count(session, policy_id=policy_id, unanswered=True) == 4
        assert [head.summary for head in page] == ["change 3", "change 2"]
        assert [head.summary for head in late] == ["change 4"]
        assert (page[0].slug, page[0].materiality, page[0].takes_effect) == (SLUG, "material", date(2026, 3, 4))
        assert (others[0].slug, others[0].materiality, others[0].takes_effect) == (None, None, None)
        assert first.id not in {head.id for head in alert_heads.heads(session, unanswered=True, limit=5)}
        assert not hasattr(first, "facts")


def test_triage_of_no_alert_is_refused(store: Store) -> None:
    """The error names the command that lists them."""
    with store.writing() as session, pytest.raises(errors.NotStored, match="no alert #7; `clausewatch alerts`"):
        outbox.triage(session, Triage(alert_id=7, verdict="dismissed", note="", by="ines", at=day(0)))


def test_deliveries_are_found_by_alert_and_channel(store: Store) -> None:
    """The list behind `clausewatch alerts`."""
    with store.writing() as session:
        mail, slack = owed(session, "mail"), owed(session, "slack")
        other = owed(session, "mail", "another")
        alert_ids = mail.message.alert_ids

        assert outbox.deliveries(session, alert_ids=alert_ids) == (slack, mail)
        assert outbox.deliveries(session, channel="mail") == (other, mail)
        assert [notice.channel for notice in outbox.notices(session, alert_ids[0])] == ["mail", "slack"]


def test_two_processes_never_send_the_same(store: Store) -> None:
    """Three workers, thirty deliveries: each is claimed once."""
    with store.writing() as session:
        for number in range(30):
            owed(session, key=f"k{number}")
    code = f"""
from datetime import datetime, timedelta, UTC
from storage import outbox
from storage.store import open_store
store = open_store({store.url!r})
now = datetime(2026, 1, 1, tzinfo=UTC)
while True:
    with store.reading() as session:
        due = outbox.due(session, now, limit=5)
    if not due:
        break
    for delivery in due:
        with store.writing() as session:
            claimed = outbox.claim(session, delivery.id, now, now + timedelta(hours=1))
        if claimed:
            print(claimed.message.message_id)
            with store.writing() as session:
                outbox.mark_sent(session, claimed, now)
"""
    workers = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    sent = [name for worker in workers for name in worker.communicate(timeout=90)[0].split()]

    assert len(sent) == 30
    assert len(set(sent)) == 30
