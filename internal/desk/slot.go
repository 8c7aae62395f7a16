package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
)

// LabelSlot says in words who one place of a group is; empty words take back
// what was said. Version is the one the form was opened on.
func (d *Desk) LabelSlot(ctx context.Context, by access.Actor, ref casebook.Ref, number, version int, label locale.Text, reason string) error {
	label, err := casebook.SlotLabel(label)
	if err != nil {
		return err
	}
	return d.edit(ctx, by, "LabelSlot", func(a *act) error {
		f, err := a.inCase(ref)
		if err != nil {
			return err
		}
		for _, s := range f.Slots {
			if s.Number == number {
				now := s
				now.Label = label
				return editPart(a, casebook.OnSlot, s.ID, version, reason, nil, &now)
			}
		}
		return fault.New(fault.NotFound, "This group has no place %d.", number)
	})
}
