package web

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/intake"
	"habeas/internal/locale"
	"habeas/internal/when"
	"habeas/views/staff"
)

// suggested is what a form carries as the list that gets one more line when it
// is to be opened with fields filled in, and not to be saved.
const suggested = "suggested"

// over lays what was sent over what a form opens with.
func over(draft, sent url.Values) url.Values {
	for name, values := range sent {
		draft[name] = values
	}
	return draft
}

// sourceText gives what a source says for the side of a form, and lets that
// page run the script that quotes from it; nil when nothing readable is kept.
func (w work) sourceText(id casebook.ID) (*staff.SourceText, error) {
	says, err := w.s.o.Desk.CaptureText(w.ctx(), w.by, id)
	if err != nil || says.Text == "" {
		return nil, err
	}
	file, err := w.s.o.Desk.Source(w.ctx(), w.by, id)
	if err != nil {
		return nil, err
	}
	return w.laidOut(says, intake.Read(says.Text, intake.About{Language: file.Source.Language})), nil
}

// laidOut puts a text into its paragraphs and sentences.
func (w work) laidOut(says desk.SourceText, r intake.Reading) *staff.SourceText {
	allowScript(w)
	out := &staff.SourceText{Lang: r.Language}
	for _, s := range r.Sentences {
		if n := len(out.Paragraphs); n == 0 || out.Paragraphs[n-1].Number != s.Paragraph {
			out.Paragraphs = append(out.Paragraphs, staff.Paragraph{Number: s.Paragraph, Place: w.place(says, s.Paragraph)})
		}
		last := &out.Paragraphs[len(out.Paragraphs)-1]
		last.Sentences = append(last.Sentences, s.In(says.Text))
	}
	return out
}

// place says where a paragraph of a text is, as a citation names it.
func (w work) place(says desk.SourceText, paragraph int) string {
	page, n := says.Place(paragraph)
	if page == 0 {
		return w.t("capture.paragraph", "n", n)
	}
	return w.t("capture.page", "page", page, "n", n)
}

// sourceDesk lays a source out to be logged.
func (s *Server) sourceDesk(w work) error {
	laid, err := s.o.Desk.SourceDesk(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	page := staff.SourceDeskPage{Source: laid.Source, Country: laid.Country}
	for _, k := range laid.Kept {
		page.Kept = append(page.Kept, staff.KeptFile{Capture: k.Capture, Custody: k.Custody})
	}
	seen := map[casebook.Ref]bool{}
	for _, c := range laid.Cited {
		page.Made = append(page.Made, staff.CitedAt{Citation: c.Citation, Ref: c.Ref, To: whereStands(c.Citation, c.Ref)})
		if c.Ref != "" && !seen[c.Ref] {
			seen[c.Ref], page.Cases = true, append(page.Cases, c.Ref)
		}
	}
	if laid.Text != "" {
		page.Text = w.laidOut(laid.SourceText, laid.Reading)
		page.Groups = suggester{w, laid, page.Cases}.groups()
	}
	return w.show(staff.SourceDesk(w.page(w.t("intake.title", "what", staff.SourceTitle(w.words, laid.Source))), page))
}

// suggester words what was found and gives it doors.
type suggester struct {
	w     work
	laid  *desk.SourceDesk
	cases []casebook.Ref
}

func (g suggester) groups() []staff.Suggestions {
	r := g.laid.Reading
	var all []staff.Suggestions
	add := func(key string, items []staff.Suggestion) {
		if len(items) > 0 {
			all = append(all, staff.Suggestions{Key: key, Items: items})
		}
	}
	add("counts", each(r.Counts, g.count))
	add("events", each(r.Events, g.event))
	add("people", each(r.People, g.person))
	add("facilities", each(r.Facilities, g.facility))
	add("claimants", each(r.Claimants, g.claimant))
	add("countries", each(r.Countries, g.country))
	add("dates", each(r.Dates, g.date))
	return all
}

func each[T any](found []T, word func(T) staff.Suggestion) []staff.Suggestion {
	var all []staff.Suggestion
	for _, f := range found {
		all = append(all, word(f))
	}
	return all
}

// about begins a suggestion: its title, its sentence and why it was found.
func (g suggester) about(f intake.Found, title string, why ...string) staff.Suggestion {
	s, text := g.laid.Reading.Sentences[f.Sentence], g.laid.Text
	reason := g.w.t("intake.why."+f.Why.Rule, "words", f.Why.Words)
	for _, more := range why {
		if more != "" {
			reason += " " + more
		}
	}
	return staff.Suggestion{
		Title: title, Before: text[s.From:f.From], Hit: f.In(text), After: text[f.To:max(f.To, s.To)], Lang: g.laid.Reading.Language,
		Why: reason, Place: g.place(f),
	}
}

func (g suggester) place(f intake.Found) string {
	return g.w.place(g.laid.SourceText, g.laid.Reading.Sentences[f.Sentence].Paragraph)
}

// door gives a door to a form with fields, the quotation always among them.
func (g suggester) door(label, to string, f intake.Found, fields ...string) staff.Door {
	d := staff.Door{Label: g.w.t(label), To: to + "?source=" + string(g.laid.Source.ID)}
	for i := 0; i < len(fields); i += 2 {
		if fields[i+1] != "" {
			d.Fields = append(d.Fields, staff.Kept{Name: fields[i], Value: fields[i+1]})
		}
	}
	s := g.laid.Reading.Sentences[f.Sentence]
	d.Fields = append(d.Fields, staff.Kept{Name: "cites.0.quote", Value: quotation(g.laid.Text, s.Span, f.Span)}, staff.Kept{Name: "cites.0.place", Value: g.place(f)})
	return d
}

// longestQuote is how many characters a quotation has at most.
const longestQuote = 300

// quotation gives the sentence around some words, cut so that they are in it.
func quotation(text string, sentence, hit intake.Span) string {
	whole := []rune(strings.TrimSpace(sentence.In(text)))
	if len(whole) <= longestQuote {
		return string(whole)
	}
	before := utf8.RuneCountInString(text[sentence.From:hit.From])
	from := max(0, min(before-60, len(whole)-longestQuote+2))
	cut := string(whole[from:min(len(whole), from+longestQuote-2)])
	if from > 0 {
		cut = "…" + cut
	}
	return cut + "…"
}

// in puts a field into the language of the text.
func (g suggester) in(field string) string { return field + "." + g.laid.Reading.Language }

func (g suggester) count(c intake.Count) staff.Suggestion {
	w, title := g.w, c.Phrase+" "+c.Population+": "+g.w.words.Label("measure", string(c.Measure))
	var why []string
	if c.Claimant != "" {
		why = append(why, w.t("intake.claimed_by", "who", c.Claimant))
	} else {
		why = append(why, w.t("intake.claimed_by_nobody"))
	}
	if !c.AsOf.IsZero() {
		why = append(why, w.t("intake."+c.AsOfWhy.Rule, "words", c.AsOfWhy.Words, "date", g.reading(c.AsOf)), g.written(c.AsOf))
	}
	s := g.about(c.Found, title, why...)
	low, high := bounds(c.Number)
	population := c.Population
	if population == "" {
		population = c.Span.In(g.laid.Text)
	}
	inWords, lang := "", ""
	if c.Words != "" {
		inWords, lang = c.Words, g.laid.Reading.Language
	}
	s.Doors = append(s.Doors, g.door("intake.as_count", staff.CountsPath+"/new", c.Found,
		"country", g.laid.Country, g.in("claimant"), c.Claimant, "measure", string(c.Measure), g.in("population"), population, "nationality", c.Nationality,
		"min", low, "max", high, "qualifier", string(c.Qualifier), "words", inWords, "words_lang", lang, "as_of", c.AsOf.String(), "window_start", c.Since.String()))
	if c.Measure == "held" || c.Measure == "arrested" || c.Measure == "disappeared" {
		s.Doors = append(s.Doors, g.door("intake.as_group", staff.CasesPath+"/new", c.Found,
			"kind", "group", "country", g.laid.Country, "group.min", low, "group.max", high, "group.qualifier", string(c.Qualifier), "group.phrase", c.Span.In(g.laid.Text),
			"group.phrase_lang", g.laid.Reading.Language, "group."+g.in("population"), population, "group.nationality", c.Nationality))
	}
	return s
}

// bounds gives the numbers as a form takes them: one that is told once stands
// in the first field, unless it is an upper bound.
func bounds(n intake.Number) (low, high string) {
	if n.Min != nil {
		low = strconv.Itoa(*n.Min)
	}
	if n.Max != nil && (n.Min == nil || *n.Max != *n.Min) {
		high = strconv.Itoa(*n.Max)
	}
	return low, high
}

// reading says how a date was understood.
func (g suggester) reading(d when.Date) string { return locale.Date(g.w.words.Lang(), d) }

// written says what goes into the form for a date, for those who know its
// notation; nothing for one that nobody could read.
func (g suggester) written(d when.Date) string {
	if d.IsZero() {
		return ""
	}
	return g.w.t("intake.written", "date", d.String())
}

func (g suggester) event(e intake.Event) staff.Suggestion {
	w, title := g.w, g.w.t("intake.what."+string(e.What))
	if e.Kind != "" {
		title = w.words.Label("event", string(e.Kind))
	}
	title += ": " + e.Span.In(g.laid.Text) + ", " + g.reading(e.Date.When)
	s := g.about(e.Found, title, w.t("intake.why."+e.Date.Why.Rule, "words", e.Date.Why.Words), g.written(e.Date.When))
	date := e.Date.When.String()
	switch e.What {
	case intake.IsRelease:
		s.Doors = append(s.Doors, g.door("intake.as_release", staff.ReleasesPath+"/new", e.Found, "country", g.laid.Country, "date", date,
			"title.en", locale.For(locale.English).T("staff.intake.release_title", "date", locale.Date(locale.English, e.Date.When)),
			"title.es", locale.For(locale.Spanish).T("staff.intake.release_title", "date", locale.Date(locale.Spanish, e.Date.When))))
	case intake.InCountry:
		s.Doors = append(s.Doors, g.door("intake.as_context", staff.ContextPath+"/new", e.Found, "country", g.laid.Country, "date", date))
	case intake.IsSaid:
		s.Doors = append(s.Doors, g.door("intake.as_position", staff.PositionsPath+"/new", e.Found, "country", g.laid.Country, "date", date, "stance", "statement", "on_kind", "country", g.in("authority"), g.speaker(e)))
	}
	if e.What == intake.InCase || e.What == intake.IsRelease {
		kind := string(e.Kind)
		for _, ref := range g.cases {
			d := g.door("intake.as_event", staff.CasePath(ref, "events", "new"), e.Found, "kind", kind, "date", date, "certainty", string(casebook.Reported))
			d.Label = w.t("intake.event_in", "ref", string(ref))
			s.Doors = append(s.Doors, d)
		}
	}
	return s
}

// speaker gives who speaks in the sentence of an event.
func (g suggester) speaker(e intake.Event) string {
	for _, c := range g.laid.Reading.Claimants {
		if c.Sentence == e.Sentence {
			return c.Name
		}
	}
	return ""
}

func (g suggester) person(n intake.Named) staff.Suggestion {
	s := g.about(n.Found, n.Name)
	if n.Key != "" {
		s.Doors = append(s.Doors, staff.Door{Label: g.w.t("intake.open_case", "ref", n.Key), To: staff.CasePath(casebook.Ref(n.Key))})
		d := g.door("intake.as_event", staff.CasePath(casebook.Ref(n.Key), "events", "new"), n.Found, "certainty", string(casebook.Reported))
		d.Label = g.w.t("intake.event_in", "ref", n.Key)
		s.Doors = append(s.Doors, d)
		return s
	}
	s.Doors = append(s.Doors, g.door("intake.as_person", staff.CasesPath+"/new", n.Found, "kind", "person", "country", g.laid.Country, "name.text", n.Name))
	return s
}

func (g suggester) facility(n intake.Named) staff.Suggestion {
	s := g.about(n.Found, n.Name)
	if n.Key == "" {
		s.Doors = append(s.Doors, g.door("intake.as_facility", staff.FacilitiesPath+"/new", n.Found, "name", n.Name, "country", g.laid.Country))
	}
	return s
}

func (g suggester) claimant(n intake.Named) staff.Suggestion { return g.about(n.Found, n.Name) }

func (g suggester) country(n intake.Named) staff.Suggestion {
	why := []string{g.w.words.N("staff.intake.times", n.Times)}
	if n.Placed == 0 {
		why = append(why, g.w.t("intake.by_people"))
	}
	return g.about(n.Found, g.w.words.Country(n.Key), why...)
}

func (g suggester) date(d intake.Date) staff.Suggestion {
	title := d.In(g.laid.Text)
	if !d.When.IsZero() {
		title += ": " + g.reading(d.When)
	}
	return g.about(d.Found, title, g.written(d.When))
}
