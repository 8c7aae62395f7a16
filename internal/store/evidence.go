package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"habeas/internal/casebook"
)

// Evidence gives the citations of some subjects with every source they lead
// to: those cited, those they repeat at that place, and all that these repeat
// in turn, down to where each began.
func (r reads) Evidence(ctx context.Context, subjects ...casebook.Subject) (casebook.Evidence, error) {
	e := casebook.Evidence{Sources: map[casebook.ID]casebook.Source{}, Facilities: map[casebook.ID]casebook.Facility{}}
	byKind := map[casebook.SubjectKind][]casebook.ID{}
	for _, s := range subjects {
		byKind[s.Kind] = append(byKind[s.Kind], s.ID)
	}
	for _, kind := range sortedKinds(byKind) {
		for chunk := range slices.Chunk(byKind[kind], 1000) {
			found, err := gorm.G[casebook.Citation](r.db).Where("subject_kind = ? AND subject_id IN ?", kind, chunk).Order("rowid").Find(ctx)
			if err != nil {
				return e, asFault(err)
			}
			e.Citations = append(e.Citations, found...)
		}
	}
	return e, r.follow(ctx, &e)
}

func sortedKinds(m map[casebook.SubjectKind][]casebook.ID) []casebook.SubjectKind {
	kinds := make([]casebook.SubjectKind, 0, len(m))
	for k := range m {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	return kinds
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
		sources, err := in[casebook.Source](ctx, r, "id", next, "id")
		if err != nil {
			return err
		}
		for _, s := range sources {
			e.Sources[s.ID] = s
		}
		derived, err := in[casebook.Derivation](ctx, r, "source_id", next, "rowid")
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
	rows, err := gorm.G[casebook.Citation](r.db).Where("source_id = ? OR origin_id = ?", source, source).Order("rowid").Find(ctx)
	return rows, asFault(err)
}
