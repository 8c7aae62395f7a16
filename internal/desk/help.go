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
)

// A page of help tells of no case and claims nothing of anybody, so that one
// person who may publish saves it, and the public reads it at once. What it
// said before stays in the history, from where it can be opened in the form
// again.

// HelpPages gives the pages of help that the organisation wrote, by language.
func (d *Desk) HelpPages(ctx context.Context, by access.Actor) (map[locale.Lang]casebook.HelpPage, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	rows, err := store.List[casebook.HelpPage](ctx, v, nil, "lang")
	pages := map[locale.Lang]casebook.HelpPage{}
	for _, row := range rows {
		pages[locale.Lang(row.Lang)] = row
	}
	return pages, err
}

// HelpVersions gives what was saved of the page of help in a language, newest
// first: fault.NotFound for a language that the pages for families do not speak.
func (d *Desk) HelpVersions(ctx context.Context, by access.Actor, l locale.Lang) ([]casebook.Revision, error) {
	v, err := d.view(by, access.ReadCasebook)
	if err != nil {
		return nil, err
	}
	if err := helpIn(l); err != nil {
		return nil, err
	}
	rows, err := store.List[casebook.HelpPage](ctx, v, map[string]any{"lang": string(l)})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return v.Revisions(ctx, store.RevisionFilter{SubjectKind: casebook.OnHelp, SubjectID: rows[0].ID, Field: "Text"})
}

// EditHelp saves the page of help in a language and publishes it. Version is
// that of the page which the form was opened on, 0 when there was none; it
// answers with fault.Conflict when somebody else saved meanwhile.
func (d *Desk) EditHelp(ctx context.Context, by access.Actor, l locale.Lang, version int, in casebook.HelpDraft, reason string) error {
	row, err := in.HelpPage()
	if err != nil {
		return err
	}
	defer d.catchUp(ctx)
	return d.do(ctx, by, access.PublishRecord, "EditHelp", func(a *act) error {
		if err := helpIn(l); err != nil {
			return err
		}
		a.because(reason)
		was, err := a.helpPage(l, version)
		if err != nil {
			return err
		}
		if was == nil {
			row.Lang = string(l)
			if err := insert(a, casebook.OnHelp, &row); err != nil {
				return err
			}
		} else {
			now := *was
			now.Text = row.Text
			if err := update(a, casebook.OnHelp, was.ID, was, &now); err != nil {
				return err
			}
			row = now
		}
		return a.put(public.DocHelp, string(l), 0, public.ProjectHelp(row))
	})
}

// RestoreHelp takes the organisation's page of help in a language off, so that
// the one that the program brings stands again. It answers with fault.Conflict
// when that stands already, or when somebody else saved meanwhile.
func (d *Desk) RestoreHelp(ctx context.Context, by access.Actor, l locale.Lang, version int, reason string) error {
	defer d.catchUp(ctx)
	return d.do(ctx, by, access.PublishRecord, "RestoreHelp", func(a *act) error {
		if err := helpIn(l); err != nil {
			return err
		}
		a.because(reason)
		was, err := a.helpPage(l, version)
		if err != nil {
			return err
		}
		if was == nil || was.Text == "" {
			return fault.New(fault.Conflict, "The text that the program brings stands already. There is nothing to restore.")
		}
		now := *was
		now.Text = ""
		if err := update(a, casebook.OnHelp, was.ID, was, &now); err != nil {
			return err
		}
		return a.drop(public.DocHelp, string(l))
	})
}

// helpPage gives the page that a form was opened on, nil when there was none,
// and fault.Conflict when it is not that any more.
func (a *act) helpPage(l locale.Lang, version int) (*casebook.HelpPage, error) {
	rows, err := store.List[casebook.HelpPage](a.ctx, a.Tx, map[string]any{"lang": string(l)})
	switch {
	case err != nil:
		return nil, err
	case len(rows) == 0:
		return nil, stale(0, version)
	}
	return &rows[0], stale(rows[0].Version, version)
}

// helpIn refuses a language that the pages for families do not speak.
func helpIn(l locale.Lang) error {
	if slices.Contains(locale.Tongues, l) {
		return nil
	}
	return fault.New(fault.NotFound, "There is no page of help in this language.")
}
