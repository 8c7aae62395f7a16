package desk

import (
	"context"
	"errors"
	"maps"
	"slices"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
)

// Bulk is one thing to be done to several cases.
type Bulk struct {
	Do     string // assign, tag, untag, review, publish
	To     casebook.ID
	Tag    string
	Reason string
	Refs   []casebook.Ref
}

// What can be done to several cases.
const (
	BulkAssign  = "assign"
	BulkTag     = "tag"
	BulkUntag   = "untag"
	BulkReview  = "review"  // ask for a second person's decision
	BulkPublish = "publish" // agree, as the second person, to what was asked for
)

// MaxBulk is how many cases are taken at a time.
const MaxBulk = 100

// BulkLine is what becomes of one case: nothing stands in the way, or a refusal.
type BulkLine struct {
	Ref     casebook.Ref
	Called  locale.Text // how staff call it
	Refused *fault.Error
}

// rehearsing marks a context in which everything is tried and nothing kept.
type rehearsing struct{}

// isRehearsal reports whether what is done in this context is only tried.
func isRehearsal(ctx context.Context) bool { return ctx.Value(rehearsing{}) != nil }

// PreviewBulk says what Bulk would do with each case and what it would refuse,
// by doing it and taking it back: there is no second set of rules to differ
// from the first.
func (d *Desk) PreviewBulk(ctx context.Context, by access.Actor, b Bulk) ([]BulkLine, error) {
	return d.bulk(context.WithValue(ctx, rehearsing{}, true), by, b)
}

// DoBulk does one thing to several cases, each in its own transaction, and says
// what became of each.
func (d *Desk) DoBulk(ctx context.Context, by access.Actor, b Bulk) ([]BulkLine, error) {
	return d.bulk(ctx, by, b)
}

func (d *Desk) bulk(ctx context.Context, by access.Actor, b Bulk) ([]BulkLine, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	switch {
	case len(b.Refs) == 0:
		return nil, fault.Field("ref", "Tick at least one case in the list.")
	case len(b.Refs) > MaxBulk:
		return nil, fault.Field("ref", "At most %d cases are changed at a time.", MaxBulk)
	}
	one, err := d.bulkOne(b)
	if err != nil {
		return nil, err
	}
	var lines []BulkLine
	for _, ref := range b.Refs {
		c, err := v.CaseByRef(ctx, ref)
		if err == nil {
			err = unlessRehearsed(one(ctx, by, *c))
		}
		line := BulkLine{Ref: ref}
		if err != nil {
			if line.Refused = refusal(err); line.Refused == nil {
				return lines, err // a failure of ours ends it
			}
		}
		if c != nil {
			called, err := v.CasesNamed(ctx, []casebook.ID{c.ID})
			if err != nil {
				return lines, err
			}
			line.Called = called[c.ID].Called
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// bulkOne gives what is done to one case.
func (d *Desk) bulkOne(b Bulk) (func(ctx context.Context, by access.Actor, c casebook.Case) error, error) {
	switch b.Do {
	case BulkAssign:
		if b.To == "" {
			return nil, fault.Field("to", "Choose who is to work on these cases.")
		}
		return func(ctx context.Context, by access.Actor, c casebook.Case) error {
			return d.Assign(ctx, by, c.Ref, b.To, string(casebook.PartCaseworker), b.Reason)
		}, nil
	case BulkTag, BulkUntag:
		tag, err := shortName("tag", b.Tag)
		if err != nil {
			return nil, err
		}
		return func(ctx context.Context, by access.Actor, c casebook.Case) error {
			return d.TagCase(ctx, by, c.Ref, tag, b.Do == BulkTag)
		}, nil
	case BulkPublish:
		return d.approveCase, nil
	case BulkReview:
		return func(ctx context.Context, by access.Actor, c casebook.Case) error {
			_, err := d.RequestReview(ctx, by, casebook.Subject{Kind: casebook.OnCase, ID: c.ID}, b.Reason, "")
			return err
		}, nil
	}
	return nil, fault.Field("do", "Choose what is to be done.")
}

// approveCase publishes a case for which somebody else asked for a review.
func (d *Desk) approveCase(ctx context.Context, by access.Actor, c casebook.Case) error {
	r, err := d.LastReview(ctx, by, casebook.Subject{Kind: casebook.OnCase, ID: c.ID})
	if err != nil {
		return err
	}
	if r == nil || r.State != casebook.Waiting {
		return fault.New(fault.Conflict, "Nobody has asked for a review of this case. Ask for one first; somebody else then decides.")
	}
	return d.ApproveReview(ctx, by, r.ID, "")
}

// refusal gives what a person can be told of an error, nil for one of ours.
func refusal(err error) *fault.Error {
	for _, code := range []fault.Code{fault.Invalid, fault.Denied, fault.NotFound, fault.Conflict, fault.Gone} {
		if fault.Is(err, code) {
			var f *fault.Error
			errors.As(err, &f)
			return f
		}
	}
	return nil
}

// TagCase puts a word on a case that staff find it by, or takes it off. Tags
// are never public.
func (d *Desk) TagCase(ctx context.Context, by access.Actor, ref casebook.Ref, tag string, on bool) error {
	tag, err := shortName("tag", tag)
	if err != nil {
		return err
	}
	name, change := "TagCase", casebook.Change{Field: "Tag", Now: tag}
	if !on {
		name, change = "UntagCase", casebook.Change{Field: "Tag", Was: tag}
	}
	return d.edit(ctx, by, name, func(a *act) error {
		if _, err := a.inCase(ref); err != nil {
			return err
		}
		do := a.PutTag
		if !on {
			do = a.TakeTag
		}
		if changed, err := do(a.caseID, tag); err != nil || !changed {
			return err
		}
		return a.record(casebook.Subject{Kind: casebook.OnCase, ID: a.caseID}, []casebook.Change{change})
	})
}

// Tags gives the words on one case, and all that are in use.
func (d *Desk) Tags(ctx context.Context, by access.Actor, id casebook.ID) (on, all []string, err error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, nil, err
	}
	if id != "" {
		of, err := v.TagsOf(ctx, id)
		if err != nil {
			return nil, nil, err
		}
		on = of[id]
	}
	all, err = v.AllTags(ctx)
	return on, all, err
}

// SetTags makes the words on a case the given ones.
func (d *Desk) SetTags(ctx context.Context, by access.Actor, ref casebook.Ref, tags []string) error {
	want := map[string]bool{}
	for _, tag := range tags {
		clean, err := shortName("tags", tag)
		if err != nil {
			return err
		}
		want[clean] = true
	}
	return d.edit(ctx, by, "TagCase", func(a *act) error {
		if _, err := a.inCase(ref); err != nil {
			return err
		}
		of, err := a.TagsOf(ctx, a.caseID)
		if err != nil {
			return err
		}
		var changes []casebook.Change
		for _, tag := range of[a.caseID] {
			if want[tag] {
				delete(want, tag)
				continue
			}
			if _, err := a.TakeTag(a.caseID, tag); err != nil {
				return err
			}
			changes = append(changes, casebook.Change{Field: "Tag", Was: tag})
		}
		for _, tag := range slices.Sorted(maps.Keys(want)) {
			if _, err := a.PutTag(a.caseID, tag); err != nil {
				return err
			}
			changes = append(changes, casebook.Change{Field: "Tag", Now: tag})
		}
		if len(changes) == 0 {
			return nil
		}
		return a.record(casebook.Subject{Kind: casebook.OnCase, ID: a.caseID}, changes)
	})
}
