package visitor_test

import (
	"time"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/views/layout"
)

// The sample is Venezuela in January 2026 as five newspaper articles told it,
// with what those did not hold made up where a page must show it: a name in
// another script, conditions, a withheld source.

var (
	today   = when.NewDay(2026, 1, 19)
	updated = time.Date(2026, 1, 18, 9, 30, 0, 0, time.UTC)
)

func text(en, es string) public.Text { return public.Text{En: en, Es: es} }

func date(edtf string) when.Date { return when.MustParse(edtf) }

func number(n int) *int { return &n }

func page(l locale.Lang, path string) layout.Page {
	return layout.Page{Words: locale.For(l), Path: path, BaseURL: "https://habeas.example"}
}

var (
	post = public.CitedSource{
		N: 1, ID: "s4", Title: "Americans freed in Venezuela", Publisher: "Outlet not known", Kind: "news_article", Language: "en",
		URL: "https://news.example/americans-freed", Published: date("2026-01-14~"), ReadOn: when.NewDay(2026, 1, 17), Reliability: "F",
		Quotes: []public.Quote{
			{Speaker: text("an aunt of James Luckey-Lange", "una tía de James Luckey-Lange"), Text: "He had no political ties.", OriginID: "wp", Origin: "The Washington Post", Place: "paragraph 9"},
			{Speaker: text("an unnamed State Department official", "un funcionario no identificado del Departamento de Estado")},
		},
	}
	cnn = public.CitedSource{
		N: 2, ID: "s2", Title: "At least five Americans detained in Venezuela", Publisher: "Outlet not known", Kind: "news_article", Language: "en",
		Published: date("2026-01-02~"), ReadOn: when.NewDay(2026, 1, 17),
		Quotes: []public.Quote{{Speaker: text("an unnamed US official", "un funcionario estadounidense no identificado"), OriginID: "cnn", Origin: "CNN"}},
	}
	hidden = public.CitedSource{N: 3, Withheld: true}
)

var background = []public.ContextEvent{
	{ID: "c1", Country: "VE", Date: date("2025-09"), What: text("Operation Southern Spear begins.", "Comienza la operación Southern Spear."), Cites: []int{1}, Sources: []public.CitedSource{{N: 1, ID: "s0", Title: "US Embassy alert", Publisher: "Slay News", Kind: "news_article", Language: "en", Published: date("2026-01-10~")}}},
	{ID: "c2", Country: "VE", Date: date("2026-01-03"), What: text("A US operation in Caracas; Nicolás Maduro and Cilia Flores are taken to New York.", "Operación de Estados Unidos en Caracas; Nicolás Maduro y Cilia Flores son llevados a Nueva York."), Cites: []int{1}, Also: []public.Claim{{Field: "text", Value: text("an “abduction”", "un «secuestro»"), Standing: "also_reported", Attribution: text("an article of 9 January", "un artículo del 9 de enero"), Cites: []int{1}}}, Sources: []public.CitedSource{{N: 1, ID: "s0", Title: "US Embassy alert", Publisher: "Slay News", Kind: "news_article", Language: "en"}}},
	{ID: "c3", Country: "VE", Date: date("2026-01-05"), What: text("Delcy Rodríguez becomes interim president.", "Delcy Rodríguez asume la presidencia interina.")},
}

var advisory = &public.Advisory{
	ID: "a1", Issuer: text("US Department of State", "Departamento de Estado de EE. UU."), Country: "VE", Level: 4,
	Indicators: []string{"wrongful_detention", "terrorism", "kidnapping", "crime", "unrest", "health"}, IssuedOn: date("[2026-01-09,2026-01-10]"),
	What: text("Leave at once.", "Salgan de inmediato."), Cites: []int{1},
	Also:    []public.Claim{{Field: "date", Value: text("Friday 9 January", "viernes 9 de enero"), Standing: "also_reported", Cites: []int{1}}},
	Sources: []public.CitedSource{{N: 1, ID: "s1", Title: "Leave Venezuela now", Publisher: "Outlet not known", Kind: "news_article", Language: "en"}},
}

var denial = public.Position{
	ID: "p1", Country: "VE", Authority: text("Ministry of Foreign Affairs of Venezuela", "Ministerio de Relaciones Exteriores de Venezuela"), Stance: "denies", OnKind: "country", OnKey: "VE",
	Date: date("2026-01-10~"), What: text("Calls the accounts “fabricated”.", "Califica los relatos de «fabricados»."), Cites: []int{1},
	Sources: []public.CitedSource{{N: 1, ID: "s0", Title: "US Embassy alert", Publisher: "Slay News", Kind: "news_article", Language: "en"}},
}

var treatment = &public.CountryClaims{
	Country: "VE",
	Claims: []public.Claim{
		{Field: "treatment", Value: text("Severe beatings, prolonged stress positions, waterboarding.", "Palizas, posturas forzadas prolongadas, ahogamiento simulado."), Standing: "accepted", Attribution: text("former detainees and rights organisations", "antiguos detenidos y organizaciones de derechos humanos"), Cites: []int{1}},
		{Field: "text", Value: text("US nationals have been held for years.", "Ha habido estadounidenses detenidos durante años."), Standing: "also_reported", Attribution: text("the US Embassy", "la embajada de Estados Unidos"), Cites: []int{1}},
	},
	Sources: []public.CitedSource{{N: 1, ID: "s0", Title: "US Embassy alert", Publisher: "Slay News", Kind: "news_article", Language: "en"}},
}

func unknownRungs() []public.Rung {
	return []public.Rung{{Code: "acknowledged", Answer: "unknown"}, {Code: "place_disclosed", Answer: "unknown"}, {Code: "contact_family", Answer: "yes", Date: date("2026-01-10"), Cites: []int{1}}, {Code: "contact_lawyer", Answer: "no"}, {Code: "contact_consular", Answer: "unknown"}}
}

// held is one named person in custody of whom little is known.
func held() *reading.CasePage {
	c := &public.Case{
		Ref: "VE-2026-0001", Kind: "person", Name: public.Name{Text: "James Luckey-Lange", Language: "en", Script: "Latn", Kind: "primary"},
		OtherNames: []public.Name{{Text: "James Luckey Lange", Kind: "alias", Script: "Latn"}, {Text: "جيمس لاكي لانغ", Kind: "transliteration", Script: "Arab", Language: "ar"}},
		Age:        number(28), AgeAsOf: date("2026-01-14~"), Gender: "male",
		Nationalities: []public.Nationality{{Country: "US", Basis: "citizen"}}, Roles: []string{"traveller"},
		Country: "VE", Captor: "state", Deprivation: "detention",
		Summary:      text("A US citizen, said by his aunt to be travelling for himself and to have no political ties. He was not among those known to be freed on 13 January.", "Ciudadano estadounidense que, según su tía, viajaba por su cuenta y no tenía vínculos políticos. No figura entre las personas de las que se sabe que salieron el 13 de enero."),
		SummaryCites: []int{1, 2},
		ScopeNote:    text("Named by his family as detained without a stated reason.", ""),
		State:        public.State{Code: "in_custody", Since: date("2025-12-08/2025-12-12"), Sureness: public.Outlined, Origins: 1, Cites: []int{1}, From: "taken"},
		Held:         public.Held{Taken: date("[2025-12-08..2025-12-12]"), End: when.EndOpen, SeenUntil: when.NewDay(2026, 1, 16)},
		Known: []public.Fact{
			{Key: "taken", Date: date("[2025-12-08..2025-12-12]"), Text: text("Venezuela", ""), Cites: []int{1}, Sureness: public.Outlined, Also: []public.Claim{{Field: "date", Value: text("early December", "principios de diciembre"), Standing: "also_reported", Attribution: text("a friend", "una amistad"), Cites: []int{2}}}},
			{Key: "taken_by", Text: text("Venezuelan security forces", "fuerzas de seguridad venezolanas"), Cites: []int{2}},
			{Key: "captor", Code: "state", Cites: []int{2}},
			{Key: "facility", Text: public.Text{En: "El Helicoide"}, Link: "el-helicoide"},
			{Key: "charge", Text: text("drug smuggling, possibly", "posible tráfico de drogas"), Code: "unknown", Cites: []int{2}},
			{Key: "age", Cites: []int{1}},
		},
		NotKnown:    []string{"taken_place", "facility", "lawyer", "consular", "health"},
		Whereabouts: unknownRungs(),
		Timeline: []public.Event{
			{Kind: "last_contact", Date: date("2025-12-08"), What: text("His last message to his family.", "Su último mensaje a la familia."), Sureness: public.Outlined, Origins: 1, Cites: []int{1}},
			{Kind: "taken", Date: date("[2025-12-08..2025-12-12]"), What: text("Detained while travelling.", "Detenido mientras viajaba."), Actor: text("Venezuelan security forces", "fuerzas de seguridad venezolanas"), Place: text("Venezuela", ""), Facility: &public.Facility{Slug: "el-helicoide", Name: "El Helicoide"}, Sureness: public.Solid, Origins: 2, Cites: []int{1, 2}, Also: []public.Claim{{Field: "date", Value: text("early December", ""), Standing: "disputed", Cites: []int{2}}}},
			{Kind: "statement", Date: date("2026-01-14~"), What: text("His aunt says he is still imprisoned.", "Su tía dice que sigue preso."), Actor: text("his aunt", "su tía"), Sureness: public.Outlined, Origins: 1, Cites: []int{1}},
			{Kind: "ill_treatment_alleged", What: text("Held without daylight.", "Sin luz del día."), Sureness: public.Dashed, Origins: 1, Cites: []int{3}},
		},
		Charges:   []public.Charge{{Text: text("drug smuggling, possibly", "posible tráfico de drogas"), Outcome: "unknown", Cites: []int{2}}},
		Treatment: []public.Claim{{Field: "treatment", Value: text("Held without daylight.", "Sin luz del día."), Attribution: text("a person held with him", "una persona detenida con él"), StatedOn: date("2026-01"), Cites: []int{3}}},
		Claims:    []public.Claim{{Field: "state", Value: text("freed", "excarcelado"), Standing: "superseded", Attribution: text("a post on X", "una publicación en X"), Cites: []int{2}}},
		Positions: []public.Position{{ID: "p9", Authority: text("US Department of State", "Departamento de Estado de EE. UU."), Stance: "statement", Date: date("2026-01-13"), What: text("Confirms neither names nor numbers.", "No confirma nombres ni cifras."), Cites: []int{1}}},
		Overlaps:  []public.Overlap{{Ref: "VE-2026-0002", Label: text("US citizens, at least five", "ciudadanos estadounidenses, al menos cinco"), Note: text("He may be one of them.", "Puede ser uno de ellos."), Cites: []int{2}}},
		Sources:   []public.CitedSource{post, cnn, hidden}, Origins: 3,
		LastVerified: when.NewDay(2026, 1, 16), PublishedAt: updated.AddDate(0, 0, -3), UpdatedAt: updated, Version: 3,
	}
	return &reading.CasePage{
		Case: c, Today: today, Days: c.Held.Days(today), AdvisoryThen: reading.ThenUnknown, AdvisoryNow: advisory,
		CountryPositions: []public.Position{denial}, CountryClaims: treatment, Context: background,
	}
}

// freed is a person of whom a release was announced and who was seen to leave,
// bound by conditions.
func freed() *reading.CasePage {
	p := held()
	c := *p.Case
	c.Ref, c.Name = "VE-2026-0007", public.Name{Text: "أحمد الخطيب", Script: "Arab", Language: "ar", Kind: "native"}
	c.OtherNames = []public.Name{{Text: "Ahmad al-Khatib", Kind: "transliteration", Script: "Latn"}}
	c.State = public.State{Code: "restricted_liberty", Since: date("2026-01-13"), Sureness: public.Outlined, Origins: 1, From: "left_facility", Cites: []int{1}}
	c.Held.Ended, c.Held.End = date("2026-01-13"), when.EndKnown
	c.NotKnown, c.Whereabouts, c.Overlaps = []string{"charge"}, nil, nil
	c.Releases = []public.Release{release()}
	p.Case, p.Days, p.Advisory, p.AdvisoryThen = &c, c.Held.Days(today), advisory, reading.ThenYes
	return p
}

func release() public.Release {
	return public.Release{
		EventID: "r1", Title: text("Release of 13 January", "Excarcelación del 13 de enero"), Date: date("2026-01-13"), Exit: "released",
		Mechanisms: []public.Mechanism{{Code: "unilateral_gesture", Claimant: text("the interim government", "el gobierno interino"), Cites: []int{1}}, {Code: "not_stated", Cites: []int{2}}},
		Steps:      []public.Step{{Code: "announced", Date: date("2026-01-12"), By: text("the interim government", "el gobierno interino"), Cites: []int{1}}, {Code: "left_facility", Date: date("2026-01-13"), By: text("a source of The New York Times", "una fuente de The New York Times"), Cites: []int{1}}},
		Conditions: []public.Condition{{Kind: "periodic_reporting", Detail: text("Every 30 days, before a court in Caracas.", "Cada 30 días, ante un tribunal de Caracas."), From: date("2026-01-13"), ImposedBy: text("a court", "un tribunal"), Cites: []int{2}}},
		Note:       text("He was taken to an embassy first.", "Primero lo llevaron a una embajada."),
		Cites:      []int{1},
		Also: []public.Claim{
			{Field: "exit", Value: text("deported", "deportado"), Standing: "also_reported", Attribution: text("a lawyer", "una abogada"), Cites: []int{2}},
			{Field: "note", Value: text("straight to the airport", "directamente al aeropuerto"), Standing: "disputed", Cites: []int{1}},
		},
	}
}

// announcedOnly is a person whose release nobody has confirmed.
func announcedOnly() *reading.CasePage {
	p := held()
	c := *p.Case
	c.Ref, c.State.Announced = "VE-2026-0008", true
	r := release()
	r.Steps, r.Conditions = r.Steps[:1], nil
	c.Releases = []public.Release{r}
	p.Case = &c
	return p
}

// five are several people whom somebody counted and nobody named.
func five() *reading.CasePage {
	c := &public.Case{
		Ref: "VE-2026-0002", Kind: "group", Country: "VE", Captor: "state", Deprivation: "detention",
		Nationalities: []public.Nationality{{Country: "US", Basis: "unknown"}},
		Group: &public.Group{
			Min: 5, Qualifier: "at_least", Phrase: "at least five American citizens", PhraseLang: "en", Cites: []int{1},
			Population: text("US citizens detained in recent months", "Ciudadanos estadounidenses detenidos en los últimos meses"),
			Resolve:    text("A list of names from the State Department or from a family.", "Una lista de nombres del Departamento de Estado o de una familia."),
			Slots:      []public.Slot{{Number: 1, Label: text("US citizen, unnamed 1 of 5", "ciudadano estadounidense sin nombre 1 de 5")}, {Number: 2, Ref: "VE-2026-0001", Name: "James Luckey-Lange"}, {Number: 3}},
		},
		Summary: text("US officials said that at least five Americans had been detained by Venezuelan security forces in recent months; the circumstances differ, and the claims were still being verified.", ""), SummaryCites: []int{1},
		State:    public.State{Code: "in_custody", Sureness: public.Outlined, Origins: 1, Cites: []int{1}},
		Held:     public.Held{End: when.EndOpen},
		NotKnown: []string{"taken", "taken_place", "facility", "identity"},
		Timeline: []public.Event{{Kind: "acknowledged", Date: date("2026-01-02~"), What: text("US officials speak of them to CNN.", "Funcionarios estadounidenses hablan de ellos a CNN."), Sureness: public.Outlined, Origins: 1, Cites: []int{1}}},
		Sources:  []public.CitedSource{{N: 1, ID: "s2", Title: cnn.Title, Publisher: cnn.Publisher, Kind: "news_article", Language: "en"}}, Origins: 1,
		PublishedAt: updated, UpdatedAt: updated, Version: 1,
	}
	return &reading.CasePage{Case: c, Today: today, Days: c.Held.Days(today)}
}

// withheld is a person whose name is known and not published.
func withheld() *reading.CasePage {
	c := &public.Case{
		Ref: "VE-2026-0009", Kind: "person", NameWithheld: true, Country: "VE", Captor: "unknown", Deprivation: "unknown",
		State: public.State{Code: "unknown", Sureness: public.Dotted}, Held: public.Held{End: when.EndUnknown},
		PublishedAt: updated, UpdatedAt: updated, Version: 1,
	}
	return &reading.CasePage{Case: c, Today: today, Days: c.Held.Days(today)}
}

func rows() []public.Row {
	base := public.Row{Country: "VE", Captor: "state", Version: 1, UpdatedAt: updated, PublishedAt: updated}
	one, two, three, four := base, base, base, base
	one.Ref, one.Kind, one.Name, one.State, one.StateSince, one.Sureness, one.StateOrigins = "VE-2026-0001", "person", "James Luckey-Lange", "in_custody", date("[2025-12-08..2025-12-12]"), public.Outlined, 1
	one.Held, one.LastVerified, one.FacilityName = held().Case.Held, when.NewDay(2026, 1, 16), "El Helicoide"
	two.Ref, two.Kind, two.Label, two.State, two.Sureness, two.StateOrigins, two.GroupMin = "VE-2026-0002", "group", text("US citizens detained in recent months", "Ciudadanos estadounidenses detenidos en los últimos meses"), "in_custody", public.Outlined, 1, number(5)
	two.Held = public.Held{End: when.EndOpen}
	three.Ref, three.Kind, three.Name, three.NameScript, three.NameLang, three.NameNative = "VE-2026-0007", "person", "Ahmad al-Khatib", "Latn", "", "أحمد الخطيب"
	three.State, three.StateSince, three.Sureness, three.StateOrigins, three.Confirmation = "restricted_liberty", date("2026-01-13"), public.Solid, 2, "left_facility"
	three.Held = public.Held{Taken: date("2024-07-28"), Ended: date("2026-01-13"), End: when.EndKnown}
	four.Ref, four.Kind, four.State, four.Sureness, four.Announced, four.Label = "VE-2026-0005", "unnamed", "whereabouts_unknown", public.Dashed, true, text("A bus passenger in Caracas", "Un pasajero de autobús en Caracas")
	four.StateSince, four.Held = date("2026-01-08"), public.Held{Taken: date("2026-01-08"), End: when.EndOpen, SeenUntil: when.NewDay(2026, 1, 8)}
	return []public.Row{one, two, three, four}
}

func count(claimant string, low, high *int, qualifier, from, asOf, basis, words string) public.Count {
	c := public.Count{
		ID: "n-" + claimant, Country: "VE", Claimant: text(claimant, ""), Measure: "released", Population: text("people released since 8 January", "personas excarceladas desde el 8 de enero"), PopulationKey: "since-0108",
		Min: low, Max: high, Qualifier: qualifier, Words: words, WordsLang: "en", Basis: basis, NamesPublished: "no", Cites: []int{1}, Sources: []public.CitedSource{post},
	}
	c.AsOf, _ = when.Parse(asOf)
	c.WindowStart, _ = when.Parse(from)
	return c
}

func counts() []reading.CountGroup {
	released := reading.CountGroup{
		Measure: "released", PopulationKey: "since-0108", Population: text("people released since 8 January", "personas excarceladas desde el 8 de enero"), Country: "VE",
		Counts: []public.Count{
			count("The government", number(100), nil, "more_than", "2026-01-08", "2026-01-12", "announced", ""),
			count("The United Nations", number(50), nil, "about", "2026-01-08", "2026-01-13~", "verified", ""),
			count("Rights groups", nil, nil, "fewer_than", "", "2026-01-13", "not_stated", "fewer than the government says"),
			count("The US President", nil, nil, "", "", "", "not_stated", "large numbers"),
		},
		Ours: rows()[2:3], OursTotal: 1, OursPeople: reading.People{Least: 1, Most: 1, MostKnown: true}, OursFits: true,
	}
	heldNow := reading.CountGroup{
		Measure: "held", PopulationKey: "political", Population: text("political prisoners", "presos políticos"), Country: "VE",
		Counts: []public.Count{count("Campaigners", number(800), nil, "more_than", "", "2026-01-13~", "estimated", ""), count("Rights groups", nil, nil, "", "", "2026-01-02~", "not_stated", "hundreds")},
		Ours:   rows()[:2], OursTotal: 14, OursPeople: reading.People{Least: 6}, OursFits: true,
	}
	return []reading.CountGroup{released, heldNow}
}

func releaseEvent() public.ReleaseEvent {
	return public.ReleaseEvent{
		ID: "r1", Country: "VE", Date: date("2026-01-08/2026-01-12"), Title: text("Continuing releases", "Excarcelaciones sucesivas"),
		Announced: text("“A significant number”.", "«Un número significativo»."), AnnouncedBy: text("the interim government", "el gobierno interino"),
		Summary:    text("Political prisoners were said to be freed over several days.", "Se dijo que salieron presos políticos durante varios días."),
		Mechanisms: release().Mechanisms, Also: []public.Claim{
			{Field: "number", Value: text("a small portion", "una pequeña parte"), Standing: "also_reported", Attribution: text("UN experts", "expertos de la ONU"), Cites: []int{2}},
			{Field: "date", Value: text("from 7 January", "desde el 7 de enero"), Standing: "also_reported", Cites: []int{2}},
			{Field: "summary", Value: text("Not all of them were political prisoners.", "No todos eran presos políticos."), Standing: "disputed", Attribution: text("the prosecutor", "el fiscal"), Cites: []int{1}},
		},
		Cites: []int{1}, Sources: []public.CitedSource{post, cnn}, Origins: 2, UpdatedAt: updated,
	}
}

func figures() reading.CountryFigures {
	return reading.CountryFigures{Country: "VE", Cases: 5, Held: reading.People{Least: 7}, Free: reading.People{Least: 8}, Unknown: reading.People{Least: 1, Most: 1, MostKnown: true}}
}

// corrected is a day on which somebody was taken and a number that were put
// right, and one of which nothing is told any more.
func corrected() []reading.Correction {
	at := func(day int) time.Time { return time.Date(2026, 1, day, 15, 4, 0, 0, time.UTC) }
	event := public.Value{Vocabulary: "event", Code: "taken"}
	taken := func(date string) public.Statement {
		return public.Statement{Part: "timeline.0", About: event, Values: []public.Value{{Date: when.MustParse(date)}, {Text: text("Taken at the border.", "Detenido en la frontera.")}}}
	}
	number := func(n int) public.Statement {
		return public.Statement{Part: "number", Values: []public.Value{{Number: &public.Told{Qualifier: "at_least", Min: &n}}}}
	}
	now, fourteen := taken("2025-12-08"), number(14)
	return []reading.Correction{
		{At: at(18), Kind: public.DocCase, Key: "VE-2026-0001", Country: "VE", Title: text("James Luckey-Lange", ""), Why: text("The day of the article was taken for the day of the arrest.", "Se tomó el día del artículo por el de la detención."), Source: &post, Parts: []public.Restated{{Part: "timeline.0>timeline.0", Was: taken("2025-12-12"), Now: &now}, {Part: "occupation>", Was: public.Statement{Part: "occupation", Values: []public.Value{{Text: text("engineer", "")}}}}}},
		{At: at(17), Kind: public.DocCount, Key: "n1", Country: "VE", Title: text("Foro Penal", ""), Why: text("Fourteen was read as forty.", ""), Withheld: true, Parts: []public.Restated{{Part: "number>number", Was: number(40), Now: &fourteen}}},
		{At: at(16), Kind: public.DocCase, Key: "VE-2026-0004", Off: true},
	}
}

func correctedCase() *reading.CasePage {
	c := held()
	c.Corrections = corrected()[:1]
	return c
}
