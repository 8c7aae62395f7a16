package desk

import (
	"context"
	"slices"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/store"
	"habeas/internal/when"
)

// Taken is everything that was taken from a source, directly or through what
// repeats it.
type Taken struct {
	Source    casebook.Source
	Derived   []casebook.Source // that repeat it, at any remove
	Items     []TakenItem
	Documents []Affected
	Walks     []casebook.Walk // the newest first
	casebook.Evidence
}

// TakenItem is one statement that rests on the source.
type TakenItem struct {
	casebook.Resting
	Ref  casebook.Ref // of the case it lies in; empty: none
	Said Said
}

// Affected is one public document that names the source, or one that repeats it.
type Affected struct {
	Kind, Key string
}

// Said is what a statement says, in short, for lists.
type Said struct {
	Vocabulary, Code string
	Date             when.Date
	Text             locale.Text
	Gone             bool // it is no longer in the casebook
}

// Taken lists what falls when a source is corrected or withdrawn, and what
// stays on which other origins, of all that whoever asks may read.
func (d *Desk) Taken(ctx context.Context, by access.Actor, id casebook.ID) (*Taken, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	src, err := store.Get[casebook.Source](ctx, v, id)
	if err != nil {
		return nil, err
	}
	t := &Taken{Source: *src}
	if err := t.read(ctx, v); err != nil {
		return nil, err
	}
	t.Walks, err = store.List[casebook.Walk](ctx, v, map[string]any{"source_id": id}, "created_at desc")
	return t, err
}

// from is what these reads need of the store or of a transaction.
type takenFrom interface {
	store.Reader
	SubjectsOf(ctx context.Context, source casebook.ID) ([]casebook.Citation, error)
	Evidence(ctx context.Context, subjects ...casebook.Subject) (casebook.Evidence, error)
	FileRef(ctx context.Context, on casebook.Subject) (casebook.Ref, bool, error)
	LatestPublication(ctx context.Context, kind, key string) (*store.Publication, error)
}

func (t *Taken) read(ctx context.Context, r takenFrom) error {
	sources, err := repeating(ctx, r, t.Source.ID)
	if err != nil {
		return err
	}
	var subjects []casebook.Subject
	for _, id := range sources {
		if id != t.Source.ID {
			src, err := store.Get[casebook.Source](ctx, r, id)
			if err != nil {
				return err
			}
			t.Derived = append(t.Derived, *src)
		}
		cited, err := r.SubjectsOf(ctx, id)
		if err != nil {
			return err
		}
		for _, c := range cited {
			if on := (casebook.Subject{Kind: c.SubjectKind, ID: c.SubjectID}); !slices.Contains(subjects, on) {
				subjects = append(subjects, on)
			}
		}
	}
	if t.Evidence, err = r.Evidence(ctx, subjects...); err != nil {
		return err
	}
	for _, resting := range t.RestingOn(t.Source.ID) {
		item := TakenItem{Resting: resting}
		if item.Ref, _, err = r.FileRef(ctx, resting.Subject); err != nil {
			return err
		}
		if item.Said, err = said(ctx, r, resting.Subject); err != nil {
			return err
		}
		t.Items = append(t.Items, item)
	}
	return t.affected(ctx, r, sources)
}

// repeating gives a source and every source that repeats it, at any remove.
func repeating(ctx context.Context, r store.Reader, id casebook.ID) ([]casebook.ID, error) {
	found := []casebook.ID{id}
	for i := 0; i < len(found); i++ {
		from, err := store.List[casebook.Derivation](ctx, r, map[string]any{"from_id": found[i]}, "rowid")
		if err != nil {
			return nil, err
		}
		for _, d := range from {
			if !slices.Contains(found, d.SourceID) {
				found = append(found, d.SourceID)
			}
		}
	}
	return found, nil
}

// affected finds the public documents of the statements that name the source
// or one that repeats it.
func (t *Taken) affected(ctx context.Context, r takenFrom, sources []casebook.ID) error {
	for _, item := range t.Items {
		doc, ok, err := documentOf(ctx, r, item)
		if err != nil {
			return err
		}
		if !ok || slices.Contains(t.Documents, doc) {
			continue
		}
		latest, err := r.LatestPublication(ctx, doc.Kind, doc.Key)
		if err != nil {
			return err
		}
		if latest == nil || latest.Document == nil {
			continue
		}
		for _, id := range sources {
			_, names, err := public.WithoutSource(doc.Kind, latest.Document, string(id))
			if err != nil {
				return err
			}
			if names {
				t.Documents = append(t.Documents, doc)
				break
			}
		}
	}
	return nil
}

// documentOf gives the public document in which a statement would stand.
func documentOf(ctx context.Context, r takenFrom, item TakenItem) (Affected, bool, error) {
	on := item.Subject
	if on.Kind == casebook.OnClaim {
		c, err := store.Get[casebook.Claim](ctx, r, on.ID)
		if err != nil {
			return Affected{}, false, err
		}
		on = c.Subject()
	}
	switch on.Kind {
	case casebook.OnCount, casebook.OnPosition, casebook.OnAdvisory, casebook.OnContext, casebook.OnReleaseEvent, casebook.OnCountry:
		return Affected{string(on.Kind), string(on.ID)}, true, nil
	case casebook.OnMechanism:
		m, err := store.Get[casebook.MechanismClaim](ctx, r, on.ID)
		if err != nil {
			return Affected{}, false, err
		}
		return Affected{public.DocReleaseEvent, string(m.ReleaseEventID)}, true, nil
	case casebook.OnFacility:
		place, err := store.Get[casebook.Facility](ctx, r, on.ID)
		if err != nil {
			return Affected{}, false, err
		}
		return Affected{public.DocFacility, place.Slug}, true, nil
	}
	return Affected{public.DocCase, string(item.Ref)}, item.Ref != "", nil
}

// said reads what a statement says in short; one that is gone says only that.
func said(ctx context.Context, r store.Reader, on casebook.Subject) (Said, error) {
	read, ok := shortly[on.Kind]
	if !ok {
		return Said{}, nil
	}
	s, err := read(ctx, r, on.ID)
	if fault.Is(err, fault.NotFound) {
		return Said{Gone: true}, nil
	}
	return s, err
}

// shortly says for each kind of subject what stands for it in a list.
var shortly = map[casebook.SubjectKind]func(context.Context, store.Reader, casebook.ID) (Said, error){
	casebook.OnCase:   short(func(r *casebook.Case) Said { return Said{Text: r.Summary} }),
	casebook.OnPerson: short(func(r *casebook.Person) Said { return Said{Text: r.Label} }),
	casebook.OnName: short(func(r *casebook.Name) Said {
		return Said{Vocabulary: "name", Code: string(r.Kind), Text: locale.Text{En: r.Text}}
	}),
	casebook.OnGroup:   short(func(r *casebook.Group) Said { return Said{Text: r.Population} }),
	casebook.OnSlot:    short(func(r *casebook.Slot) Said { return Said{Text: r.Label} }),
	casebook.OnOverlap: short(func(r *casebook.Overlap) Said { return Said{Text: r.Note} }),
	casebook.OnCharge: short(func(r *casebook.Charge) Said {
		return Said{Vocabulary: "charge", Code: r.Outcome, Date: r.Filed, Text: r.Text}
	}),
	casebook.OnEvent: short(func(r *casebook.Event) Said {
		return Said{Vocabulary: "event", Code: string(r.Kind), Date: r.Date, Text: r.What}
	}),
	casebook.OnClaim: short(func(r *casebook.Claim) Said {
		return Said{Vocabulary: "claim_field", Code: r.Field, Date: r.StatedOn, Text: r.Value}
	}),
	casebook.OnReleaseEvent: short(func(r *casebook.ReleaseEvent) Said { return Said{Date: r.Date, Text: r.Title} }),
	casebook.OnMechanism: short(func(r *casebook.MechanismClaim) Said {
		return Said{Vocabulary: "mechanism", Code: string(r.Mechanism), Text: r.Claimant}
	}),
	casebook.OnRelease: short(func(r *casebook.Release) Said {
		return Said{Vocabulary: "exit", Code: string(r.Exit), Text: r.Note}
	}),
	casebook.OnConfirmation: short(func(r *casebook.Confirmation) Said {
		return Said{Vocabulary: "confirmation", Code: string(r.Step), Date: r.Date, Text: r.By}
	}),
	casebook.OnCondition: short(func(r *casebook.Condition) Said {
		return Said{Vocabulary: "condition", Code: string(r.Kind), Date: r.From, Text: r.Detail}
	}),
	casebook.OnFacility: short(func(r *casebook.Facility) Said { return Said{Text: locale.Text{En: r.Name}} }),
	casebook.OnCount: short(func(r *casebook.Count) Said {
		return Said{Vocabulary: "measure", Code: string(r.Measure), Date: r.AsOf, Text: r.Claimant}
	}),
	casebook.OnPosition: short(func(r *casebook.Position) Said {
		return Said{Vocabulary: "stance", Code: string(r.Stance), Date: r.Date, Text: r.Authority}
	}),
	casebook.OnAdvisory: short(func(r *casebook.Advisory) Said { return Said{Date: r.IssuedOn, Text: r.Issuer} }),
	casebook.OnContext:  short(func(r *casebook.ContextEvent) Said { return Said{Date: r.Date, Text: r.What} }),
}

func short[T any](say func(*T) Said) func(context.Context, store.Reader, casebook.ID) (Said, error) {
	return func(ctx context.Context, r store.Reader, id casebook.ID) (Said, error) {
		row, err := store.Get[T](ctx, r, id)
		if err != nil {
			return Said{}, err
		}
		return say(row), nil
	}
}
