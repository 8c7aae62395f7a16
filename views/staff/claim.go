package staff

import "habeas/internal/casebook"

// FieldPage is one field with all that sources say of it.
type FieldPage struct {
	On     casebook.Subject
	Field  casebook.Field
	Back   string // the page of what it is about
	Values []FieldValue
	casebook.Evidence
}

// FieldValue is one value with the claims that state it.
type FieldValue struct {
	Said    string // in words; empty: nothing
	Ours    bool
	Claims  []casebook.Claim
	Cites   []casebook.Citation
	Origins int
}

// FieldsPage lists the fields of a subject about which sources may differ.
type FieldsPage struct {
	Back  string
	Lines []FieldLine
}

// FieldLine is one field in that list.
type FieldLine struct {
	To, Name, Now   string
	Origins, Values int
	Disagree        bool
}

// FieldsPath is where the fields of a subject are, or one of them.
func FieldsPath(on casebook.Subject, field ...string) string { return On("fields", on, field...) }

// ClaimPath is the address of an operation on a claim.
func ClaimPath(id casebook.ID, verb string) string { return Under("/staff/claims", id, verb) }

// acceptable reports whether a claim can become what we go by.
func acceptable(v FieldValue, c casebook.Claim) bool {
	_, known := c.Means()
	return known && !v.Ours && c.RetractedAt == nil
}
