package casebook

import (
	"slices"
	"strconv"
	"strings"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/when"
)

// MergePlan is what merging one case, or its person, into another would do:
// what has to be chosen, what both tell, and what stands in the way. The case
// that stays keeps its reference; the other one's leads to it.
type MergePlan struct {
	Stays, Goes *File
	Cases       bool // the two are one deprivation of liberty, not only one human being
	Persons     bool // there are two person records, which become one
	Differ      []MergeField
	Adopted     []MergeField  // said by the one that goes alone: they come along
	Doubles     []MergeDouble // told in both cases, perhaps
	Refused     []fault.Text  // why it cannot be, each with what to do
	Warned      []fault.Text  // why it may be wrong
	Scopes      Codes         // of the consents, that both allow; see [MergePlan.Narrowed]
	ByTwo       bool          // the public reads the one that goes, so that a second person agrees
}

// MergeField is a field of the person or of the case that both records fill.
type MergeField struct {
	Field       Field
	Stays, Goes Value
}

// Key names the field in forms, like person.birth.
func (m MergeField) Key() string { return string(m.Field.Kind) + "." + m.Field.Name }

// MergeDouble is something that both cases tell, and that may have happened
// once. Of a release event there can be one part only: Must says so.
type MergeDouble struct {
	Kind        SubjectKind
	Stays, Goes ID
	Must        bool
}

// What a person chooses of a field, and says of what both cases tell.
const (
	MergeStays = "stays" // what the record that stays says
	MergeGoes  = "goes"  // what the other one says
	MergeSame  = "same"  // it is told twice
	MergeBoth  = "both"  // these are two different things
)

// MergeDraft is what a person decided about a merge. Doubles are in the order
// of [MergePlan.Doubles]. Seen is the fingerprint of what they looked at.
type MergeDraft struct {
	Other   string            `json:"other"` // the reference of the case that goes
	Choose  map[string]string `json:"choose"`
	Doubles []string          `json:"doubles"`
	Seen    string            `json:"seen"`
}

// caseFields are the fields of a case that two records may fill differently:
// those that sources state, and why it is a case here.
func caseFields() []Field {
	return append(FieldsOf(OnCase), Field{Kind: OnCase, Name: "scope_note", Column: "ScopeNote", Form: InWords})
}

// personFields are those of a person of which one value stands. Roles and
// nationalities are put together; the day of an age goes with the age.
func personFields() []Field {
	return slices.DeleteFunc(FieldsOf(OnPerson), func(f Field) bool {
		return f.Name == "nationality" || f.Name == "role" || f.Name == "age_as_of"
	})
}

// PlanMergePersons says what making the persons of two cases one would do.
func PlanMergePersons(stays, goes *File) *MergePlan {
	p := &MergePlan{Stays: stays, Goes: goes, Persons: true}
	p.refusePersons()
	if len(p.Refused) > 0 {
		return p
	}
	p.comparePersons()
	return p
}

// PlanMergeCases says what making two cases one would do, their persons
// included. Today is the day by which an embargo is over.
func PlanMergeCases(stays, goes *File, today when.Day) *MergePlan {
	p := &MergePlan{Stays: stays, Goes: goes, Cases: true, ByTwo: goes.Case.Publication == Published}
	p.refuseCases(today)
	if len(p.Refused) > 0 {
		return p
	}
	p.Scopes = p.scopes()
	if p.Persons = stays.Case.PersonID != goes.Case.PersonID; p.Persons {
		p.comparePersons()
	}
	p.compare(caseFields(), Holder{Row: &stays.Case}, Holder{Row: &goes.Case})
	p.doubles()
	p.warnCases()
	p.refuseUncovered()
	return p
}

func (p *MergePlan) refuse(format fault.Format, args ...any) {
	p.Refused = append(p.Refused, fault.Say(format, args...))
}

func (p *MergePlan) warn(format fault.Format, args ...any) {
	p.Warned = append(p.Warned, fault.Say(format, args...))
}

// Fault gives what stands in the way as one fault, nil when nothing does.
func (p *MergePlan) Fault() error {
	if len(p.Refused) == 0 {
		return nil
	}
	f := fault.New(fault.Invalid, "These two cannot be merged as they are.")
	f.Fixes = p.Refused
	return f
}

func (p *MergePlan) refusePersons() {
	if p.refuseEither(); len(p.Refused) > 0 {
		return
	}
	if p.Stays.Case.PersonID == p.Goes.Case.PersonID {
		p.refuse("Both cases are of one person record already. If they are one deprivation of liberty, merge the cases.")
	}
}

// refuseEither refuses what neither persons nor cases can be merged in.
func (p *MergePlan) refuseEither() {
	for _, f := range []*File{p.Stays, p.Goes} {
		switch {
		case f.Case.MergedInto != "":
			p.refuse("%s was merged into another case. Open it: its page leads to that one.", f.Case.Ref)
		case f.Case.Publication == Withdrawn:
			p.refuse("%s was withdrawn for good: nothing may tell of that person. If the other case is of the same person, withdraw it as well.", f.Case.Ref)
		case f.Group != nil || f.Person == nil:
			p.refuse("%s is about a group. Tie a place of the group to the case of one person, or state that the two may overlap.", f.Case.Ref)
		}
	}
	if p.Stays.Case.ID == p.Goes.Case.ID {
		p.refuse("This is the case itself. Give the reference of another one.")
	}
	if a, b := p.Stays.Case, p.Goes.Case; len(p.Refused) == 0 && a.Restricted != b.Restricted {
		open, shut := a, b
		if a.Restricted {
			open, shut = b, a
		}
		p.refuse("%s is restricted and %s is not. Restrict %s first, and look over who is named on it; then merge the two.", shut.Ref, open.Ref, open.Ref)
	}
}

func (p *MergePlan) refuseCases(today when.Day) {
	if p.refuseEither(); len(p.Refused) > 0 {
		return
	}
	a, b := p.Stays.Case, p.Goes.Case
	if b.Publication == Published && a.Publication != Published {
		p.refuse("The public reads %s and not %s. Keep %s: open its page, and merge %s into it.", b.Ref, a.Ref, b.Ref, a.Ref)
	}
	if a.Publication == Published && b.EmbargoUntil.After(today) {
		p.refuse("%s must not be shown before %s, and the public reads %s. Take %s back first, then merge the two.", b.Ref, b.EmbargoUntil, a.Ref, a.Ref)
	}
	for _, m := range p.Goes.MemberOf {
		if slices.ContainsFunc(p.Stays.MemberOf, func(other Membership) bool { return other.Slot.GroupID == m.Slot.GroupID }) {
			p.refuse("Both cases have a place in %s. Nobody stands in two places: undo one of them first, on the page of that group.", m.Case.Ref)
		}
	}
}

// refuseUncovered refuses a merge after which the public would read what the
// grounds recorded in one of the cases do not cover.
func (p *MergePlan) refuseUncovered() {
	if p.Stays.Case.Publication != Published || p.covered() {
		return
	}
	p.refuse("The grounds for publishing recorded in %s and in %s do not both cover what the public reads in %s. The stricter one holds: take %s back first, or record the ground that is missing.", p.Stays.Case.Ref, p.Goes.Case.Ref, p.Stays.Case.Ref, p.Stays.Case.Ref)
}

func (p *MergePlan) covered() bool {
	named := p.Stays.Case.Kind == KindPerson
	return p.Scopes.Has("publish_name") || !named && p.Scopes.Has("publish_anonymously")
}

// scopes gives what the grounds of both cases allow. A case on which nobody
// recorded any says nothing; one whose grounds were all withdrawn allows
// nothing.
func (p *MergePlan) scopes() Codes {
	var both Codes
	for _, scope := range Vocabulary("consent") {
		if grants(p.Stays, scope) && grants(p.Goes, scope) && (p.Stays.Allows(scope) || p.Goes.Allows(scope)) {
			both = append(both, scope)
		}
	}
	return both
}

func grants(f *File, scope string) bool { return len(f.Consents) == 0 || f.Allows(scope) }

// Narrowed gives a consent of one of the cases as it may stand in the case that
// stays: with the scopes alone that the other one's grounds allow as well.
func (p *MergePlan) Narrowed(c Consent) Consent {
	if !c.WithdrawnOn.IsZero() {
		return c
	}
	var scopes Codes
	for _, scope := range c.Scopes {
		if p.Scopes.Has(scope) {
			scopes = append(scopes, scope)
		}
	}
	c.Scopes = scopes
	return c
}

func (p *MergePlan) comparePersons() {
	stays := Holder{Row: p.Stays.Person, Nationalities: p.Stays.Nationalities}
	goes := Holder{Row: p.Goes.Person, Nationalities: p.Goes.Nationalities}
	fields := personFields()
	if len(p.Stays.Names) > 0 { // who has a name needs no label; what the other was called is kept as a statement
		fields = slices.DeleteFunc(fields, func(f Field) bool { return f.Name == "label" })
	}
	p.compare(fields, stays, goes)
	if a, b := p.Stays.Person.Birth, p.Goes.Person.Birth; apart(a, b) {
		p.warn("The two were born on different days: %s and %s. Look again whether they are one person; what you do not go by is kept as also reported.", a, b)
	}
	if a, b := p.Stays.Person.Gender, p.Goes.Person.Gender; a != b && said(a) && said(b) {
		p.warn("The two records differ in gender. Look again whether they are one person.")
	}
}

// compare puts each field under what has to be chosen, or what comes along.
func (p *MergePlan) compare(fields []Field, stays, goes Holder) {
	for _, f := range fields {
		m := MergeField{Field: f, Stays: f.Read(stays), Goes: f.Read(goes)}
		switch {
		case empty(m.Goes) || f.Same(m.Stays, m.Goes):
		case empty(m.Stays):
			p.Adopted = append(p.Adopted, m)
		default:
			p.Differ = append(p.Differ, m)
		}
	}
}

// empty reports whether a value says nothing: none, or unknown.
func empty(v Value) bool { return v.IsZero() || !said(v.Exact) && v.Text.IsZero() }

func said(code string) bool { return code != "" && code != string(Unknown) }

// apart reports whether two dates cannot be of one day.
func apart(a, b when.Date) bool {
	if a.IsZero() || b.IsZero() {
		return false
	}
	before := func(a, b when.Date) bool {
		return !a.Latest().IsZero() && !b.Earliest().IsZero() && b.Earliest().After(a.Latest())
	}
	return before(a, b) || before(b, a)
}

// fewDays is how far apart, in days, two accounts of one arrest may lie before
// it is asked whether they are two arrests.
const fewDays = 31

func (p *MergePlan) warnCases() {
	a, b := p.Stays, p.Goes
	if a.Case.Country != b.Case.Country {
		p.warn("The two cases are of different countries. The country of %s stays, since it is part of the reference.", a.Case.Ref)
	}
	x, y := a.Held().From, b.Held().From
	if apart(x, y) && (y.Earliest().Sub(x.Latest()) > fewDays || x.Earliest().Sub(y.Latest()) > fewDays) {
		p.warn("The two cases begin on days far apart: %s and %s. If the person was taken twice, these are two cases of one person: merge the persons only.", x, y)
	}
	if s, t := a.State().Code, b.State().Code; s != t && s != StateUnknown && t != StateUnknown {
		p.warn("The two cases say different things of where the person stands now. What is told last counts in the case that stays: read its page after the merge.")
	}
}

// doubles finds what both cases may tell of one thing.
func (p *MergePlan) doubles() {
	add := func(kind SubjectKind, stays, goes ID, must bool) {
		p.Doubles = append(p.Doubles, MergeDouble{Kind: kind, Stays: stays, Goes: goes, Must: must})
	}
	for _, g := range p.Goes.Releases {
		for _, s := range p.Stays.Releases {
			if s.Event.ID == g.Event.ID {
				add(OnRelease, s.Release.ID, g.Release.ID, true)
			}
		}
	}
	taken := map[ID]bool{}
	for _, g := range p.Goes.Events {
		if i := slices.IndexFunc(p.Stays.Events, func(s Event) bool { return s.Kind == g.Kind && !apart(s.Date, g.Date) && !taken[s.ID] }); i >= 0 {
			taken[p.Stays.Events[i].ID] = true
			add(OnEvent, p.Stays.Events[i].ID, g.ID, false)
		}
	}
	for _, g := range p.Goes.Charges {
		if i := slices.IndexFunc(p.Stays.Charges, func(s Charge) bool { return sameCharge(s, g) && !taken[s.ID] }); i >= 0 {
			taken[p.Stays.Charges[i].ID] = true
			add(OnCharge, p.Stays.Charges[i].ID, g.ID, false)
		}
	}
	for _, g := range p.Goes.Proceedings {
		if i := slices.IndexFunc(p.Stays.Proceedings, func(s Proceeding) bool { return sameProceeding(s, g) && !taken[s.ID] }); i >= 0 {
			taken[p.Stays.Proceedings[i].ID] = true
			add(OnProceeding, p.Stays.Proceedings[i].ID, g.ID, false)
		}
	}
}

func sameCharge(a, b Charge) bool {
	return a.Statute != "" && strings.EqualFold(a.Statute, b.Statute) || Field{Form: InWords}.Same(Value{Text: a.Text}, Value{Text: b.Text})
}

func sameProceeding(a, b Proceeding) bool {
	return a.Kind == b.Kind && !apart(a.Filed, b.Filed) && Field{Form: InWords}.Same(Value{Text: a.Body}, Value{Text: b.Body})
}

// Decided checks what a person chose against the plan. It answers with
// fault.Invalid at each field that is left open, and with fault.Conflict when
// the draft was made for another plan.
func (p *MergePlan) Decided(d MergeDraft) error {
	wrong := fault.Fields{}
	for _, m := range p.Differ {
		if c := d.Choose[m.Key()]; c != MergeStays && c != MergeGoes {
			wrong["choose."+m.Key()] = fault.Say("Choose which of the two we go by. The other one is kept as also reported.")
		}
	}
	for i, double := range p.Doubles {
		given := ""
		if i < len(d.Doubles) {
			given = d.Doubles[i]
		}
		if given != MergeSame && (given != MergeBoth || double.Must) {
			wrong["double."+strconv.Itoa(i)+".same"] = fault.Say("Say whether this is one thing told twice, or two different things.")
		}
	}
	return fault.InvalidFields(wrong)
}

// Chosen gives the values that the record which stays takes over: those that
// only the other one has, and those that a person chose.
func (p *MergePlan) Chosen(kind SubjectKind, d MergeDraft) []MergeField {
	var all []MergeField
	for _, m := range p.Adopted {
		if m.Field.Kind == kind {
			all = append(all, m)
		}
	}
	for _, m := range p.Differ {
		if m.Field.Kind == kind && d.Choose[m.Key()] == MergeGoes {
			all = append(all, m)
		}
	}
	return all
}

// Told gives what of the one that goes is told in the one that stays already:
// the id there for the id here.
func (p *MergePlan) Told(kind SubjectKind, d MergeDraft) map[ID]ID {
	told := map[ID]ID{}
	for i, double := range p.Doubles {
		if double.Kind == kind && i < len(d.Doubles) && d.Doubles[i] == MergeSame {
			told[double.Goes] = double.Stays
		}
	}
	return told
}

// SameName reports whether two rows hold one name, written alike.
func SameName(a, b Name) bool {
	return a.Script == b.Script && strings.EqualFold(strings.Join(strings.Fields(a.Text), " "), strings.Join(strings.Fields(b.Text), " "))
}

// Stricter gives the visibility that fewer people may see.
func Stricter(a, b Visibility) Visibility {
	for _, v := range []Visibility{Restricted, Staff} {
		if a == v || b == v {
			return v
		}
	}
	return Public
}

// With puts roles together, in the order in which they were known.
func (c Codes) With(more Codes) Codes {
	all := slices.Clone(c)
	for _, code := range more {
		if !all.Has(code) {
			all = append(all, code)
		}
	}
	return all
}

// Note gives the internal note of a case that took another one in: both, the
// second under the reference of its case.
func (p *MergePlan) Note() string {
	a, b := strings.TrimSpace(p.Stays.Case.Note), strings.TrimSpace(p.Goes.Case.Note)
	if b == "" || b == a {
		return p.Stays.Case.Note
	}
	return strings.TrimSpace(a + "\n\n" + string(p.Goes.Case.Ref) + ": " + b)
}

// later gives the later of two days; none is earlier than any.
func later(a, b when.Day) when.Day {
	if b.After(a) {
		return b
	}
	return a
}

// Row gives the row of the case that stays, with what it takes over: the later
// embargo, the later day of verification, both notes.
func (p *MergePlan) Row(d MergeDraft) (Case, error) {
	row := p.Stays.Case
	row.Note, row.EmbargoUntil, row.LastVerified = p.Note(), later(row.EmbargoUntil, p.Goes.Case.EmbargoUntil), later(row.LastVerified, p.Goes.Case.LastVerified)
	if row.Kind == KindUnnamed && p.Goes.Case.Kind == KindPerson {
		row.Kind = KindPerson
	}
	for _, m := range p.Chosen(OnCase, d) {
		if err := m.Field.Write(&row, m.Goes); err != nil {
			return row, err
		}
	}
	return row, nil
}

// Person gives the row of the person that stays, with what it takes over.
func (p *MergePlan) Person(d MergeDraft) (Person, error) {
	row, goes := *p.Stays.Person, p.Goes.Person
	row.Roles = row.Roles.With(goes.Roles)
	for _, m := range p.Chosen(OnPerson, d) {
		if err := m.Field.Write(&row, m.Goes); err != nil {
			return row, err
		}
		if m.Field.Name == "age" { // an age means nothing without its day
			row.AgeAsOf = goes.AgeAsOf
		}
	}
	return row, nil
}

// LeftOut gives what of the other one is not gone by, to be kept as also
// reported, and what of the one that stays is no longer gone by.
func (p *MergePlan) LeftOut(kind SubjectKind, d MergeDraft) (goes, stays []MergeField) {
	for _, m := range p.Differ {
		switch {
		case m.Field.Kind != kind:
		case d.Choose[m.Key()] == MergeGoes:
			stays = append(stays, m)
		default:
			goes = append(goes, m)
		}
	}
	if label := p.labelLost(); kind == OnPerson && label != nil {
		goes = append(goes, *label)
	}
	return goes, stays
}

// labelLost gives the label of somebody unnamed who turned out to have a name.
func (p *MergePlan) labelLost() *MergeField {
	if !p.Persons || len(p.Stays.Names) == 0 || p.Goes.Person.Label == (locale.Text{}) || p.Goes.Person.Label == p.Stays.Person.Label {
		return nil
	}
	f, _ := FieldOf(OnPerson, "label")
	return &MergeField{Field: f, Goes: Value{Text: p.Goes.Person.Label}}
}
