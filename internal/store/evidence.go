package store

import (
	"context"
	"slices"

	"habeas/internal/casebook"
)

// Evidence gives the citations of some subjects with every source they lead
// to: those cited, those they repeat at that place, and all that these repeat
// in turn, down to where each began; and the facilities the subjects name.
func (r reads) Evidence(ctx context.Context, subjects ...casebook.Subject) (casebook.Evidence, error) {
	e := casebook.Evidence{Sources: map[casebook.ID]casebook.Source{}, Facilities: map[casebook.ID]casebook.Facility{}}
	err := r.snapshot(ctx, func(r reads) (err error) {
		if e.Citations, err = about(ctx, r, subjects, onCitation); err != nil {
			return err
		}
		if err := r.follow(ctx, &e); err != nil {
			return err
		}
		for i, c := range e.Citations { // whom it repeats may be shut to whoever reads
			if _, there := e.Sources[c.OriginID]; !there {
				e.Citations[i].OriginID = ""
			}
		}
		return r.places(ctx, subjects, &e)
	})
	return e, err
}

func onCitation(c casebook.Citation) casebook.Subject {
	return casebook.Subject{Kind: c.SubjectKind, ID: c.SubjectID}
}

// about gives the rows that are about one of the subjects. It asks by id alone,
// since ids of two kinds are hardly ever the same, and drops those that are.
func about[T any](ctx context.Context, r reads, subjects []casebook.Subject, on func(T) casebook.Subject) ([]T, error) {
	wanted, ids := map[casebook.Subject]bool{}, []casebook.ID{}
	for _, s := range subjects {
		if !wanted[s] {
			wanted[s], ids = true, append(ids, s.ID)
		}
	}
	rows, err := in[T](ctx, r, "subject_id", ids)
	return slices.DeleteFunc(rows, func(row T) bool { return !wanted[on(row)] }), err
}

func onClaim(c casebook.Claim) casebook.Subject {
	return casebook.Subject{Kind: c.SubjectKind, ID: c.SubjectID}
}

// placed are the tables whose rows name a facility.
var placed = map[casebook.SubjectKind]string{casebook.OnEvent: "events", casebook.OnContext: "context_events"}

// places reads the facilities that are among the subjects or named by them.
func (r reads) places(ctx context.Context, subjects []casebook.Subject, e *casebook.Evidence) error {
	byKind := map[casebook.SubjectKind][]casebook.ID{}
	for _, s := range subjects {
		byKind[s.Kind] = append(byKind[s.Kind], s.ID)
	}
	ids := byKind[casebook.OnFacility]
	for kind, table := range placed {
		for chunk := range slices.Chunk(byKind[kind], many) {
			var named []casebook.ID
			if err := r.db.WithContext(ctx).Table(table).Where("id IN ? AND facility_id IS NOT NULL", chunk).
				Distinct().Pluck("facility_id", &named).Error; err != nil {
				return asFault(err)
			}
			ids = append(ids, named...)
		}
	}
	rows, err := in[casebook.Facility](ctx, r, "id", ids)
	for _, place := range rows {
		e.Facilities[place.ID] = place
	}
	return err
}

// follow reads the sources of the citations and, level by level, what they
// repeat. A source is looked at once, so that a circle ends.
func (r reads) follow(ctx context.Context, e *casebook.Evidence) error {
	var next []casebook.ID
	for _, c := range e.Citations {
		next = append(next, c.SourceID)
		if c.OriginID != "" {
			next = append(next, c.OriginID)
		}
	}
	for len(next) > 0 {
		slices.Sort(next)
		next = slices.DeleteFunc(slices.Compact(next), func(id casebook.ID) bool { _, seen := e.Sources[id]; return seen })
		sources, err := in[casebook.Source](ctx, r, "id", next)
		if err != nil {
			return err
		}
		for _, s := range sources {
			e.Sources[s.ID] = s
		}
		derived, err := in[casebook.Derivation](ctx, r, "source_id", next)
		if err != nil {
			return err
		}
		e.Derivations = append(e.Derivations, derived...)
		next = nil
		for _, d := range derived {
			next = append(next, d.FromID)
		}
	}
	return nil
}

// ClaimsOn gives the claims on one subject, oldest first.
func (r reads) ClaimsOn(ctx context.Context, kind casebook.SubjectKind, id casebook.ID) ([]casebook.Claim, error) {
	return List[casebook.Claim](ctx, r, map[string]any{"subject_kind": kind, "subject_id": id}, "rowid")
}

// SubjectsOf gives every citation of a source, as what was read or as what
// that repeated.
func (r reads) SubjectsOf(ctx context.Context, source casebook.ID) ([]casebook.Citation, error) {
	q, err := from[casebook.Citation](r)
	if err != nil {
		return nil, err
	}
	rows, err := q.Where("source_id = ? OR origin_id = ?", source, source).Order("rowid").Find(ctx)
	return rows, asFault(err)
}
