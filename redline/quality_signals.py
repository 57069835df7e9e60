"""The words by which pages that are not the policy give themselves away, as data, in the languages we read."""

import re

BOT_WALL = re.compile(
    r"just a moment|attention required|checking your browser|verify(?:ing)? (?:that )?you(?:'re| are)(?: a"
    r"| not a)? (?:human|robot)"
    r"|are you (?:a )?(?:human|robot)|not a robot|pardon our interruption|request unsuccessful|incapsula"
    r"|ddos protection"
    r"|unusual traffic|captcha|access (?:to this page has been )?denied|you have been blocked|security (?:check"
    r"|verification)"
    r"|press (?:&|and) hold|enable javascript and cookies to continue|automated (?:access|requests)|blocked by"
    r"|vérif\w{1,9} que vous êtes (?:un )?humain|accès refusé|zugriff verweigert|acceso denegado|accesso negato"
    r"|acesso negado"
    r"|sind sie ein mensch|toegang geweigerd",
    re.IGNORECASE,
)
_STATUS = r"(?:404|410|500|502|503|504)"
ERROR = re.compile(
    # A number of three figures may be a sum or a term; it names an error alone in its line, before or behind a dash, or
    # beside a word that says so.
    rf"(?:\A|\n)\s*{_STATUS}\s*(?:\Z|\n|[-–—:|.]\s)|[-–—:|]\s*{_STATUS}\s*(?:\Z|\n)"
    rf"|\b(?:error|status|code|http)\W{{1,3}}(?:code\W)?{_STATUS}\b|\b{_STATUS}\W{{1,3}}(?:error|not found|page)\b"
    r"|page (?:was |could )?not (?:be )?found|not found"
    r"|(?:\A|\n|[.!?,]\s|but )(?:the|this|that|your) (?:requested )?(?:page|file|url|document)\b"
    r"[^.,;]{0,60}\bcould(?: not|n.t) be found"
    r"|(?:\A|\n|[.!?,]\s|but )we could(?: not|n.t) find (?:that|the|this|your) page(?: you|[.!,])"
    r"|(?:\A|\n|[.!?,]\s|but )(?:we|(?:our|the|this) (?:\w+ )?(?:site|website|page))"
    r"(?:.re| are|.s| is)(?: currently| now)? down for (?:scheduled )?maintenance"
    r"|page doesn.t exist|(?:page|site|content) (?:is(?: not|n.t)|is currently not) (?:currently )?available"
    r"|page (?:you|that you).{1,40}(?:looking for|requested)|something (?:went|gone|.s gone|has gone) wrong|whoops"
    r"|oops"
    r"|an? (?:\w{1,12} )?error (?:has )?occurred|internal server error|bad gateway|gateway time-?out"
    r"|service unavailable"
    r"|temporarily (?:unavailable|down|offline)|under maintenance|maintenance (?:mode|page)|scheduled maintenance"
    r"|be (?:right )?back (?:soon|shortly)|you(?:'re| are) offline|offline page|no internet|beat us (?:there|here)"
    r"|can.t be reached"
    r"|taking a while to connect|page (?:est )?introuvable|n'existe pas|une erreur est survenue|en maintenance"
    r"|effectuons actuellement une maintenance|momentanément indisponible|seite (?:wurde )?nicht gefunden"
    r"|ein fehler ist aufgetreten"
    r"|wartungsarbeiten|nicht verfügbar|página no encontrada|no se ha encontrado|se ha producido un error"
    r"|en mantenimiento"
    r"|pagina non trovata|si è verificato un errore|in manutenzione|página não encontrada|ocorreu um erro"
    r"|em manutenção"
    r"|pagina niet gevonden|er is een fout opgetreden|onderhoud",
    re.IGNORECASE,
)
LOGIN = re.compile(
    r"\b(?:log ?in|sign ?in|log on|single sign-on|forgot(?:ten)? (?:your )?password|create (?:an )?account|password"
    r"|connexion|se connecter|identifiez-vous|mot de passe|anmelden|einloggen|passwort|kennwort|iniciar sesión"
    r"|contraseña"
    r"|accedi|entrar|senha|inloggen|wachtwoord)\b",
    re.IGNORECASE,
)
REDIRECT = re.compile(
    r"redirect(?:ed|ing)|you are being|if (?:you are )?not.{1,30}click here|redirigé|weitergeleitet|redirigid"
    r"|reindirizza",
    re.IGNORECASE,
)
PARKED = re.compile(
    r"domain (?:name )?(?:is |may be )?(?:for sale|parked|expired)|buy this domain|parked free"
    r"|this domain (?:has expired|was)"
    r"|default web ?page|welcome to nginx|it works!|apache2 \w{1,12} default|account suspended|lorem ipsum"
    r"|coming soon"
    r"|under construction|site en construction|domaine est à vendre|domain steht zum verkauf",
    re.IGNORECASE,
)
CONSENT = re.compile(
    r"(?:accept|reject|allow) all|manage (?:cookies|preferences|consent)|cookie (?:settings|preferences)"
    r"|save (?:my )?preferences"
    r"|strictly necessary|tout (?:accepter|rejeter|refuser)|accepter tout|enregistrer mes préférences"
    r"|alle (?:akzeptieren|ablehnen)"
    r"|aceptar todo|rechazar todo|accetta tutto|rifiuta tutto|aceitar tudo|alles accepteren",
    re.IGNORECASE,
)
# What policies, terms, notices and imprints speak of. A page of some length that names none of it is another page.
LEGAL = re.compile(
    r"\b(?:privacy|personal (?:data|information)|polic(?:y|ies)|terms|agreement|consent|cookies?|rights?|laws?"
    r"|legal|liab\w{1,9}"
    r"|collect\w{0,3}|disclos\w{1,5}|process(?:ing|or|ors)?|prohibit\w{0,3}|guidelines?|copyright|must|shall"
    r"|may not|permitted|notice"
    r"|accessib\w{1,6}|imprint|registered|company|vat|address|e-?mail|services?|accounts?"
    r"|members?|subscri\w{1,8}|fees?|payments?|prices?|contract|warrant\w{1,5}|licen[cs]e\w{0,2}|users?"
    r"|membres?|abonnement|contrat|tarifs?|prix|mitglied\w{0,6}|vertrag\w{0,3}|preis\w{0,2}|contrato|precios?"
    r"|preços?|contratto|prezzi"
    r"|vie privée|données|politique|conditions|droits?|loi|consentement|mentions|société|siège|éditeur|hébergeur"
    r"|rcs|tva|responsable"
    r"|personnel(?:le)?s|traitements?|finalités?|personenbezogen\w{0,2}|verarbeit\w{0,5}|zwecke?n?|personales"
    r"|tratamiento|finalidad(?:es)?"
    r"|datenschutz\w{0,12}|daten|impressum|bedingungen|nutzung\w{0,12}|recht\w{0,3}|gesetz\w{0,3}|einwilligung"
    r"|geschäftsführ\w{1,6}"
    r"|handelsregister|registergericht|verantwortlich\w{0,4}"
    r"|privacidad|datos|términos|derechos|consentimiento|privacidade|dados|termos|direitos|riservatezza"
    r"|dati|termini|diritti"
    r"|legge|consenso|gegevens|voorwaarden|rechten|toestemming"
    # Polish, Czech and Slovak, Swedish, Danish and Norwegian, Finnish, Hungarian, Romanian, Turkish, Indonesian
    r"|dan(?:e|ych)|polity(?:ka|ki)|regulamin\w{0,3}|zgod[ayę]|umow[ayę]"
    r"|údaj\w{0,3}|pod(?:mínk|mienk)\w{0,3}|s(?:ou|ú)hlas\w{0,3}|zásad\w{0,3}"
    r"|personuppgift\w{0,4}|villkor\w{0,4}|samtyck\w{0,4}|integritet\w{0,8}|avtal\w{0,4}"
    r"|personop?plysning\w{0,4}|persondata\w{0,3}|vilkår\w{0,4}|samtykke\w{0,4}|(?:aftale|avtale)\w{0,4}"
    r"|henkilötie\w{0,8}|tietosuoja\w{0,8}|käyttöehd\w{0,5}|suostumu\w{0,5}"
    r"|adat(?:ok|kezel|ait|aink|véd|alany)\w{0,8}|feltétel\w{0,5}|hozzájárul\w{0,6}"
    r"|datel(?:e|or)|termeni\w{0,3}|condi[tţț]ii(?:le|lor)?|consim[tţț][aăâ]m\w{0,5}|utilizator\w{0,4}|pre[tţț]ur\w{0,3}"
    r"|veriler\w{0,5}|gizlilik|koşul\w{0,6}|sözleşme\w{0,5}"
    r"|privasi|ketentuan|persetujuan)\b",
    re.IGNORECASE,
)
