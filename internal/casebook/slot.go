package casebook

import (
	"time"

	"habeas/internal/fault"
	"habeas/internal/locale"
)

// Slot is one unnamed place in a group. It can later resolve to the case of a
// named person, and remembers it, so that nobody is counted twice.
type Slot struct {
	ID         ID `gorm:"primaryKey"`
	GroupID    ID
	Number     int // from 1
	Label      locale.Text
	ResolvesTo ID // the case of the person found to be in this place
	Reason     string
	ResolvedAt *time.Time
	Version    int
}

// Overlap says that two cases may be about the same people. It is a fact of
// its own: the answer may stay unknown.
type Overlap struct {
	ID      ID `gorm:"primaryKey"`
	CaseID  ID
	OtherID ID
	Note    locale.Text
	Version int
}

// Membership says that the person of a case is in one place of a group.
type Membership struct {
	Slot Slot
	Case Case // of the group
}

// Resolved gives how many places of the group have a case of their own, and
// how many places there are.
func (f *File) Resolved() (resolved, places int) {
	for _, s := range f.Slots {
		if s.ResolvesTo != "" {
			resolved++
		}
	}
	return resolved, len(f.Slots)
}

// Settled reports whether everybody of the group is known: every place has a
// case, and the group cannot be larger than its places.
func (f *File) Settled() bool {
	if f.Group == nil || f.Group.Max == nil {
		return false
	}
	resolved, places := f.Resolved()
	return resolved == places && places >= *f.Group.Max
}

// Place finds one place of the group by its number, nil when there is none.
func (f *File) Place(number int) *Slot {
	for i := range f.Slots {
		if f.Slots[i].Number == number {
			return &f.Slots[i]
		}
	}
	return nil
}

// Fits answers with fault.Invalid on the form field "other" when the case
// cannot be the person in a place of this group, and fault.Conflict when they
// are in another place of it already.
func (f *File) Fits(place *Slot, other *File) error {
	switch {
	case other.Case.ID == f.Case.ID:
		return fault.Field("other", "This is the group itself. Give the reference of the case of one person in it.")
	case other.Group != nil:
		return fault.Field("other", "%s is about a group. A place belongs to one person; state an overlap between the two groups instead.", other.Case.Ref)
	case other.Case.Publication == Withdrawn:
		return fault.Field("other", "%s was withdrawn. Nothing may point at it.", other.Case.Ref)
	case other.Case.MergedInto != "":
		return fault.Field("other", "%s was merged into another case. Open it: its page leads to that one.", other.Case.Ref)
	}
	for _, s := range f.Slots {
		if s.ResolvesTo == other.Case.ID && s.ID != place.ID {
			return fault.New(fault.Conflict, "%s is in place %d of this group already. Nobody stands in two places: undo that one first.", other.Case.Ref, s.Number)
		}
	}
	return nil
}

// Opening gives the draft of a case for the person in a place, filled with
// what is known of everybody in the group. What it fills in is to be checked:
// the group's words may not hold for each of its people.
func (f *File) Opening(place Slot) CaseDraft {
	d := CaseDraft{
		Kind: string(KindPerson), Country: f.Case.Country, Captor: string(f.Case.Captor), Deprivation: string(f.Case.Deprivation),
		Label: place.Label, Gender: "unknown", Group: GroupDraft{Qualifier: string(AtLeast)},
	}
	if g := f.Group; g != nil {
		d.Roles = []string(g.Roles)
		if g.Nationality != "" {
			d.Nationalities = []NationalityDraft{{Country: g.Nationality, Basis: "unknown"}}
		}
	}
	return d
}

// OpeningCites gives the citations of the group, as those of a case opened
// from it: who counted them is who first told of each.
func (f *File) OpeningCites() []CitationDraft {
	var drafts []CitationDraft
	seen := map[CitationDraft]bool{}
	for _, on := range []Subject{{OnGroup, f.groupID()}, {OnCase, f.Case.ID}} {
		for _, c := range f.Of(on.Kind, on.ID) {
			d := c.Draft()
			if !seen[d] {
				seen[d], drafts = true, append(drafts, d)
			}
		}
	}
	return drafts
}

func (f *File) groupID() ID {
	if f.Group == nil {
		return ""
	}
	return f.Group.ID
}

// Draft gives the citation as a form would send it.
func (c Citation) Draft() CitationDraft {
	return CitationDraft{Source: string(c.SourceID), Origin: string(c.OriginID), Field: c.Field, Place: c.Place, Quote: c.Quote, Speaker: c.Speaker}
}
