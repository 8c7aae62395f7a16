package casebook

import (
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/names"
)

// CaseDraft is what may be set of a case and of the person or group it is
// about. Fields are text as typed; form and JSON names are the same.
type CaseDraft struct {
	Kind         string      `form:"kind" json:"kind"`
	Country      string      `form:"country" json:"country"`
	Captor       string      `form:"captor" json:"captor"`
	Deprivation  string      `form:"deprivation" json:"deprivation"`
	Summary      locale.Text `form:"summary" json:"summary"`
	ScopeNote    locale.Text `form:"scope_note" json:"scope_note"`
	Note         string      `form:"note" json:"note"`
	LastVerified string      `form:"last_verified" json:"last_verified"`
	EmbargoUntil string      `form:"embargo_until" json:"embargo_until"`
	Restricted   string      `form:"restricted" json:"restricted"` // yes: seen only by those named; only when a case is opened
	Name         NameDraft   `form:"name" json:"name"`             // only when a case is opened
	Label        locale.Text `form:"label" json:"label"`
	Birth        string      `form:"birth" json:"birth"`
	Age          string      `form:"age" json:"age"`
	AgeAsOf      string      `form:"age_as_of" json:"age_as_of"`
	Gender       string      `form:"gender" json:"gender"`
	Roles        []string    `form:"roles" json:"roles"`
	Occupation   locale.Text `form:"occupation" json:"occupation"`
	Group        GroupDraft  `form:"group" json:"group"`

	Nationalities []NationalityDraft `form:"nationalities" json:"nationalities"`
}

// NationalityDraft is one nationality and on what it rests. A line without a
// country is a blank line of the form.
type NationalityDraft struct {
	Country string `form:"country" json:"country"`
	Basis   string `form:"basis" json:"basis"`
}

// GroupDraft is what may be set of a group.
type GroupDraft struct {
	Min         string      `form:"min" json:"min"`
	Max         string      `form:"max" json:"max"`
	Qualifier   string      `form:"qualifier" json:"qualifier"`
	Phrase      string      `form:"phrase" json:"phrase"`
	PhraseLang  string      `form:"phrase_lang" json:"phrase_lang"`
	Population  locale.Text `form:"population" json:"population"`
	Nationality string      `form:"nationality" json:"nationality"`
	Roles       []string    `form:"roles" json:"roles"`
	Resolve     locale.Text `form:"resolve" json:"resolve"`
}

// NameDraft is what may be set of a name.
type NameDraft struct {
	Text       string `form:"text" json:"text"`
	Kind       string `form:"kind" json:"kind"`
	Language   string `form:"language" json:"language"`
	Display    string `form:"display" json:"display"` // yes: the name on the page
	Visibility string `form:"visibility" json:"visibility"`
	Anyway     string `form:"anyway" json:"anyway"` // why to go on though somebody of this name was withdrawn
}

// CaseParts is what a case draft turns into. Person is nil for a group, Group
// is nil for one person, Name is nil when none was given.
type CaseParts struct {
	Anyway        string // see [NameDraft]
	Case          Case
	Person        *Person
	Name          *Name
	Nationalities []Nationality
	Group         *Group
}

// Parts checks the draft and gives the rows it sets, without ids. It answers
// with fault.Invalid, each field named.
func (d CaseDraft) Parts() (CaseParts, error) {
	c := newChecker()
	p := CaseParts{Case: Case{
		Kind:         CaseKind(c.needCode("kind", "case", d.Kind, "Say whether this is one person with a name, one person without, or a group.")),
		Country:      c.country("country", d.Country, true),
		Captor:       Captor(c.code("captor", "captor", d.Captor, "unknown")),
		Deprivation:  Deprivation(c.code("deprivation", "deprivation", d.Deprivation, "detention")),
		Summary:      c.text("summary", d.Summary, maxProse),
		ScopeNote:    c.text("scope_note", d.ScopeNote, maxProse),
		Note:         c.prose("note", d.Note, maxNote),
		LastVerified: c.day("last_verified", d.LastVerified),
		EmbargoUntil: c.day("embargo_until", d.EmbargoUntil),
		Restricted:   d.Restricted == "yes",
	}}
	if p.Case.Kind == KindGroup {
		p.Group = d.Group.group(c)
	} else {
		d.person(c, &p)
	}
	return p, c.fault()
}

func (d CaseDraft) person(c *checker, p *CaseParts) {
	p.Person = &Person{
		Label:      c.text("label", d.Label, maxLine),
		Birth:      c.date("birth", d.Birth),
		Age:        c.number("age", d.Age, "Give the age in years, or leave it empty when nobody has said it."),
		AgeAsOf:    c.date("age_as_of", d.AgeAsOf),
		Gender:     c.code("gender", "gender", d.Gender, "unknown"),
		Roles:      c.codes("roles", "role", d.Roles),
		Occupation: c.text("occupation", d.Occupation, maxLine),
	}
	if a := p.Person.Age; a != nil && *a > 120 {
		c.say("age", "%d years is not a possible age.", *a)
	}
	p.Nationalities = d.nationalities(c)
	if d.Name.Text != "" {
		n := d.Name.name(c, "name.")
		n.Display = true
		p.Name, p.Anyway = &n, d.Name.Anyway
	}
	if p.Case.Kind == KindUnnamed {
		c.needText("label", p.Person.Label, "Say who this is without a name, like “US citizen, unnamed 1 of 5”.")
	}
}

func (d CaseDraft) nationalities(c *checker) (all []Nationality) {
	given := map[string]bool{}
	for i, n := range d.Nationalities {
		prefix := numbered("nationalities", i)
		country := c.country(prefix+"country", n.Country, false)
		basis := c.code(prefix+"basis", "basis_citizen", n.Basis, "unknown")
		if country == "" {
			continue
		}
		if given[country] {
			c.say(prefix+"country", "This nationality stands here twice. Keep the line with what it rests on, and empty the other.")
		}
		given[country] = true
		all = append(all, Nationality{Country: country, Basis: basis})
	}
	return all
}

func (d GroupDraft) group(c *checker) *Group {
	const inWords = "Give the smallest number the source supports, and its own words below: “at least five” is 5."
	g := &Group{
		Max:         c.number("group.max", d.Max, "Leave it empty when the source gives no upper limit."),
		Qualifier:   Qualifier(c.code("group.qualifier", "qualifier", d.Qualifier, string(AtLeast))),
		Phrase:      c.prose("group.phrase", d.Phrase, maxQuote),
		PhraseLang:  c.language("group.phrase_lang", d.PhraseLang),
		Population:  c.text("group.population", d.Population, maxLine),
		Nationality: c.country("group.nationality", d.Nationality, false),
		Roles:       c.codes("group.roles", "role", d.Roles),
		Resolve:     c.text("group.resolve", d.Resolve, maxProse),
	}
	n := c.number("group.min", d.Min, inWords)
	switch {
	case n == nil:
		c.say("group.min", "Say how many people at least. %s", fault.Say(inWords))
	case *n == 0 || *n > MaxSlots:
		c.say("group.min", "A group here has from 1 to %d people. Larger numbers are counts: record who gave them instead.", MaxSlots)
	default:
		g.Min = *n
	}
	if g.Max != nil && *g.Max < g.Min {
		c.say("group.max", "The largest number is below the smallest. Exchange them, or leave the largest empty.")
	}
	c.needText("group.population", g.Population, "Say who they are in your own words, like “US citizens held in Venezuela”.")
	return g
}

// MaxSlots is how many people a group may be logged with one by one.
const MaxSlots = 2000

// Name checks the draft of a name and gives its row, without ids.
func (d NameDraft) Name() (Name, error) {
	c := newChecker()
	n := d.name(c, "")
	return n, c.fault()
}

func (d NameDraft) name(c *checker, prefix string) Name {
	text, err := names.Clean(d.Text)
	c.because(prefix+"text", err)
	return Name{
		Text:       text,
		Script:     names.Script(text),
		Language:   c.language(prefix+"language", d.Language),
		Kind:       NameKind(c.code(prefix+"kind", "name", d.Kind, "primary")),
		Display:    d.Display == string(Yes),
		Visibility: Visibility(c.code(prefix+"visibility", "visibility", d.Visibility, string(Staff))),
	}
}

// SlotLabel checks the words for one place of a group; empty ones take back
// what was said.
func SlotLabel(label locale.Text) (locale.Text, error) {
	c := newChecker()
	label = c.text("label", label, maxLine)
	return label, c.fault()
}

// ConsentDraft is what may be set of the ground for publishing.
type ConsentDraft struct {
	Basis       string   `form:"basis" json:"basis"`
	GivenBy     string   `form:"given_by" json:"given_by"`
	GivenOn     string   `form:"given_on" json:"given_on"`
	How         string   `form:"how" json:"how"`
	Scopes      []string `form:"scopes" json:"scopes"`
	Reason      string   `form:"reason" json:"reason"`
	ReviewOn    string   `form:"review_on" json:"review_on"`
	WithdrawnOn string   `form:"withdrawn_on" json:"withdrawn_on"`
}

// Consent checks the draft and gives its row, without ids.
func (d ConsentDraft) Consent() (Consent, error) {
	c := newChecker()
	row := Consent{
		Basis:       c.needCode("basis", "consent_basis", d.Basis, "Say whether this rests on consent or on the public record."),
		GivenBy:     c.prose("given_by", d.GivenBy, maxLine),
		GivenOn:     c.day("given_on", d.GivenOn),
		How:         c.prose("how", d.How, maxLine),
		Scopes:      c.codes("scopes", "consent", d.Scopes),
		Reason:      c.prose("reason", d.Reason, maxProse),
		ReviewOn:    c.day("review_on", d.ReviewOn),
		WithdrawnOn: c.day("withdrawn_on", d.WithdrawnOn),
	}
	if row.Basis == "public_record" && row.Reason == "" {
		c.say("reason", "Say why the public record is ground enough: who made this public, and why showing it here adds no risk.")
	}
	if row.Basis == "consent" && row.GivenBy == "" {
		c.say("given_by", "Say who gave it by their relation, like “mother” or “the person”; no name.")
	}
	return row, c.fault()
}

// OverlapDraft says that another case may be about some of the same people.
type OverlapDraft struct {
	Other string      `form:"other" json:"other"` // ref
	Note  locale.Text `form:"note" json:"note"`
}

// Overlap checks the draft; the desk resolves the ref.
func (d OverlapDraft) Overlap() (Overlap, error) {
	c := newChecker()
	if d.Other == "" {
		c.say("other", "Give the reference of the other case, like VE-2026-0042.")
	}
	row := Overlap{Note: c.text("note", d.Note, maxProse)}
	return row, c.fault()
}

// ChargeDraft is what may be set of a charge.
type ChargeDraft struct {
	Text      locale.Text `form:"text" json:"text"`
	Statute   string      `form:"statute" json:"statute"`
	Filed     string      `form:"filed" json:"filed"`
	Outcome   string      `form:"outcome" json:"outcome"`
	OutcomeOn string      `form:"outcome_on" json:"outcome_on"`
}

// Charge checks the draft and gives its row, without ids.
func (d ChargeDraft) Charge() (Charge, error) {
	c := newChecker()
	row := Charge{
		Text:      c.text("text", d.Text, maxProse),
		Statute:   c.prose("statute", d.Statute, maxLine),
		Filed:     c.date("filed", d.Filed),
		Outcome:   c.code("outcome", "charge", d.Outcome, "unknown"),
		OutcomeOn: c.date("outcome_on", d.OutcomeOn),
	}
	c.needText("text", row.Text, "Write the charge as it was given.")
	return row, c.fault()
}
