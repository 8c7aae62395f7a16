package brief

import (
	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
)

// Questionnaire drafts the answers that the UN Working Group on Arbitrary
// Detention asks for in its model questionnaire (A/HRC/36/38, methods of work,
// para. 9), in headings of our own. What is not known is said to be, so that
// whoever sends it in can ask.
func Questionnaire(w *locale.Words, f *casebook.File, today when.Day, full bool) (*Document, error) {
	b, err := newWriter(w, f, today, full)
	if err != nil {
		return nil, err
	}
	b.out.Title = b.t("q.title", "name", b.name())
	b.identitySection()
	b.arrest()
	b.detention()
	b.section("q.reasons", b.said("q.reasons_given", b.charges(600)...), b.said("q.authorities", b.positions(600)...), b.said("q.legislation", b.statutes()...))
	b.section("q.circumstances", b.said("", append([]Statement{{Text: b.text(b.c.Summary), Cites: b.c.SummaryCites}}, b.events(200, 800)...)...))
	b.section("q.why", b.categories()...)
	b.section("q.steps", b.said("", b.proceedings(600)...))
	b.section("q.submitter", b.said("q.organisation"), b.said("q.contact"), b.said("q.consent", b.consent()))
	b.section("unknown", b.said("", b.unknown()...))
	b.sources()
	return b.out, nil
}

func (b *writer) identitySection() {
	birth := Statement{Text: b.date(b.c.Birth)}
	var nationalities string
	for i, n := range b.c.Nationalities {
		if i > 0 {
			nationalities += ", "
		}
		nationalities += b.w.Country(n.Country)
	}
	gender := ""
	if b.c.Gender != "" && b.c.Gender != "unknown" {
		gender = b.w.Label("gender", b.c.Gender)
	}
	b.section("q.identity", b.said("q.name", Statement{Text: b.name()}), b.said("q.gender", Statement{Text: gender}), b.said("q.birth", birth),
		b.said("q.nationality", Statement{Text: nationalities}), b.said("q.occupation", Statement{Text: b.text(b.c.Occupation)}), b.said("q.address"))
}

// takenEvent is the event that the custody begins with.
func (b *writer) takenEvent() *public.Event {
	for i, e := range b.c.Timeline {
		if e.Kind == string(casebook.Taken) || e.Kind == string(casebook.Acknowledged) {
			return &b.c.Timeline[i]
		}
	}
	return &public.Event{}
}

func (b *writer) arrest() {
	e := b.takenEvent()
	one := func(text string) Statement { return Statement{Text: text, Cites: e.Cites} }
	b.section("q.arrest", b.said("q.date", one(b.date(e.Date))), b.said("q.place", one(b.text(e.Place))), b.said("q.forces", one(b.text(e.Actor))),
		b.said("q.warrant"), b.said("q.what", one(b.text(e.What))))
}

func (b *writer) detention() {
	place := Statement{}
	if b.c.Facility != nil {
		place.Text = b.c.Facility.Name
	}
	b.section("q.detention", b.said("q.since", b.stands()...), b.said("q.held_by", Statement{Text: b.w.Label("captor", b.c.Captor)}), b.said("q.where", place), b.said("q.ordered_by"))
}

func (b *writer) statutes() (all []Statement) {
	for _, k := range b.c.Charges {
		all = append(all, Statement{Text: k.Statute, Cites: k.Cites})
	}
	return all
}

// categories gives for each category of the Working Group what somebody found.
func (b *writer) categories() (items []Item) {
	found := map[string][]Statement{}
	for _, a := range b.c.Assessments {
		if a.Frame != string(casebook.WGAD) {
			continue
		}
		for _, f := range a.Findings {
			found[f.Criterion] = append(found[f.Criterion], Statement{b.text(a.By) + " – " + b.w.Label("finding", f.Answer) + ". " + b.text(f.Basis), append(f.Cites, a.Cites...), b.staffJudgement(a)})
		}
	}
	for _, code := range casebook.WGAD.Criteria() {
		says := found[code]
		if len(says) == 0 {
			says = []Statement{{Text: b.t("q.not_judged")}}
		}
		items = append(items, Item{b.w.Label("wgad", code), says})
	}
	return items
}

// consent says whether somebody agreed that the UN may have this.
func (b *writer) consent() Statement {
	if b.file.Allows("share_un") {
		return Statement{Text: b.t("q.consent_un")}
	}
	return Statement{Text: b.t("q.no_consent_un")}
}
