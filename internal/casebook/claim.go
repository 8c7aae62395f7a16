package casebook

import (
	"time"

	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/when"
)

// Claim is one source's statement of one value. The accepted value is also on
// the row it is about; the page shows the others as "also reported".
type Claim struct {
	ID          ID `gorm:"primaryKey"`
	SubjectKind SubjectKind
	SubjectID   ID
	Field       string      // vocabulary claim_field; with the kind it names a [Field], or none
	Value       locale.Text // as told, in words
	Exact       string      // the same as the row would keep it: EDTF, a code, a number; empty when only words are known
	Standing    Standing
	Credibility string // Admiralty 1–6; 6 means it cannot be judged
	StatedOn    when.Date
	Attribution locale.Text // by whom, in words: "former detainees, according to …"
	Visibility  Visibility
	RetractedAt *time.Time
	SettledFor  string // the value we go by that a person kept against this one; empty: nobody has looked
	Version     int
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// Subject gives what the claim is about.
func (c Claim) Subject() Subject { return Subject{c.SubjectKind, c.SubjectID} }

// Of gives the field of the row that the claim states a value of; false for a
// statement that no row has a field for.
func (c Claim) Of() (Field, bool) { return FieldOf(c.SubjectKind, c.Field) }

// Means gives the value that the claim states; false when it says in words
// what its field keeps exactly, so that it cannot be compared.
func (c Claim) Means() (Value, bool) {
	f, ok := c.Of()
	switch {
	case !ok:
		return Value{}, false
	case f.Form == InWords:
		return Value{Text: c.Value}, true
	}
	return Value{Exact: c.Exact}, c.Exact != ""
}

// ClaimDraft is what may be set of a claim. Exact is text as typed; of a place
// of detention it is the slug, which the desk resolves.
type ClaimDraft struct {
	Field       string          `form:"field" json:"field"`
	Value       locale.Text     `form:"value" json:"value"`
	Exact       string          `form:"exact" json:"exact"`
	Standing    string          `form:"standing" json:"standing"`
	Credibility string          `form:"credibility" json:"credibility"`
	StatedOn    string          `form:"stated_on" json:"stated_on"`
	Attribution locale.Text     `form:"attribution" json:"attribution"`
	Visibility  string          `form:"visibility" json:"visibility"`
	Cites       []CitationDraft `form:"cites" json:"cites"`
}

// Claim checks the draft of a claim on a kind of subject and gives its row,
// without ids. A value given exactly needs no words: they follow from it.
func (d ClaimDraft) Claim(on SubjectKind) (Claim, error) {
	c := newChecker()
	row := Claim{
		SubjectKind: on,
		Field:       c.needCode("field", "claim_field", d.Field, "Choose what this statement is about."),
		Value:       c.text("value", d.Value, maxProse),
		Standing:    Standing(c.code("standing", "standing", d.Standing, string(AlsoReported))),
		Credibility: c.code("credibility", "credibility", d.Credibility, "6"),
		StatedOn:    c.date("stated_on", d.StatedOn),
		Attribution: c.text("attribution", d.Attribution, maxLine),
		Visibility:  Visibility(c.code("visibility", "visibility", d.Visibility, string(Staff))),
	}
	d.exact(c, &row)
	c.needText("value", row.Value, "Write what the source says.")
	c.cites(d.Cites)
	return row, c.fault()
}

// exact reads the value as the row would keep it.
func (d ClaimDraft) exact(c *checker, row *Claim) {
	if d.Exact == "" {
		return
	}
	f, ok := FieldOf(row.SubjectKind, row.Field)
	if !ok || f.Form == InWords {
		c.say("exact", "Nothing is kept exactly here. Write it in words, and leave this empty.")
		return
	}
	v, err := f.Parse(d.Exact)
	for _, text := range fault.FieldsOf(err) {
		c.say("exact", text.Format, text.Args...)
	}
	row.Exact = v.Exact
	if row.Value.IsZero() && f.Form != AsFacility {
		row.Value = f.Words(v)
	}
}
