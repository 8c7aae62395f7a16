package public

import (
	"encoding/json"
	"strconv"

	"habeas/internal/fault"
	"habeas/internal/when"
)

// Statement is one thing that a published document says, so that two editions
// of it can be compared by what they tell a reader.
type Statement struct {
	Part   string  // where in the document: "state", "timeline.2"
	Like   string  // statements of two editions with the same Like may be the same one, told otherwise
	About  Value   // what it is about: a code with its vocabulary; none: Part names it
	Values []Value // what it says, in the order in which a page does
}

// Value is one piece of a statement: exactly one of its fields is set.
type Value struct {
	Text       Text
	Date       when.Date
	Vocabulary string // of Code; "country" for countries
	Code       string
	Number     *Told
}

// Told is a number of people as it was told.
type Told struct {
	Qualifier string
	Min, Max  *int
	Words     string
}

// teller lists the statements of one document.
type teller struct{ said []Statement }

// say adds a statement that a document makes once.
func (t *teller) say(part string, values ...Value) { t.add(part, part, Value{}, values) }

// item adds one of several statements of a kind; about tells them apart.
func (t *teller) item(list string, i int, about Value, values ...Value) {
	t.add(list+"."+strconv.Itoa(i), list+"/"+about.Code, about, values)
}

func (t *teller) add(part, like string, about Value, values []Value) {
	s := Statement{Part: part, Like: like, About: about}
	for _, v := range values {
		if v != (Value{}) {
			s.Values = append(s.Values, v)
		}
	}
	if len(s.Values) > 0 || about != (Value{}) {
		t.said = append(t.said, s)
	}
}

func said(t Text) Value        { return Value{Text: t} }
func plain(s string) Value     { return Value{Text: Text{En: s, Es: s}} }
func dated(d when.Date) Value  { return Value{Date: d} }
func nation(code string) Value { return coded("country", code) }

// coded gives a code; one that says nothing is left out.
func coded(vocabulary, code string) Value {
	if code == "" {
		return Value{}
	}
	return Value{Vocabulary: vocabulary, Code: code}
}

func codes(vocabulary string, all []string) []Value {
	var out []Value
	for _, code := range all {
		out = append(out, coded(vocabulary, code))
	}
	return out
}

func number(qualifier string, low, high *int, words string) Value {
	if low == nil && high == nil && words == "" {
		return Value{}
	}
	return Value{Number: &Told{qualifier, low, high, words}}
}

// Statements gives what a document of a kind says, in the order of its page.
func Statements(kind string, document []byte) ([]Statement, error) {
	switch kind {
	case DocCase:
		return tell(document, caseStatements)
	case DocReleaseEvent:
		return tell(document, releaseStatements)
	case DocCount:
		return tell(document, countStatements)
	case DocPosition:
		return tell(document, func(t *teller, p *Position) { t.position("position", 0, *p) })
	case DocAdvisory:
		return tell(document, advisoryStatements)
	case DocContext:
		return tell(document, contextStatements)
	case DocCountry:
		return tell(document, func(t *teller, c *CountryClaims) { t.claims("claim", c.Claims) })
	case DocFacility:
		return tell(document, facilityStatements)
	case DocSource:
		return tell(document, sourceStatements)
	}
	return nil, fault.New(fault.Internal, "unknown kind of document %q", kind)
}

func tell[T any](document []byte, fn func(*teller, *T)) ([]Statement, error) {
	if document == nil {
		return nil, nil
	}
	doc, t := new(T), &teller{}
	if err := json.Unmarshal(document, doc); err != nil {
		return nil, err
	}
	fn(t, doc)
	return t.said, nil
}

func (t *teller) claims(list string, claims []Claim) {
	for i, c := range claims {
		t.item(list, i, coded("claim_field", c.Field), said(c.Value), said(c.Attribution), dated(c.StatedOn))
	}
}

func (t *teller) position(list string, i int, p Position) {
	t.item(list, i, coded("stance", p.Stance), said(p.Authority), dated(p.Date), said(p.What))
}

func (t *teller) mechanisms(list string, all []Mechanism) {
	for i, m := range all {
		t.item(list, i, coded("mechanism", m.Code), said(m.Claimant), said(m.Note))
	}
}

func (t *teller) groups(list string, all []Group) {
	for i, g := range all {
		t.item(list, i, Value{}, number(g.Qualifier, &g.Min, g.Max, ""), plain(g.Phrase), said(g.Population))
	}
}

func releaseStatements(t *teller, e *ReleaseEvent) {
	t.say("title", said(e.Title))
	t.say("date", dated(e.Date))
	t.say("country", nation(e.Country))
	t.say("announced", said(e.Announced))
	t.say("announced_by", said(e.AnnouncedBy))
	t.say("summary", said(e.Summary))
	t.mechanisms("mechanism", e.Mechanisms)
	t.groups("unnamed", e.Unnamed)
	t.claims("claim", e.Also)
}

func countStatements(t *teller, c *Count) {
	t.say("claimant", said(c.Claimant))
	t.say("measure", coded("measure", c.Measure))
	t.say("number", number(c.Qualifier, c.Min, c.Max, c.Words))
	t.say("population", said(c.Population))
	t.say("nationality", nation(c.Nationality))
	t.say("window_start", dated(c.WindowStart))
	t.say("as_of", dated(c.AsOf))
	t.say("basis", coded("basis", c.Basis))
	t.say("note", said(c.Note))
}

func advisoryStatements(t *teller, a *Advisory) {
	t.say("issuer", said(a.Issuer))
	t.say("country", nation(a.Country))
	t.say("level", coded("advisory", strconv.Itoa(a.Level)))
	t.say("issued_on", dated(a.IssuedOn))
	t.say("risks", codes("risk", a.Indicators)...)
	t.say("what", said(a.What))
	t.claims("claim", a.Also)
}

func contextStatements(t *teller, c *ContextEvent) {
	t.say("date", dated(c.Date))
	t.say("what", said(c.What))
	if c.Facility != nil {
		t.say("facility", plain(c.Facility.Name))
	}
	t.claims("claim", c.Also)
}

func facilityStatements(t *teller, f *FacilityPage) {
	t.say("name", plain(f.Name))
	var others []Value
	for _, name := range f.OtherNames {
		others = append(others, plain(name))
	}
	t.say("other_names", others...)
	t.say("country", nation(f.Country))
	t.say("place", said(f.Place))
	t.say("facility_kind", coded("facility_kind", f.Kind))
	if f.Spot != nil {
		t.say("coordinates", plain(f.Spot.String()), coded("exactness", f.Spot.Exactness))
	}
	t.say("operator", said(f.Operator))
	t.say("description", said(f.Description))
}

func sourceStatements(t *teller, s *Source) {
	t.say("title", plain(s.Title))
	t.say("label", said(s.Label))
	t.say("publisher", plain(s.Publisher))
	t.say("author", plain(s.Author))
	t.say("source_kind", coded("source_kind", s.Kind))
	t.say("address", plain(s.URL))
	t.say("published", dated(s.Published))
	t.say("language", coded("language", s.Language))
	t.say("licence", plain(s.Licence))
	t.say("reliability", coded("reliability", s.Reliability))
	t.say("description", said(s.Description))
}
