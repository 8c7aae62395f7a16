package public

import (
	"slices"
	"time"

	"habeas/internal/casebook"
	"habeas/internal/fault"
)

// Stamp is what publishing adds to a document.
type Stamp struct {
	PublishedAt time.Time // first published
	UpdatedAt   time.Time // this version published
	Version     int
}

// ProjectCase gives what the public may see of a case, and fault.Denied when
// nothing allows it to be shown. Names leave only when publishing them is
// covered; events and claims only when they are marked public; sources that
// may not be named keep a number and nothing else. Notes, assignments,
// consents, health and every other field have no way through here.
func ProjectCase(f *casebook.File, stamp Stamp) (*Case, error) {
	if f.Case.Restricted {
		return nil, fault.New(fault.Denied, "This case is restricted.")
	}
	if !f.Allows("publish_anonymously") && !f.Allows("publish_name") {
		return nil, fault.New(fault.Denied, "Nothing says that this case may be published.")
	}
	f = publicPart(f)
	if withheld(f) {
		f = unnamedPart(f)
	}
	p := projection{file: f, notes: newFootnotes(f.Evidence), out: &Case{
		Ref: string(f.Case.Ref), Kind: string(f.Case.Kind), Country: f.Case.Country,
		Captor: string(f.Case.Captor), Deprivation: string(f.Case.Deprivation),
		Summary: f.Case.Summary, ScopeNote: f.Case.ScopeNote, LastVerified: f.Case.LastVerified,
		PublishedAt: stamp.PublishedAt, UpdatedAt: stamp.UpdatedAt, Version: stamp.Version,
	}}
	p.out.SummaryCites = p.notes.of(casebook.OnCase, f.Case.ID)
	p.names()
	p.person()
	p.group()
	p.state()
	p.timeline()
	p.releases()
	p.claims()
	p.charges()
	p.positions()
	p.assessments()
	p.whereabouts()
	p.known()
	p.out.Sources = p.notes.listed
	p.out.Origins = p.notes.all()
	return p.out, nil
}

// publicPart gives the file without the events that are not public, so that
// not even a derived state tells what they hold.
func publicPart(f *casebook.File) *casebook.File {
	part := *f
	part.Events = slices.DeleteFunc(slices.Clone(f.Events), func(e casebook.Event) bool { return e.Visibility != casebook.Public })
	return &part
}

// projection builds one public case step by step, each step a part of the page.
type projection struct {
	file  *casebook.File
	notes *footnotes
	out   *Case
}

func (p projection) names() {
	f, out := p.file, p.out
	if f.Case.Kind != casebook.KindPerson {
		return
	}
	if !f.Allows("publish_name") {
		out.NameWithheld = true
		return
	}
	if f.Person != nil { // without the name it would tell whose case this is
		out.Person = string(f.Person.ID)
	}
	for _, n := range f.Names {
		name := Name{Text: n.Text, Script: n.Script, Language: n.Language, Kind: string(n.Kind)}
		switch {
		case n.Display:
			out.Name = name
		case n.Visibility == casebook.Public:
			out.OtherNames = append(out.OtherNames, name)
		}
	}
}

func (p projection) person() {
	who, out := p.file.Person, p.out
	if who == nil {
		return
	}
	out.Label, out.Gender, out.Roles = who.Label, who.Gender, slices.Clone(who.Roles)
	for _, n := range p.file.Nationalities {
		out.Nationalities = append(out.Nationalities, Nationality{n.Country, n.Basis})
	}
	out.Birth, out.Age, out.AgeAsOf, out.Occupation = who.Birth, who.Age, who.AgeAsOf, who.Occupation
}

func (p projection) group() {
	p.slots()
	for _, m := range p.file.MemberOf {
		if m.Case.Publication == casebook.Published {
			p.out.MemberOf = append(p.out.MemberOf, Membership{Ref: string(m.Case.Ref), Number: m.Slot.Number})
		}
	}
	for _, o := range p.file.Overlaps {
		other := p.file.Others[o.OtherID]
		if o.OtherID == p.file.Case.ID {
			other = p.file.Others[o.CaseID]
		}
		if other.Publication != casebook.Published {
			continue
		}
		p.out.Overlaps = append(p.out.Overlaps, Overlap{Ref: string(other.Ref), Note: o.Note, Cites: p.notes.of(casebook.OnOverlap, o.ID)})
	}
}

func (p projection) slots() {
	g := p.file.Group
	if g == nil {
		return
	}
	out := &Group{
		Min: g.Min, Max: g.Max, Qualifier: string(g.Qualifier), Phrase: g.Phrase, PhraseLang: g.PhraseLang,
		Population: g.Population, Resolve: g.Resolve, Cites: p.notes.of(casebook.OnGroup, g.ID),
	}
	for _, s := range p.file.Slots {
		slot := Slot{Number: s.Number, Label: s.Label}
		if other := p.file.Others[s.ResolvesTo]; other.Publication == casebook.Published {
			slot.Ref = string(other.Ref)
		}
		out.Slots = append(out.Slots, slot)
	}
	p.out.Group = out
	p.out.Label = g.Population
	p.out.Roles = slices.Clone(g.Roles)
	if g.Nationality != "" {
		p.out.Nationalities = []Nationality{{g.Nationality, "unknown"}}
	}
}

func (p projection) state() {
	s := p.file.State()
	p.out.State = p.stateOf(s)
	p.out.State.Cites = p.notes.of(s.From.Kind, s.From.ID)
	for _, was := range p.file.States() {
		p.out.States = append(p.out.States, Stand{At: was.At, State: p.stateOf(was.State)})
	}
	p.out.Held = HeldOf(p.file)
	if place := p.file.Facility(); place != nil && place.Visibility == casebook.Public {
		p.out.Facility = &Facility{Slug: place.Slug, Name: place.Name}
	}
}

func (p projection) stateOf(s casebook.State) State {
	out := State{
		Code: string(s.Code), Since: s.Since, Announced: s.Announced, From: s.Kind, FullyFree: s.FullyFree,
		Origins: p.notes.origins(s.From.Kind, s.From.ID),
	}
	if out.Sureness = sureness(s.Certainty, out.Origins); s.Code == casebook.StateUnknown {
		out.Sureness = Dotted
	}
	return out
}

// sureness draws a certainty: confirmed, or told by independent origins, is
// solid; one origin is outlined; a dispute is dashed.
func sureness(c casebook.Certainty, origins int) Sureness {
	switch {
	case c == casebook.Disputed:
		return Dashed
	case c == casebook.Confirmed || origins > 1:
		return Solid
	}
	return Outlined
}

func (p projection) timeline() {
	for _, e := range p.file.Events {
		out := Event{
			Kind: string(e.Kind), Date: e.Date, Place: e.Place, Actor: e.Actor, What: e.What,
			Cites: p.notes.of(casebook.OnEvent, e.ID), Origins: p.notes.origins(casebook.OnEvent, e.ID),
			Also: p.also(casebook.OnEvent, e.ID),
		}
		out.Sureness = sureness(e.Certainty, out.Origins)
		if e.Kind == casebook.ReleaseAnnounced || e.Kind == casebook.ReleaseOrdered {
			out.Sureness = Dashed
		}
		if place, ok := p.file.Facilities[e.FacilityID]; ok && place.Visibility == casebook.Public {
			out.Facility = &Facility{Slug: place.Slug, Name: place.Name}
		}
		p.out.Timeline = append(p.out.Timeline, out)
	}
}

// also gives the public claims on a subject that stand beside what we go by.
func (p projection) also(kind casebook.SubjectKind, id casebook.ID) []Claim {
	return claimsOn(p.notes, p.file.Claims, kind, id)
}

func claimsOn(notes *footnotes, claims []casebook.Claim, kind casebook.SubjectKind, id casebook.ID) []Claim {
	var out []Claim
	for _, c := range claims {
		if c.SubjectKind == kind && c.SubjectID == id && c.Visibility == casebook.Public && c.RetractedAt == nil && !told(c) {
			out = append(out, claim(notes, c))
		}
	}
	return out
}

// told reports whether a claim is what we go by and the row says the same: to
// show it beside itself would look like a second report.
func told(c casebook.Claim) bool {
	_, known := c.Means()
	return known && c.Standing == casebook.Accepted
}

func claim(notes *footnotes, c casebook.Claim) Claim {
	return Claim{
		Field: c.Field, Value: c.Value, Standing: string(c.Standing), Credibility: c.Credibility,
		Attribution: c.Attribution, StatedOn: c.StatedOn, Cites: notes.of(casebook.OnClaim, c.ID),
	}
}

func (p projection) releases() {
	for _, r := range p.file.Releases {
		out := Release{
			Date: r.Event.Date, Exit: string(r.Release.Exit), Note: r.Release.Note,
			Cites: p.notes.of(casebook.OnRelease, r.Release.ID), Also: p.also(casebook.OnRelease, r.Release.ID),
		}
		if r.Event.Publication == casebook.Published { // what it is called and by whose account is its own to tell
			out.EventID, out.Title = string(r.Event.ID), r.Event.Title
			out.Mechanisms = mechanisms(p.notes, r.Mechanisms)
		}
		for _, c := range r.Confirmations {
			out.Steps = append(out.Steps, Step{Code: string(c.Step), Date: c.Date, By: c.By, Cites: p.notes.of(casebook.OnConfirmation, c.ID)})
		}
		for _, c := range r.Conditions {
			out.Conditions = append(out.Conditions, Condition{
				Kind: string(c.Kind), Detail: c.Detail, From: c.From, Until: c.Until, ImposedBy: c.ImposedBy,
				Cites: p.notes.of(casebook.OnCondition, c.ID),
			})
		}
		p.out.Releases = append(p.out.Releases, out)
	}
}

func mechanisms(notes *footnotes, claims []casebook.MechanismClaim) []Mechanism {
	var out []Mechanism
	for _, m := range claims {
		out = append(out, Mechanism{Code: string(m.Mechanism), Claimant: m.Claimant, Note: m.Note, Cites: notes.of(casebook.OnMechanism, m.ID)})
	}
	return out
}

// claims parts what is alleged of treatment from the other statements on the
// case itself. Allegations are always attributed, never told as our own.
func (p projection) claims() {
	for _, c := range append(p.also(casebook.OnCase, p.file.Case.ID), p.aboutPerson()...) {
		if c.Field == treatment {
			p.out.Treatment = append(p.out.Treatment, c)
		} else {
			p.out.Claims = append(p.out.Claims, c)
		}
	}
	for i, e := range p.file.Events { // the timeline tells them in this order
		if e.Kind == casebook.IllTreatment {
			p.out.Treatment = append(p.out.Treatment, Claim{
				Field: treatment, Value: e.What, Standing: "accepted", Attribution: p.speaker(casebook.OnEvent, e.ID), Cites: p.out.Timeline[i].Cites,
			})
		}
	}
}

// aboutPerson gives the claims on the person. What could tell who it is stays
// with the name, and so does what sources say of it.
func (p projection) aboutPerson() []Claim {
	if p.file.Person == nil {
		return nil
	}
	return slices.DeleteFunc(p.also(casebook.OnPerson, p.file.Person.ID), func(c Claim) bool {
		return p.out.NameWithheld && c.Field != "label"
	})
}

// speaker gives who is quoted on a subject. The actor of an event will not do:
// of an allegation it is whoever is said to have done it.
func (p projection) speaker(kind casebook.SubjectKind, id casebook.ID) Text {
	for _, c := range p.file.Of(kind, id) {
		if p.file.Sources[c.SourceID].Visibility == casebook.Public && !c.Speaker.IsZero() {
			return c.Speaker
		}
	}
	return Text{}
}

func (p projection) charges() {
	for _, c := range p.file.Charges {
		p.out.Charges = append(p.out.Charges, Charge{Text: c.Text, Statute: c.Statute, Filed: c.Filed, Outcome: c.Outcome, Cites: p.notes.of(casebook.OnCharge, c.ID)})
	}
}

func (p projection) positions() {
	for _, row := range p.file.Positions {
		if row.Publication == casebook.Published {
			out := projectPosition(p.notes, row)
			out.OnKey = p.out.Ref
			p.out.Positions = append(p.out.Positions, out)
		}
	}
}

// whereabouts climbs the ladder of HURIDOCS list 30 from the public events:
// yes and no only where an event says so, unknown everywhere else.
func (p projection) whereabouts() {
	if s := casebook.StateCode(p.out.State.Code); s == casebook.AtLiberty || s == casebook.Deceased {
		return
	}
	rungs := []Rung{{Code: "acknowledged"}, {Code: "place_disclosed"}, {Code: "contact_family"}, {Code: "contact_lawyer"}, {Code: "contact_consular"}}
	answers := map[string]struct {
		rung   int
		answer casebook.Answer
	}{
		string(casebook.Acknowledged): {0, casebook.Yes}, string(casebook.DetentionDenied): {0, casebook.No},
		string(casebook.FamilyVisit): {2, casebook.Yes}, string(casebook.LawyerVisit): {3, casebook.Yes},
		string(casebook.ConsularVisit): {4, casebook.Yes}, string(casebook.ConsularRefused): {4, casebook.No},
	}
	for i := range rungs {
		rungs[i].Answer = string(casebook.Unknown)
	}
	for _, e := range p.out.Timeline {
		if a, ok := answers[e.Kind]; ok {
			rungs[a.rung].Answer, rungs[a.rung].Date, rungs[a.rung].Cites = string(a.answer), e.Date, e.Cites
		}
		if e.Facility != nil {
			rungs[1].Answer, rungs[1].Date, rungs[1].Cites = string(casebook.Yes), e.Date, e.Cites
		}
	}
	if p.out.NameWithheld { // the place may be known, and is not told
		rungs = slices.Delete(rungs, 1, 2)
	}
	p.out.Whereabouts = rungs
}

// known lists what is known and, as codes, what is not: the questions that a
// state should be able to answer for everyone it holds (ICPPED art. 17).
func (p projection) known() {
	out := p.out
	say := func(fact Fact) { out.Known = append(out.Known, fact) }
	unless := func(known bool, code string) {
		if !known {
			out.NotKnown = append(out.NotKnown, code)
		}
	}
	taken := p.takenEvent()
	if taken != nil {
		say(Fact{Key: "taken", Date: taken.Date, Text: taken.Place, Cites: taken.Cites, Sureness: taken.Sureness, Also: taken.Also})
		if !taken.Actor.IsZero() {
			say(Fact{Key: "taken_by", Text: taken.Actor, Cites: taken.Cites, Sureness: taken.Sureness})
		}
	}
	if out.Captor != "unknown" {
		say(Fact{Key: "captor", Code: out.Captor, Cites: out.SummaryCites})
	}
	if out.Facility != nil {
		say(Fact{Key: "facility", Text: Text{En: out.Facility.Name}, Link: out.Facility.Slug})
	}
	for _, c := range out.Charges {
		say(Fact{Key: "charge", Text: c.Text, Code: c.Outcome, Date: c.Filed, Cites: c.Cites})
	}
	if out.Age != nil || !out.Birth.IsZero() {
		say(Fact{Key: "age", Date: out.Birth, Cites: p.notes.of(casebook.OnPerson, p.file.Person.ID)})
	}
	unless(taken != nil && !taken.Date.IsZero() && !taken.Date.Earliest().IsZero(), "taken")
	unless(taken != nil && !taken.Place.IsZero(), "taken_place")
	unless(out.Kind != string(casebook.KindPerson) || out.Captor != "unknown", "captor")
	if out.State.Code == string(casebook.InCustody) || out.State.Code == string(casebook.WhereaboutsUnknown) {
		unless(out.Facility != nil || out.NameWithheld, "facility")
		unless(p.has(casebook.LawyerVisit), "lawyer")
		unless(p.has(casebook.ConsularVisit) || p.has(casebook.ConsularRefused), "consular")
		unless(p.has(casebook.ProofOfLife) || p.has(casebook.FamilyVisit), "health")
	}
	unless(len(out.Charges) > 0, "charge")
	unless(out.Kind == string(casebook.KindPerson), "identity")
	if len(out.Releases) > 0 {
		unless(slices.ContainsFunc(out.Releases, func(r Release) bool { return len(r.Conditions) > 0 }), "conditions")
	}
}

func (p projection) takenEvent() *Event {
	for i, e := range p.out.Timeline {
		if e.Kind == string(casebook.Taken) || e.Kind == string(casebook.Acknowledged) {
			return &p.out.Timeline[i]
		}
	}
	return nil
}

func (p projection) has(kind casebook.EventKind) bool {
	return slices.ContainsFunc(p.out.Timeline, func(e Event) bool { return e.Kind == string(kind) })
}
