package brief

import (
	"maps"
	"slices"
	"strings"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
)

// Document is a text with numbered sources, ready to be drawn.
type Document struct {
	Lang     locale.Lang
	Title    string
	Notices  []string // what it is, and what was left out
	Sections []Section
	Sources  []string // in the order of their numbers, from 1
}

// Section is a part of a document.
type Section struct {
	Heading string
	Items   []Item
}

// Item is one question with what is known about it; without a label it is a
// line of its own.
type Item struct {
	Label string
	Says  []Statement
}

// Statement is one thing said, with the numbers of its sources. Staff says
// that the public may not see it.
type Statement struct {
	Text  string
	Cites []int
	Staff bool
}

// writer gathers what a case says, in one language.
type writer struct {
	w     *locale.Words
	today when.Day
	file  *casebook.File
	c     *public.Case
	full  bool
	out   *Document
}

// newWriter projects the case: as the public may see it, or whole. Nothing on
// record that allows publication leaves a case without a name.
func newWriter(w *locale.Words, f *casebook.File, today when.Day, full bool) (*writer, error) {
	g := *f
	scopes := casebook.Codes{"publish_anonymously"}
	if full {
		g, scopes = opened(f), casebook.Codes{"publish_anonymously", "publish_name"}
	}
	g.Consents = append(slices.Clone(f.Consents), casebook.Consent{Scopes: scopes})
	c, err := public.ProjectCase(&g, public.Stamp{})
	if err != nil {
		return nil, err
	}
	b := &writer{w: w, today: today, file: f, c: c, full: full, out: &Document{Lang: w.Lang()}}
	b.notices()
	return b, nil
}

// opened gives a copy of the file in which everything is public.
func opened(f *casebook.File) casebook.File {
	g := *f
	g.Events = slices.Clone(f.Events)
	for i := range g.Events {
		g.Events[i].Visibility = casebook.Public
	}
	g.Judgements = slices.Clone(f.Judgements)
	for i := range g.Judgements {
		g.Judgements[i].Assessment.Visibility = casebook.Public
	}
	g.Positions = slices.Clone(f.Positions)
	for i := range g.Positions {
		g.Positions[i].Publication = casebook.Published
	}
	g.Sources, g.Facilities = maps.Clone(f.Sources), maps.Clone(f.Facilities)
	for id, s := range g.Sources {
		s.Visibility = casebook.Public
		g.Sources[id] = s
	}
	for id, p := range g.Facilities {
		p.Visibility = casebook.Public
		g.Facilities[id] = p
	}
	return g
}

func (b *writer) t(key string, args ...any) string { return b.w.T("brief."+key, args...) }

func (b *writer) text(t locale.Text) string { text, _ := t.In(b.w.Lang()); return text }

func (b *writer) date(d when.Date) string {
	if d.IsZero() {
		return ""
	}
	return locale.Date(b.w.Lang(), d)
}

// notices say for whom it is, and whether something was left out.
func (b *writer) notices() {
	say := func(key string, args ...any) { b.out.Notices = append(b.out.Notices, b.t(key, args...)) }
	say("draft", "day", locale.Day(b.w.Lang(), b.today), "ref", string(b.file.Case.Ref))
	if b.full {
		say("full")
		return
	}
	say("outside")
	if b.file.Case.Publication != casebook.Published {
		say("unpublished")
	}
	if !b.file.Allows("publish_anonymously") && !b.file.Allows("publish_name") {
		say("no_consent")
	}
}

func (b *writer) section(key string, items ...Item) {
	b.out.Sections = append(b.out.Sections, Section{b.t(key), items})
}

// said makes an item; what nobody knows is said to be not known.
func (b *writer) said(key string, says ...Statement) Item {
	says = slices.DeleteFunc(says, func(s Statement) bool { return strings.TrimSpace(s.Text) == "" })
	if len(says) == 0 {
		says = []Statement{{Text: b.t("not_known")}}
	}
	if key == "" {
		return Item{Says: says}
	}
	return Item{b.t(key), says}
}

// cut shortens a text to a number of letters, at a word.
func cut(text string, most int) string {
	if r := []rune(text); len(r) > most {
		short := string(r[:most])
		if i := strings.LastIndexByte(short, ' '); i > most/2 {
			short = short[:i]
		}
		return short + " …"
	}
	return text
}

func (b *writer) name() string {
	switch {
	case b.c.Name.Text != "":
		return b.c.Name.Text
	case !b.c.Label.IsZero():
		return b.text(b.c.Label)
	}
	return b.t("withheld", "ref", b.c.Ref)
}

// events gives the timeline: when, what, and what was said of it.
func (b *writer) events(most, letters int) []Statement {
	var all []Statement
	from := max(0, len(b.c.Timeline)-most)
	if from > 0 { // the first one says how it began
		all, from = append(all, b.event(0, letters)), from+1
		all = append(all, Statement{Text: b.t("between", "n", from-1)})
	}
	for i := from; i < len(b.c.Timeline); i++ {
		all = append(all, b.event(i, letters))
	}
	return all
}

func (b *writer) event(i, letters int) Statement {
	e := b.c.Timeline[i]
	parts := []string{b.date(e.Date), b.w.Label("event", e.Kind), cut(b.text(e.What), letters), b.text(e.Place)}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return Statement{strings.Join(parts, " · "), e.Cites, b.full && b.file.Events[i].Visibility != casebook.Public}
}

// stands says where the person stands and for how long.
func (b *writer) stands() []Statement {
	s := b.c.State
	text := b.w.Label("state", s.Code)
	if !s.Since.IsZero() {
		text += " " + locale.Since(b.w.Lang(), s.Since)
	}
	if d := b.c.Held.Days(b.today); d.Least > 0 || d.MostKnown {
		text += " (" + b.t("held", "days", locale.Days(b.w.Lang(), d)) + ")"
	}
	all := []Statement{{Text: text, Cites: s.Cites}}
	if s.Announced {
		all = append(all, Statement{Text: b.t("announced")})
	}
	for _, r := range b.c.Releases {
		for _, step := range r.Steps {
			all = append(all, Statement{Text: b.w.Label("confirmation", step.Code) + " · " + b.date(step.Date) + " · " + b.text(step.By), Cites: append(slices.Clone(step.Cites), r.Cites...)})
		}
		for _, k := range r.Conditions {
			all = append(all, Statement{Text: b.w.Label("condition", k.Kind) + " " + cut(b.text(k.Detail), 120), Cites: k.Cites})
		}
	}
	return all
}

func (b *writer) charges(letters int) (all []Statement) {
	for _, k := range b.c.Charges {
		all = append(all, Statement{Text: cut(b.text(k.Text), letters) + " " + k.Statute + " (" + b.w.Label("charge", k.Outcome) + ")", Cites: k.Cites})
	}
	return all
}

// assessments says who judges what, criterion by criterion.
func (b *writer) assessments(frame string, letters int) (all []Statement) {
	for _, a := range b.c.Assessments {
		if frame != "" && a.Frame != frame {
			continue
		}
		for _, f := range a.Findings {
			what := b.text(f.Label)
			if f.Criterion != "" {
				what = b.w.Label(a.Frame, f.Criterion)
			}
			text := b.text(a.By) + " – " + b.w.Label("finding", f.Answer) + ": " + what
			if basis := b.text(f.Basis); basis != "" {
				text += ". " + cut(basis, letters)
			}
			all = append(all, Statement{text, append(slices.Clone(f.Cites), a.Cites...), b.staffJudgement(a)})
		}
	}
	return all
}

func (b *writer) staffJudgement(a public.Assessment) bool {
	return b.full && slices.ContainsFunc(b.file.Judgements, func(j casebook.Judgement) bool {
		return j.Assessment.Visibility != casebook.Public && string(j.Assessment.Frame) == a.Frame && j.Assessment.By == a.By && j.Assessment.Note == a.Note
	})
}

// proceedings stand at the desk only.
func (b *writer) proceedings(letters int) (all []Statement) {
	if !b.full {
		return nil
	}
	for _, p := range b.file.Proceedings {
		parts := []string{b.w.Label("proceeding", p.Kind), b.text(p.Body), p.Reference, b.date(p.Filed), b.w.Label("proceeding_outcome", p.Outcome), cut(b.text(p.Note), letters)}
		parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
		all = append(all, Statement{Text: strings.Join(parts, " · "), Cites: b.cited(casebook.OnProceeding, p.ID), Staff: true})
	}
	return all
}

// cited gives the numbers of the sources of what the projection does not hold.
// Those that it does not name yet are added to the list of the document.
func (b *writer) cited(kind casebook.SubjectKind, id casebook.ID) (numbers []int) {
	for _, c := range b.file.Of(kind, id) {
		at := slices.IndexFunc(b.c.Sources, func(s public.CitedSource) bool { return s.ID == string(c.SourceID) })
		if at < 0 {
			s := b.file.Sources[c.SourceID]
			at = len(b.c.Sources)
			b.c.Sources = append(b.c.Sources, public.CitedSource{N: at + 1, ID: string(s.ID), Title: s.Title, Label: s.Label, Publisher: s.Publisher, Published: s.Published, URL: s.URL})
		}
		if n := at + 1; !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

func (b *writer) positions(letters int) (all []Statement) {
	for _, p := range b.c.Positions {
		all = append(all, Statement{Text: b.text(p.Authority) + " (" + b.date(p.Date) + "): " + b.w.Label("stance", p.Stance) + ". " + cut(b.text(p.What), letters), Cites: p.Cites})
	}
	return all
}

// unknown lists what is not known, in the words of the public page.
func (b *writer) unknown() (all []Statement) {
	for _, code := range b.c.NotKnown {
		all = append(all, Statement{Text: b.w.T("not_known." + code)})
	}
	return all
}

// sources names what the numbers stand for.
func (b *writer) sources() {
	for _, s := range b.c.Sources {
		if s.Withheld {
			b.out.Sources = append(b.out.Sources, b.t("source_withheld"))
			continue
		}
		parts := []string{s.Publisher, s.Title, b.text(s.Label), b.date(s.Published), s.URL}
		parts = slices.DeleteFunc(parts, func(t string) bool { return t == "" })
		text := cut(strings.Join(parts, ", "), 170)
		if b.full && b.file.Sources[casebook.ID(s.ID)].Visibility != casebook.Public {
			text += " [" + b.t("staff_only") + "]"
		}
		b.out.Sources = append(b.out.Sources, text)
	}
}

// Case writes the brief: at most two pages of A4, which is why it shortens
// what is long and says so.
func Case(w *locale.Words, f *casebook.File, today when.Day, full bool) (*Document, error) {
	b, err := newWriter(w, f, today, full)
	if err != nil {
		return nil, err
	}
	b.out.Title = b.t("title", "name", b.name())
	b.section("who", b.said("", append([]Statement{{Text: b.identity(), Cites: nil}}, Statement{Text: cut(b.text(b.c.Summary), 700), Cites: b.c.SummaryCites})...))
	b.section("stands", b.said("", first(b, b.stands(), 8)...))
	b.section("events", b.said("", b.events(9, 130)...))
	b.section("law", b.said("charges", first(b, b.charges(140), 4)...), b.said("proceedings", first(b, b.proceedings(80), 4)...))
	b.section("judged", b.said("", first(b, b.assessments("", 90), 7)...))
	b.section("authorities", b.said("", first(b, b.positions(130), 3)...))
	b.section("unknown", b.said("", b.unknown()...))
	b.sources()
	if len(b.out.Sources) > 12 {
		b.out.Sources = append(b.out.Sources[:12:12], b.t("more_sources", "n", len(b.out.Sources)-12, "ref", b.c.Ref))
	}
	return b.out, nil
}

// first keeps the first so many statements, and says how many there are beside.
func first(b *writer, all []Statement, most int) []Statement {
	if len(all) <= most {
		return all
	}
	return append(all[:most:most], Statement{Text: b.t("more", "n", len(all)-most)})
}

// identity says who it is in a line.
func (b *writer) identity() string {
	var parts []string
	for _, n := range b.c.Nationalities {
		parts = append(parts, b.w.Country(n.Country))
	}
	if b.c.Age != nil {
		parts = append(parts, b.t("age", "age", *b.c.Age))
	}
	parts = append(parts, b.text(b.c.Occupation), b.t("held_in", "country", b.w.Country(b.c.Country)), b.w.Label("deprivation", b.c.Deprivation))
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, " · ")
}
