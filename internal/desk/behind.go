package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
)

// StaysBehind lists what publishing a subject as it stands would leave out:
// of a case its events, claims, other names, and the positions that do not come
// along with it, of anything else the claims on it. It answers with fault.Denied to who may not read.
func (d *Desk) StaysBehind(ctx context.Context, by access.Actor, on casebook.Subject) ([]casebook.Behind, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	if on.Kind == casebook.OnCase {
		f, err := v.FileByID(ctx, on.ID)
		if err != nil {
			return nil, err
		}
		if _, err := markAlong(ctx, v, f); err != nil {
			return nil, err
		}
		return f.StaysBehind(), nil
	}
	claims, err := v.ClaimsOn(ctx, on.Kind, on.ID)
	if err != nil {
		return nil, err
	}
	return (&casebook.File{Claims: claims}).StaysBehind(), nil
}
