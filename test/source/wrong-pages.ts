/**
 * Pages that stand in the place of a list for a night, in four languages: what a supplier's server really sends then.
 * The words are ours, and not those of data/page-failures wherever such pages may say it in another way.
 */
export const NIGHT_LANGUAGES = ["da", "sv", "nb", "fi"] as const;
export type NightLanguage = (typeof NIGHT_LANGUAGES)[number];

export const WRONG_PAGES = [
  "soft-404",
  "error-200",
  "challenge",
  "login",
  "cookie-wall",
  "empty-shell",
  "maintenance",
  "rate-limited",
  "home-redirect",
  "other-language",
  "half-page",
  "empty-body",
  "html-for-pdf",
  "layout-test",
  "load-more",
] as const;
export type WrongPage = (typeof WRONG_PAGES)[number];

type Said = Readonly<Record<NightLanguage, string>>;
const SAID: Readonly<Record<string, Said>> = {
  menu: {
    da: "<nav><a href='/'>Forside</a> <a href='/priser'>Priser</a> <a href='/login'>Log ind</a></nav>",
    sv: "<nav><a href='/'>Hem</a> <a href='/priser'>Priser</a> <a href='/login'>Logga in</a></nav>",
    nb: "<nav><a href='/'>Hjem</a> <a href='/priser'>Priser</a> <a href='/login'>Logg inn</a></nav>",
    fi: "<nav><a href='/'>Etusivu</a> <a href='/hinnat'>Hinnat</a> <a href='/login'>Kirjaudu</a></nav>",
  },
  "soft-404": {
    da: "<h1>Ups! Siden findes ikke</h1><p>Måske er den flyttet. Gå til forsiden eller brug søgningen.</p>",
    sv: "<h1>Hoppsan! Sidan finns inte</h1><p>Den kan ha flyttats. Gå till startsidan eller sök.</p>",
    nb: "<h1>Oi! Vi fant ikke siden</h1><p>Den kan være flyttet. Gå til forsiden eller søk.</p>",
    fi: "<h1>Hups! Sivua ei löytynyt</h1><p>Se on ehkä siirretty. Siirry etusivulle tai käytä hakua.</p>",
  },
  "error-200": {
    da: "<h1>Der opstod en fejl</h1><p>Vores teknikere arbejder på sagen.</p>",
    sv: "<h1>Ett fel uppstod</h1><p>Våra tekniker arbetar med saken.</p>",
    nb: "<h1>Det oppstod en feil</h1><p>Teknikerne våre ser på saken.</p>",
    fi: "<h1>Tapahtui virhe</h1><p>Asiantuntijamme selvittävät asiaa.</p>",
  },
  challenge: {
    da: "<h1>Et øjeblik …</h1><p>Bekræft at du er et menneske ved at udføre handlingen nedenfor.</p>",
    sv: "<h1>Ett ögonblick …</h1><p>Bekräfta att du är människa genom att utföra åtgärden nedan.</p>",
    nb: "<h1>Et øyeblikk …</h1><p>Bekreft at du er et menneske ved å utføre handlingen nedenfor.</p>",
    fi: "<h1>Hetkinen …</h1><p>Vahvista, että olet ihminen suorittamalla alla oleva toiminto.</p>",
  },
  login: {
    da: "<h1>Velkommen tilbage</h1><form><label>E-mail <input name=e></label><label>Adgangskode <input type='password'></label></form>",
    sv: "<h1>Välkommen tillbaka</h1><form><label>E-post <input name=e></label><label>Lösenord <input type=password></label></form>",
    nb: '<h1>Velkommen tilbake</h1><form><label>E-post <input name=e></label><label>Passord <input type="password"></label></form>',
    fi: "<h1>Tervetuloa takaisin</h1><form><label>Sähköposti <input name=e></label><label>Salasana <input type = 'password'></label></form>",
  },
  "cookie-wall": {
    da: "<h2>Vi bruger cookies</h2><p>Vi og vores partnere gemmer oplysninger på din enhed.</p><button>Tillad alle</button><button>Kun nødvendige</button>",
    sv: "<h2>Vi använder kakor</h2><p>Vi och våra partner lagrar uppgifter på din enhet.</p><button>Godkänn alla</button><button>Endast nödvändiga</button>",
    nb: "<h2>Vi bruker informasjonskapsler</h2><p>Vi og partnerne våre lagrer opplysninger på enheten din.</p><button>Godta alle</button><button>Bare nødvendige</button>",
    fi: "<h2>Käytämme evästeitä</h2><p>Me ja kumppanimme tallennamme tietoja laitteellesi.</p><button>Salli kaikki</button><button>Vain välttämättömät</button>",
  },
  "empty-shell": {
    da: "<div id=app></div><script src=/app.js></script><noscript>Siden kræver JavaScript.</noscript>",
    sv: "<div id=root></div><script src=/app.js></script><noscript>Sidan kräver JavaScript.</noscript>",
    nb: "<div id=__next></div><script src=/app.js></script><noscript>Siden krever JavaScript.</noscript>",
    fi: "<div id=app></div><script src=/app.js></script><noscript>Sivu vaatii JavaScriptin.</noscript>",
  },
  maintenance: {
    da: "<h1>Vi er snart tilbage</h1><p>Vi udfører planlagt vedligeholdelse fra kl. 1 til 5.</p>",
    sv: "<h1>Vi är snart tillbaka</h1><p>Planerat underhåll pågår mellan kl. 1 och 5.</p>",
    nb: "<h1>Vi er snart tilbake</h1><p>Planlagt vedlikehold pågår fra kl. 1 til 5.</p>",
    fi: "<h1>Palaamme pian</h1><p>Huoltokatko on käynnissä kello 1–5.</p>",
  },
  "rate-limited": {
    da: "<h1>For mange forespørgsler</h1><p>Prøv igen om et par minutter.</p>",
    sv: "<h1>För många förfrågningar</h1><p>Försök igen om några minuter.</p>",
    nb: "<h1>For mange forespørsler</h1><p>Prøv igjen om noen minutter.</p>",
    fi: "<h1>Liian monta pyyntöä</h1><p>Yritä uudelleen muutaman minuutin kuluttua.</p>",
  },
  "home-redirect": {
    da: "<h1>Regnskab uden bøvl</h1><p>Over tusind virksomheder bruger os hver dag. Prøv gratis i 30 dage.</p>".repeat(
      3,
    ),
    sv: "<h1>Bokföring utan krångel</h1><p>Över tusen företag använder oss varje dag. Prova gratis i 30 dagar.</p>".repeat(
      3,
    ),
    nb: "<h1>Regnskap uten mas</h1><p>Over tusen bedrifter bruker oss hver dag. Prøv gratis i 30 dager.</p>".repeat(3),
    fi: "<h1>Kirjanpito ilman vaivaa</h1><p>Yli tuhat yritystä käyttää meitä joka päivä. Kokeile maksutta 30 päivää.</p>".repeat(
      3,
    ),
  },
};

export function wrongPage(kind: WrongPage, language: NightLanguage): string {
  const words = SAID[kind]?.[language] ?? "";
  const menu = kind === "empty-shell" || kind === "challenge" ? "" : SAID.menu![language];
  return `<!doctype html><html lang="${language}"><head><title>Eksempel</title></head><body>${menu}${words}</body></html>`;
}
