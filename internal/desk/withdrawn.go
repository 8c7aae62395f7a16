package desk

import (
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/names"
)

// alike is from which similarity on two names are held to be the same person's
// when one of them was withdrawn. It is lower than a match needs: to ask once
// too often costs a sentence, to ask once too little may cost more.
const alike = 0.88

// notWithdrawn stops somebody whose case was withdrawn, or whose consent was,
// from coming back by being logged again, by whatever way a name comes in.
// Anyway is why a person goes on all the same: it is another one of that name,
// or there is a new ground. Prefix stands before the names of the fields.
func (a *act) notWithdrawn(n casebook.Name, anyway, prefix string) error {
	off, err := a.WithdrawnNames(a.ctx)
	if err != nil {
		return err
	}
	for _, w := range off {
		if w.PersonID == n.PersonID || names.Similarity(w.Text, n.Text) < alike {
			continue
		}
		if err := remark("reason", anyway, true); err == nil {
			a.because(anyway)
			return nil
		}
		ref, seen, err := a.FileRef(a.ctx, casebook.Subject{Kind: casebook.OnCase, ID: w.CaseID})
		if err != nil && !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Denied) {
			return err
		}
		if !seen || err != nil {
			return fault.Field(prefix+"anyway", "Somebody of this name was taken off the public record for good, and must not come back by being logged again. If this is another person, or if there is a new ground, say so here.")
		}
		return fault.Field(prefix+"anyway", "Somebody of this name was taken off the public record for good, in %s, and must not come back by being logged again. If this is another person, or if there is a new ground, say so here.", ref)
	}
	return nil
}
