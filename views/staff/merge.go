package staff

import "strings"

// Merge is what somebody who saved too late chooses from: for every field what
// they typed, what is stored now, and what both began with.
type Merge struct {
	Form   *Form
	Fields []Merged  // that differ
	Equal  []string  // fields that are the same, by their labels
	Kept   []Carried // everything that was typed, carried along
	Base   string    // what is stored now, encoded: the form then rests on it
	Reason bool      // the form asks for one
}

// Carried is one field carried along as it was sent.
type Carried struct{ Name, Value string }

// Merged is one field that was changed by one of two people, or by both.
type Merged struct {
	Name, Label         string
	Mine, Theirs, Began string
	Choice              string // mine, theirs, or empty when both changed it
	Missing             bool   // nothing was chosen
}

// MergeUnit gives the field that a person chooses as a whole: a list with all
// its lines, and everything else by itself.
func MergeUnit(name string) string {
	for i := 0; i+1 < len(name); i++ {
		if name[i] == '.' && name[i+1] >= '0' && name[i+1] <= '9' {
			return name[:i]
		}
	}
	return name
}

// MergeLabel gives the label of a field or of a list.
func (f *Form) MergeLabel(name string) string { return f.errorLabel(name) }

// MergeID gives the id of the first choice of a field.
func MergeID(name string) string { return "choose-" + strings.ReplaceAll(name, ".", "-") }
