package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// AddSource adds a thing that can be cited, with what it repeats.
func (d *Desk) AddSource(ctx context.Context, by access.Actor, in casebook.SourceDraft) (id casebook.ID, err error) {
	row, err := in.Source()
	if err != nil {
		return "", err
	}
	err = d.edit(ctx, by, "AddSource", func(a *act) error {
		if err := insert(a, casebook.OnSource, &row); err != nil {
			return err
		}
		id = row.ID
		return a.derive(row.ID, nil, in.DerivedFrom)
	})
	return id, err
}

// EditSource changes a source. Its public page and those that cite it keep what
// they say until two people agree to the change; a source that is no longer
// public is taken out of all of them at once.
func (d *Desk) EditSource(ctx context.Context, by access.Actor, id casebook.ID, version int, in casebook.SourceDraft, reason string) error {
	row, err := in.Source()
	if err != nil {
		return err
	}
	defer d.catchUp(ctx)
	return d.edit(ctx, by, "EditSource", func(a *act) error {
		was, err := store.Get[casebook.Source](a.ctx, a.Tx, id)
		if err != nil {
			return err
		}
		a.because(reason)
		if err := stale(was.Version, version); err != nil {
			return err
		}
		keep(&row, was)
		if err := update(a, casebook.OnSource, id, was, &row); err != nil {
			return err
		}
		have, err := store.List[casebook.Derivation](a.ctx, a.Tx, map[string]any{"source_id": id})
		if err != nil {
			return err
		}
		if err := a.derive(id, have, in.DerivedFrom); err != nil {
			return err
		}
		if was.Visibility != casebook.Public || row.Visibility == casebook.Public {
			return nil
		}
		return a.unnameSource(row)
	})
}

// derive makes the sources that a source repeats the given ones.
func (a *act) derive(id casebook.ID, have []casebook.Derivation, want []string) error {
	wanted := map[casebook.ID]bool{}
	for _, w := range want {
		if w != "" {
			wanted[casebook.ID(w)] = true
		}
	}
	for _, h := range have {
		if !wanted[h.FromID] {
			if err := remove[casebook.Derivation](a, casebook.OnSource, h.ID); err != nil {
				return err
			}
		}
		delete(wanted, h.FromID)
	}
	for _, w := range want { // in the order given, so that ids follow it
		from := casebook.ID(w)
		if !wanted[from] {
			continue
		}
		delete(wanted, from)
		if _, err := store.Get[casebook.Source](a.ctx, a.Tx, from); err != nil || from == id {
			return fault.Field("derived_from", "A source can repeat another source that is already in the casebook, and not itself.")
		}
		row := casebook.Derivation{SourceID: id, FromID: from}
		if err := insert(a, casebook.OnSource, &row); err != nil {
			return err
		}
	}
	return nil
}

// CiteSource ties a statement of ours to a place in a source.
func (d *Desk) CiteSource(ctx context.Context, by access.Actor, on casebook.Subject, in casebook.CitationDraft) error {
	if _, err := in.Citation(); err != nil {
		return err
	}
	return d.edit(ctx, by, "CiteSource", func(a *act) error {
		if err := a.exists(on); err != nil {
			return err
		}
		if err := a.inHistoryOf(on); err != nil {
			return err
		}
		return a.citeOne(on, in)
	})
}

// RemoveCitation unties a statement from a source; the history keeps it.
func (d *Desk) RemoveCitation(ctx context.Context, by access.Actor, id casebook.ID, reason string) error {
	return d.edit(ctx, by, "RemoveCitation", func(a *act) error {
		was, err := store.Get[casebook.Citation](a.ctx, a.Tx, id)
		if err != nil {
			return err
		}
		a.because(reason)
		if err := a.inHistoryOf(casebook.Subject{Kind: was.SubjectKind, ID: was.SubjectID}); err != nil {
			return err
		}
		return remove[casebook.Citation](a, casebook.OnCitation, id)
	})
}

// exists gives fault.NotFound for a subject that is not in the casebook.
func (a *act) exists(on casebook.Subject) error { return exists(a.ctx, a.Tx, on) }

// Source gives one source for its page at the desk: what it repeats, and
// every statement of ours that rests on it.
func (d *Desk) Source(ctx context.Context, by access.Actor, id casebook.ID) (*SourceFile, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	row, err := store.Get[casebook.Source](ctx, v, id)
	if err != nil {
		return nil, err
	}
	from, err := store.List[casebook.Derivation](ctx, v, map[string]any{"source_id": id})
	if err != nil {
		return nil, err
	}
	cited, err := v.SubjectsOf(ctx, id)
	if err != nil {
		return nil, err
	}
	file := &SourceFile{Source: *row, DerivedFrom: from}
	for _, c := range cited {
		on := casebook.Subject{Kind: c.SubjectKind, ID: c.SubjectID}
		ref, _, err := v.FileRef(ctx, on)
		if err != nil {
			return nil, err
		}
		file.Cited = append(file.Cited, CitedAt{Citation: c, Ref: ref})
	}
	if file.RepeatedBy, err = repeatedBy(ctx, v, id); err != nil {
		return nil, err
	}
	if err := file.copies(ctx, v); err != nil {
		return nil, err
	}
	return file, nil
}

// repeatedBy gives the sources that repeat another one.
func repeatedBy(ctx context.Context, v store.View, id casebook.ID) ([]casebook.Source, error) {
	links, err := store.List[casebook.Derivation](ctx, v, map[string]any{"from_id": id})
	if err != nil || len(links) == 0 {
		return nil, err
	}
	ids := make([]string, len(links))
	for i, l := range links {
		ids[i] = string(l.SourceID)
	}
	return store.Chosen[casebook.Source](ctx, v, "id", ids)
}

// copies marks what a case only tells again from that of a group: the source
// says it once, and it must not look like two statements.
func (f *SourceFile) copies(ctx context.Context, v store.View) error {
	var ids []string
	for _, c := range f.Cited {
		if c.Citation.SubjectKind == casebook.OnEvent {
			ids = append(ids, string(c.Citation.SubjectID))
		}
	}
	if len(ids) == 0 {
		return nil
	}
	events, err := store.Chosen[casebook.Event](ctx, v, "id", ids)
	if err != nil {
		return err
	}
	for _, e := range events {
		if e.CopiedFrom == "" {
			continue
		}
		ref, _, err := v.FileRef(ctx, casebook.Subject{Kind: casebook.OnEvent, ID: e.CopiedFrom})
		if fault.Is(err, fault.NotFound) { // a case that this person may not know of, or an event that is gone
			continue
		} else if err != nil {
			return err
		}
		for i := range f.Cited {
			if f.Cited[i].Citation.SubjectKind == casebook.OnEvent && f.Cited[i].Citation.SubjectID == e.ID {
				f.Cited[i].CopiedFrom = ref
			}
		}
	}
	return nil
}

// SourceFile is a source with what rests on it.
type SourceFile struct {
	Source      casebook.Source
	DerivedFrom []casebook.Derivation
	RepeatedBy  []casebook.Source // that repeat this one, and so are no origins of their own
	Cited       []CitedAt
}

// CitedAt is one citation of a source, with the case it lies in, if any.
type CitedAt struct {
	Citation   casebook.Citation
	Ref        casebook.Ref
	CopiedFrom casebook.Ref // the group in whose case the same was told first; empty: told here
}

// Sources gives a page of the sources, what was added last first.
func (d *Desk) Sources(ctx context.Context, by access.Actor, f store.ListFilter) ([]casebook.Source, error) {
	return list[casebook.Source](ctx, d, by, f)
}

// list reads a page of a list for staff.
func list[T any](ctx context.Context, d *Desk, by access.Actor, f store.ListFilter) ([]T, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	return store.Page[T](ctx, v, f)
}

// ChosenSources gives the sources with these ids, for naming in a form what
// was chosen in it.
func (d *Desk) ChosenSources(ctx context.Context, by access.Actor, ids []string) ([]casebook.Source, error) {
	return chosen[casebook.Source](ctx, d, by, "id", ids)
}

// ChosenFacilities gives the facilities with these slugs.
func (d *Desk) ChosenFacilities(ctx context.Context, by access.Actor, slugs []string) ([]casebook.Facility, error) {
	return chosen[casebook.Facility](ctx, d, by, "slug", slugs)
}

// ChosenReleaseEvents gives the release events with these ids.
func (d *Desk) ChosenReleaseEvents(ctx context.Context, by access.Actor, ids []string) ([]casebook.ReleaseEvent, error) {
	return chosen[casebook.ReleaseEvent](ctx, d, by, "id", ids)
}

func chosen[T any](ctx context.Context, d *Desk, by access.Actor, column string, values []string) ([]T, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	return store.Chosen[T](ctx, v, column, values)
}

// get reads one row for staff.
func get[T any](ctx context.Context, d *Desk, by access.Actor, id casebook.ID) (*T, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	return store.Get[T](ctx, v, id)
}
