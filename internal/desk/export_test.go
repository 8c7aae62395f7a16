package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/store"
)

// ForgetfulEdit and ForgetfulRemove are operations whose author forgot in which
// case an event lies.
func ForgetfulEdit(ctx context.Context, d *Desk, by access.Actor, id casebook.ID) error {
	return d.edit(ctx, by, "Forgetful", func(a *act) error {
		was, err := store.Get[casebook.Event](a.ctx, a.Tx, id)
		if err != nil {
			return err
		}
		now := *was
		now.Kind = casebook.StatementMade
		return update(a, casebook.OnEvent, id, was, &now)
	})
}

// ForgetfulRemove removes an event without having looked where it lies.
func ForgetfulRemove(ctx context.Context, d *Desk, by access.Actor, id casebook.ID) error {
	return d.edit(ctx, by, "Forgetful", func(a *act) error { return remove[casebook.Citation](a, casebook.OnCitation, id) })
}
