package staff

import "habeas/internal/casebook"

// SlotChoice is what a form about one place of a group shows beside its fields.
type SlotChoice struct {
	Place  casebook.Slot
	Events []casebook.Event // of the group
	Cases  []Choice         // found to link to
}
