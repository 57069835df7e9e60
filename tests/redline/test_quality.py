"""Pages that are not the policy, and pairs that are not two versions of one."""

import gzip
import json
from pathlib import Path

import pytest

from redline.assessment import assess
from redline.reading import read
from redline.suspicion import against, suspect
from redline.types import Materiality, Reading
from tests.redline.pages import CLAUSES, POLICY, house_rules, page, reading_of

WALL = "<h1>Just a moment...</h1><p>Checking your browser before you visit harbour.example. Enable JavaScript.</p>"
NOT_FOUND = "<h1>Page not found</h1><p>Whoops, the page you are looking for has sailed. Back to the start page.</p>"
LOGIN = "<h1>Welcome back</h1><p>Log in to your account</p><form><input type=password></form><a href=/f>Password?</a>"
PARKED = "<h1>harbour.example</h1><p>This domain is for sale. Buy this domain from its owner.</p>"
SHELL = '<div id="root"></div><script src="/app.js"></script>'
NEEDS_SCRIPTS = "<p>You need to enable JavaScript to run this app.</p><script src=/a.js></script>"
MENU_ALONE = "<ul>" + "".join(f"<li>Berth plan {n}</li><li>Company notices {n}</li>" for n in range(30)) + "</ul>"
NEWS = (
    "<h1>Regatta</h1>" + "<p>The red boat came in before the blue one, and the crowd on the pier went home wet.</p>" * 9
)


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        (WALL, "bot_wall"),
        (NOT_FOUND, "error"),
        ("<h1>Désolé</h1><p>Nous effectuons actuellement une maintenance.</p>", "error"),
        ("<h1>Wartungsarbeiten</h1><p>Wir sind bald zurück.</p>", "error"),
        (LOGIN, "login"),
        (PARKED, "other"),
        ("<p>You should be redirected. If not, click here.</p>", "other"),
        (SHELL, "shell"),
        (NEEDS_SCRIPTS, "shell"),
        ("", "shell"),
        (MENU_ALONE, "shell"),
        (NEWS, "other"),
        ("<p>Privacy Policy</p>", "other"),
    ],
)
def test_what_is_not_the_policy_is_told(body: str, verdict: str) -> None:
    """Each kind of failure that answers with status 200 has its verdict and a reason."""
    html = f"<!doctype html><html><head><title>Example Harbour</title></head><body>{body}</body></html>"
    quality = reading_of(html).quality

    assert quality.verdict == verdict
    assert quality.reason


def test_a_policy_is_a_policy() -> None:
    """A short one too, and one that speaks of errors, passwords and robots."""
    talk = (
        "<p>We may show an error page, ask for your password, check that you are not a robot, and log in which way.</p>"
    )

    assert reading_of(page()).quality.verdict == "policy"
    assert reading_of(page(f"<main>{POLICY}{talk}</main>")).quality.verdict == "policy"


def test_short_rules_that_warn_of_passwords_are_a_document() -> None:
    """Few words of the law stand in rules of conduct, and some that walls use; their title says what they are."""
    assert reading_of(house_rules(title="Harbour Rules", bound=False)).quality.verdict == "policy"


@pytest.mark.parametrize(
    "clause",
    [
        "Our liability is limited to 500 EUR.",
        "We owe you at most €500 for it.",
        "Claims end after 500 days.",
        "The service may be temporarily unavailable.",
        "We are not liable if a page is not available.",
        "We will tell you when there is scheduled maintenance.",
    ],
)
def test_a_short_clause_makes_no_error_of_a_short_text(clause: str) -> None:
    """A sum is no status, and what may happen has not."""
    text = "".join(f"<p>{line}</p>" for line in (clause, "We keep your data while you have an account with us.")) * 3
    html = (
        f"<html><head><title>Harbour Rules</title></head><body><main><h1>Harbour Rules</h1>{text}</main></body></html>"
    )

    assert reading_of(html).quality.verdict == "policy"


@pytest.mark.parametrize(
    "line", ["404", "Error 404", "Error (500)", "404 – page missing", "503 error", "Harbour - 500"]
)
def test_a_status_is_an_error(line: str) -> None:
    """Alone, behind a dash, or beside a word that says so; under the title of a document, too."""
    for title in ("Example Harbour", "Privacy Policy"):
        html = (
            f"<html><head><title>{title}</title></head><body><main><h1>{line}</h1><p>Go home</p></main></body></html>"
        )

        assert reading_of(html).quality.verdict == "error"


SORRY = (
    "<h1>About this page</h1><p>Our systems have detected unusual traffic from your network. This page checks whether "
    "it is you who sends the requests, and not a robot.</p><p>This page appears when requests come from your network "
    "that seem to be against the terms of service. The block ends shortly after those requests stop.</p><p>This "
    "traffic may have been sent by malicious software, or by a script that sends requests by itself. If you share your "
    "network, ask your administrator: another computer on it may be to blame.</p>"
)
SIGN_IN = (
    "<h1>Sign in to see this page</h1><form><label>E-mail</label><input><label>Password</label><input></form>"
    "<p>Forgot your password?</p><p>By signing in you accept our <a href=/t>Terms</a> and the <a href=/p>Privacy "
    "Policy</a> of Example Harbour, which you find below.</p><p>New here? Create an account</p>"
)
GONE = (
    "<h1>Sorry, page not found</h1><p>The page that you are looking for has moved, or has never been here at all.</p>"
    "<ul><li>Home</li><li>Berths</li><li>Prices</li><li>Contact us</li></ul>"
)


BLOCKED = (
    "<h1>Sorry, you have been blocked</h1><p>You cannot reach harbour.example</p><h2>Why have I been blocked?</h2>"
    "<p>This site uses a security service to protect itself from attacks. The action you just performed triggered the "
    "security solution. Several actions could trigger this block, a certain word or malformed data among them.</p>"
    "<h2>What can I do?</h2><p>You can email the owner of the site to let them know that you were blocked. Please say "
    "what you were doing when this page came up, and name the number found at the bottom of this page.</p>"
)


@pytest.mark.parametrize(
    ("body", "verdict", "titles"),
    [
        (SORRY, "bot_wall", ["Example Harbour", "Help | Example Harbour"]),
        (SIGN_IN, "login", ["Example Harbour", "Help | Example Harbour"]),
        (GONE, "error", ["Example Harbour", "Privacy Policy", "Harbour Rules"]),
        (BLOCKED, "bot_wall", ["Example Harbour", "Privacy Policy", "Terms of Service | Example Harbour"]),
    ],
)
def test_walls_that_speak_in_sentences_are_walls(body: str, verdict: str, titles: list[str]) -> None:
    """They name terms and policies, too, and may stand under a policy's title."""
    for title in titles:
        html = f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"

        assert reading_of(html).quality.verdict == verdict


PRODUCTS = ("Okta | Single sign-on", "Cloudflare | DDoS protection, captcha", "Sentry | Errors that were not found")


def test_what_processors_sell_makes_no_wall_of_their_list() -> None:
    """Its rows name products that keep robots out and let people in."""
    rows = "".join(f"<tr><td>{cell.replace(' | ', '</td><td>')}</td></tr>" for cell in PRODUCTS * 4)
    table = f"<table><tr><th>Vendor</th><th>Service</th></tr>{rows}</table>"
    html = f"<!doctype html><html><head><title>Our subprocessors</title></head><body><main>{table}</main></body></html>"

    assert reading_of(html).quality.verdict == "policy"


def test_a_new_sentence_makes_no_other_page_of_a_text() -> None:
    """Whatever it speaks of, where most of the words are those of the version before."""
    old, new = (reading_of(house_rules(*more)) for more in ((), ("A key that was not found is made anew.",)))

    assert (old.quality.verdict, new.quality.verdict) == ("policy", "error")
    assert suspect(old, new) is None
    assert suspect(old, reading_of(page(NOT_FOUND))) is not None


def test_two_short_texts_are_compared_whatever_they_are() -> None:
    """Neither is known as a policy, and somebody asks what changed."""
    old, new = (
        read(f"# Notice\n\nWe {word} sell the list of boats.".encode(), content_type="text/markdown")
        for word in ("never", "may")
    )

    assert old.quality.verdict == new.quality.verdict == "other"
    assert suspect(old, new) is None
    assert assess(old, new).materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    "text",
    [
        "Administratorem danych jest Tern Books. Dane przetwarzamy, aby dostarczyć zamówione książki do domu. ",
        "Prelucrăm datele pe care ni le dați ca să vă trimitem cărțile. Ca utilizator puteți cere o copie a lor. ",
        "Vi behandlar dina personuppgifter för att skicka böcker till dig. Du kan återkalla ditt samtycke i dag. ",
        "Käsittelemme henkilötietoja, jotta voimme lähettää kirjat kotiin. Palvelu on avoinna kaikille lukijoille. ",
        "Az adatokat azért kezeljük, hogy a könyveket elküldjük. A szolgáltatás feltételei itt olvashatók ma is. ",
        "Kitapları göndermek için verilerinizi işliyoruz. Gizlilik bizim için önemlidir ve hizmet herkese açıktır. ",
    ],
)
def test_a_policy_of_a_page_in_another_language_is_one(text: str) -> None:
    """It has no word of the law that the four languages with rules of their own have."""
    body = "<h1>Tern Books</h1>" + "".join(f"<p>{n}. {text * 2}</p>" for n in range(10))

    assert reading_of(body).quality.verdict == "policy"


def test_two_middling_texts_are_compared_where_most_of_them_stayed() -> None:
    """Neither is known as a policy; whoever compares them knows better."""
    older, newer = (
        reading_of(f"{NEWS * 3}<p>{line}</p>") for line in ("No dogs.", "Dogs are let in for a fee of 9 €.")
    )

    assert older.quality.verdict == newer.quality.verdict == "other"
    assert suspect(older, newer) is None


def test_a_plain_text_and_its_next_version_are_compared_where_a_third_stayed() -> None:
    """A list of prices, of which one version alone has as many words of the law as a policy has."""
    stayed = (
        "<p>Each boat that is shown in front of the others stays there for a week and then goes back again.</p>" * 2
    )
    older = reading_of(f"<h1>Boats</h1>{stayed}{_prices(6)}")
    newer = reading_of(f"<h1>Boats</h1>{stayed}{_prices(7)}<p>These terms and this agreement bind a user.</p>")

    assert (older.quality.verdict, newer.quality.verdict) == ("other", "policy")
    assert suspect(older, newer) is None
    assert suspect(reading_of(f"<h1>Boats</h1>{_prices(6) * 2}"), newer) is not None


def _prices(each: int) -> str:
    return "".join(f"<p>A boat of {length} metres in front costs {each * length} € a week.</p>" for length in range(5))


def test_a_very_short_text_is_compared_with_its_next_version() -> None:
    """One word less makes it too short to be known as a policy by itself; most of it stayed."""
    rest = (
        "\n\nWe follow the law of data protection. Write to us at any time, and Tern Books, the print shop of Bergen, "
        "will answer you as soon as it can."
    )
    older, newer = (
        read(f"# Terms\n\n{sentence}{rest}".encode(), content_type="text/markdown")
        for sentence in ("Your free trial of the print shop lasts for 30 days.", "Your free trial lasts for 14 days.")
    )

    assert {older.quality.verdict, newer.quality.verdict} == {"policy", "other"}
    assert suspect(older, newer) is None


def test_words_without_spaces_are_words() -> None:
    """A Chinese policy of a page is no empty page."""
    sentence = "我们收集您的姓名、邮寄地址和电话号码，并且仅与需要这些信息来投递包裹的承运商共享。"
    html = page(f"<main><h1>隐私政策</h1><p>{sentence * 3}</p></main>")

    assert reading_of(html).quality.verdict == "policy"


def test_a_brand_in_latin_letters_condemns_no_other_script() -> None:
    """The words of the law are known in Latin letters alone."""
    sentence = "Мы собираем ваше имя и адрес электронной почты, чтобы доставить вам книги Tern Books вовремя."
    html = page(f"<main><h1>О данных</h1>{f'<p>{sentence}</p>' * 9}</main>")

    assert reading_of(html).quality.verdict == "policy"


def test_a_consent_wall_is_no_policy() -> None:
    """A page whose only text is the consent manager holds nothing of ours."""
    consent = "<h2>We value your privacy</h2><p>Cookies help us to show personal offers.</p><button>Accept all</button>"
    wall = page(f'<div class="cky-modal">{consent * 20}</div>')

    assert reading_of(wall).quality.verdict != "policy"


def test_a_text_that_stands_twelve_times_over_was_caught_badly() -> None:
    """A page put together from parts that all answered with the same part."""
    part = "".join(f"<p>{clause}</p>" for clause in CLAUSES)

    assert "12 times" in reading_of(page(f"<main>{part * 12}</main>")).quality.reason


LONG = "".join(f"<h2>Part {n}</h2><p>{clause} This is part {n} of it.</p>" for n in range(8) for clause in CLAUSES)
WHOLE = page(f"<main><h1>Privacy Policy</h1>{LONG}</main>")
CUT = page(f"<main><h1>Privacy Policy</h1>{LONG[: len(LONG) // 3]}</p></main>")
BREAK = LONG.index("asks for a list", len(LONG) * 3 // 5) + len("asks for a li")
CUT_LATE = page(f"<main><h1>Privacy Policy</h1>{LONG[:BREAK]}</p></main>")
GERMAN_CLAUSES = (
    "Wir verarbeiten Ihre Daten nur, soweit dies für die Vergabe der Liegeplätze nötig ist, und löschen sie danach.",
    "Sie haben das Recht auf Auskunft über die Daten, die wir von Ihnen haben, und auf ihre Löschung bei uns.",
    "Wenden Sie sich dafür an den Beauftragten für den Datenschutz im Büro des Hafens oder schreiben Sie uns.",
)
GERMAN = page("<main><h1>Datenschutz</h1>" + "".join(f"<p>{clause}</p>" for clause in GERMAN_CLAUSES) + "</main>")
OTHER = page(
    "<main><h1>Terms of mooring</h1>"
    + "".join(
        f"<p>Captains shall tie rope number {n} twice, pay fees before sunrise and obey every signal.</p>"
        for n in range(9)
    )
    + "</main>"
)


@pytest.mark.parametrize(
    ("old", "new", "side", "kind"),
    [
        (WHOLE, CUT, "after", "truncated"),
        (CUT, WHOLE, "before", "truncated"),
        (WHOLE, CUT_LATE, "after", "truncated"),
        (WHOLE, GERMAN, "after", "variant"),
        (WHOLE, OTHER, "after", "replaced"),
        (page(NOT_FOUND), WHOLE, "before", "soft_failure"),
        (WHOLE, page(SHELL), "after", "soft_failure"),
        (page(SHELL), page(NOT_FOUND), "both", "soft_failure"),
    ],
)
def test_pairs_that_are_not_two_versions_are_suspect(old: str, new: str, side: str, kind: str) -> None:
    """The side to doubt and why."""
    doubt = suspect(reading_of(old), reading_of(new))

    assert doubt is not None
    assert (doubt.side, doubt.kind) == (side, kind)


def test_a_change_is_not_suspect() -> None:
    """A clause more, a clause less, and a rewrite under the same title."""
    grown = page(
        f"<main>{POLICY}<h2>Cameras</h2><p>Two cameras watch the pier, and we keep what they see for a week.</p></main>"
    )

    assert suspect(reading_of(page()), reading_of(grown)) is None
    assert suspect(reading_of(grown), reading_of(page())) is None


def test_a_text_that_grew_inside_is_not_suspect() -> None:
    """It begins and ends as it did, and had only a third of the words; one of which the middle is left may be cut."""
    small = page()
    large = page(f"<main>{POLICY.replace('<h2>Your rights', LONG + '<h2>Your rights')}</main>")

    assert suspect(reading_of(small), reading_of(large)) is None
    assert suspect(reading_of(large), reading_of(small)) is not None


def test_a_long_clause_taken_out_is_not_suspect() -> None:
    """However much of a short text it was: what is before and behind it stayed."""
    middle = f"<h2>No spam</h2><p>{' '.join(CLAUSES) * 4}</p>"
    large = page(f"<main>{POLICY.replace('<h2>Your rights', middle + '<h2>Your rights')}</main>")

    assert suspect(reading_of(large), reading_of(page())) is None


def test_terms_in_place_of_a_policy_are_another_document() -> None:
    """However many of their words policies use too."""
    terms = "".join(
        f"<p>{clause.replace('keep', 'may use').replace('data', 'account')} Pay for it.</p>" for clause in CLAUSES
    )
    other = page(f"<main><h1>Terms of Service</h1>{terms}</main>").replace("Privacy Policy |", "Terms of Service |")
    found = suspect(reading_of(page()), reading_of(other))

    assert found is not None
    assert found.kind == "replaced"


def test_a_chinese_policy_whose_brand_was_renamed_stays_itself() -> None:
    """Its words are not parted by spaces: what both texts share is counted in letters."""
    passages = [
        f"{{brand}}不会出售您的个人信息第{n}类。我们只在您同意之后才会收集第{n}类资料,并且在您要求时删除它们。"
        for n in range(30)
    ]
    old, new = (
        reading_of(
            f"<title>{brand}隐私政策</title><main><h1>{brand}隐私政策</h1>{{}}</main>".format(
                "".join(f"<p>{passage.format(brand=brand)}</p>" for passage in passages)
            )
        )
        for brand in ("鹭鸟", "燕鸥")
    )

    assert suspect(old, new) is None


def test_only_doubts_about_the_new_side_refuse_it() -> None:
    """A text that grew back is taken; one that breaks off is not."""
    whole, cut = reading_of(WHOLE), reading_of(CUT)

    assert against(cut, whole) is None
    assert against(whole, cut) is not None


def _real(folder: Path, name: str) -> Reading:
    return read(gzip.decompress((folder / name).read_bytes()), content_type="text/html; charset=utf-8")


@pytest.mark.shared
def test_real_failures_and_real_policies_are_told_apart(shared: Path) -> None:
    """Of the broken captures none passes; of every fifth real policy none is refused."""
    for kind, passes in (("broken", False), ("pages", True)):
        folder = shared / "corpus" / kind
        items = [json.loads(line) for line in (folder / "index.jsonl").read_text().splitlines()]
        for item in items[:: 5 if passes else 1]:
            quality = _real(folder, item["html"]).quality
            assert (quality.verdict == "policy") is passes, f"{item['html']}: {quality}"


@pytest.mark.parametrize(
    "title", ["Contract of Carriage", "EULA", "Service Level Commitment", "Code of Ethics", "Disclaimer"]
)
def test_a_document_of_few_legal_words_is_known_by_its_title(title: str) -> None:
    """Passengers and prints are spoken of, and neither data nor rights."""
    lines = [f"* Passengers who {what} are not taken along by the ferry to the island." for what in _PASSENGERS]
    text = f"# {title}\n\n## When we refuse to take somebody\n\n" + "\n".join(lines * 3)

    assert read(text.encode(), content_type="text/markdown").quality.verdict == "policy"


_PASSENGERS = (
    "sing louder than the engine",
    "bring a goat without a rope",
    "fish from the upper deck",
    "climb the mast in the wind",
    "feed the gulls at the rail",
    "stand where ropes are thrown",
    "sleep on the captain's chair",
)


def test_a_heading_in_plain_words_makes_no_error_of_terms() -> None:
    """Sentences stand under the document's title."""
    said = "We keep the orders that you place in our shop for 30 days, and we answer every letter within a week. "
    text = f"# Terms of Use\n\n## Something went wrong?\n\n{said * 4}\n\n## Page not found?\n\n{said * 4}"

    assert read(text.encode(), content_type="text/markdown").quality.verdict == "policy"
    assert read(text[:90].encode(), content_type="text/markdown").quality.verdict == "error"


@pytest.mark.parametrize(
    "sentence",
    [
        "If an order could not be found, we tell you.",
        "Now and then the shop is down for maintenance.",
        "We could not find that page of history boring.",
    ],
)
def test_what_may_not_be_found_makes_no_error_of_a_short_text(sentence: str) -> None:
    """Though no word of a policy stands in its title."""
    said = "We gather what you tell us at the desk, and we tell the couriers who bring your books where you live. "
    found = read(f"# Tern Books\n\n{said * 3}\n\n{sentence}".encode(), content_type="text/markdown")

    assert found.quality.verdict != "error"


@pytest.mark.parametrize(
    "sentence", ["Sorry, we could not find that page.", "We are down for maintenance right now.", "Oops, but that page"]
)
def test_an_error_is_one_whatever_its_title(sentence: str) -> None:
    """A site's title may name its refunds."""
    assert read(f"# Tern Books\n\n{sentence}".encode(), content_type="text/markdown").quality.verdict == "error"
