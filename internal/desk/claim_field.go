package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/store"
)

// StatedField is one field with all that sources say of it, side by side.
type StatedField struct {
	On     casebook.Subject
	Ref    casebook.Ref // of the case it lies in; empty: none
	Field  casebook.Field
	Now    casebook.Value
	Values []StatedValue // the one we go by first
	casebook.Evidence
}

// StatedValue is one value with the claims that state it.
type StatedValue struct {
	Value   casebook.Value
	Known   bool // false: said in words only, so that it cannot be compared
	OurOwn  bool // the row says it
	Claims  []casebook.Claim
	Cites   []casebook.Citation // of the claims, and of the row where it says this
	Origins int                 // independent ones
}

// Fields gives every field of a subject about which sources may differ.
func (d *Desk) Fields(ctx context.Context, by access.Actor, on casebook.Subject) ([]StatedField, error) {
	var all []StatedField
	for _, f := range casebook.FieldsOf(on.Kind) {
		one, err := d.Field(ctx, by, on, f.Name)
		if err != nil {
			return nil, err
		}
		all = append(all, *one)
	}
	if len(all) == 0 {
		return nil, fault.New(fault.NotFound, "Nothing here has several sources side by side.")
	}
	return all, nil
}

// Field gives one field of a subject with what every source says of it. It
// answers with fault.NotFound for a field that the kind does not have.
func (d *Desk) Field(ctx context.Context, by access.Actor, on casebook.Subject, name string) (*StatedField, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	f, ok := casebook.FieldOf(on.Kind, name)
	if !ok {
		return nil, fault.New(fault.NotFound, "There is no such field.")
	}
	h, err := holderOf(ctx, v, on)
	if err != nil {
		return nil, err
	}
	out := &StatedField{On: on, Field: f, Now: f.Read(h)}
	if out.Ref, err = d.lookedAt(ctx, v, by, on); err != nil {
		return nil, err
	}
	claims, err := v.ClaimsOn(ctx, on.Kind, on.ID)
	if err != nil {
		return nil, err
	}
	if out.Evidence, err = v.Evidence(ctx, append(claimSubjects(claims), on)...); err != nil {
		return nil, err
	}
	out.sort(claims)
	return out, out.name(ctx, v)
}

// sort puts the claims on the field under the values they state.
func (f *StatedField) sort(claims []casebook.Claim) {
	own := StatedValue{Value: f.Now, Known: true, OurOwn: true}
	for _, c := range f.Of(f.On.Kind, f.On.ID) {
		if c.Field == "" || c.Field == f.Field.Name {
			own.Cites = append(own.Cites, c)
		}
	}
	f.Values = []StatedValue{own}
	for _, c := range claims {
		if c.Field != f.Field.Name {
			continue
		}
		said, known := c.Means()
		i := f.place(c, said, known)
		f.Values[i].Claims = append(f.Values[i].Claims, c)
		if c.RetractedAt == nil {
			f.Values[i].Cites = append(f.Values[i].Cites, f.Of(casebook.OnClaim, c.ID)...)
		}
	}
	for i := range f.Values {
		f.Values[i].Origins = f.Origins(f.Values[i].Cites)
	}
}

// place gives the number of the value that a claim states, adding it when it
// is new. A claim in words only stands by itself, or with what we go by.
func (f *StatedField) place(c casebook.Claim, said casebook.Value, known bool) int {
	if !known && c.Standing == casebook.Accepted {
		return 0
	}
	for i, v := range f.Values {
		if known && v.Known && f.Field.Same(said, v.Value) {
			return i
		}
	}
	f.Values = append(f.Values, StatedValue{Value: said, Known: known})
	return len(f.Values) - 1
}

// name reads the places of detention that the values name.
func (f *StatedField) name(ctx context.Context, r store.Reader) error {
	if f.Field.Form != casebook.AsFacility {
		return nil
	}
	for _, v := range f.Values {
		if v.Value.Exact == "" {
			continue
		}
		place, err := store.Get[casebook.Facility](ctx, r, casebook.ID(v.Value.Exact))
		if err != nil {
			return err
		}
		f.Facilities[place.ID] = *place
	}
	return nil
}

// holderOf reads the row of a subject, with the rows that are values of it.
func holderOf(ctx context.Context, r store.Reader, on casebook.Subject) (casebook.Holder, error) {
	read, ok := held[on.Kind]
	if !ok {
		return casebook.Holder{}, fault.New(fault.NotFound, "This has no fields about which sources may differ.")
	}
	row, err := read(ctx, r, on.ID)
	h := casebook.Holder{Row: row}
	if err == nil && on.Kind == casebook.OnPerson {
		h.Nationalities, err = store.List[casebook.Nationality](ctx, r, map[string]any{"person_id": on.ID})
	}
	return h, err
}

// held says for each kind with fields how its row is read.
var held = map[casebook.SubjectKind]func(context.Context, store.Reader, casebook.ID) (any, error){
	casebook.OnCase:         rowOf[casebook.Case],
	casebook.OnPerson:       rowOf[casebook.Person],
	casebook.OnEvent:        rowOf[casebook.Event],
	casebook.OnReleaseEvent: rowOf[casebook.ReleaseEvent],
	casebook.OnRelease:      rowOf[casebook.Release],
	casebook.OnAdvisory:     rowOf[casebook.Advisory],
	casebook.OnContext:      rowOf[casebook.ContextEvent],
}

func rowOf[T any](ctx context.Context, r store.Reader, id casebook.ID) (any, error) {
	row, err := store.Get[T](ctx, r, id)
	if err != nil {
		return nil, err
	}
	return row, nil
}
