package desk

import (
	"context"
	"slices"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/seal"
	"habeas/internal/store"
	"habeas/internal/when"
)

// Card is what a relative is given, printed or said, and nobody sees again: the
// secret is not kept.
type Card struct {
	Number, Secret string
	Language       string
	Expires        when.Day
}

// IssueCode adds a relative and gives the card of their code, once staff have
// made sure of who they are.
func (d *Desk) IssueCode(ctx context.Context, by access.Actor, ref casebook.Ref, in casebook.RelativeDraft) (card Card, err error) {
	relative, err := in.Relative()
	if err != nil {
		return card, err
	}
	err = d.private(ctx, by, ref, "IssueCode", func(l *locked) error {
		id, err := l.add(store.SealedRow{Kind: lineRelative}, relative)
		if err != nil {
			return err
		}
		card, err = l.giveCode(id, relative.Language)
		return err
	})
	return card, err
}

// ReissueCode gives a relative another code in place of the one they had,
// which opens nothing from then on. Who they are is checked anew.
func (d *Desk) ReissueCode(ctx context.Context, by access.Actor, ref casebook.Ref, id casebook.ID, version int, in casebook.RelativeDraft) (card Card, err error) {
	relative, err := in.Relative()
	if err != nil {
		return card, err
	}
	err = d.private(ctx, by, ref, "ReissueCode", func(l *locked) error {
		if err := l.change(lineRelative, id, version, relative, nil); err != nil {
			return err
		}
		card, err = l.giveCode(id, relative.Language)
		return err
	})
	return card, err
}

// giveCode makes a code for a relative. A number that somebody has already is
// drawn again; there are ninety million.
func (l *locked) giveCode(id casebook.ID, language string) (Card, error) {
	number, secret := access.NewFamilyCode()
	for {
		taken, err := l.FamilyCodeByNumber(l.ctx, number)
		if err != nil {
			return Card{}, err
		}
		if taken == nil {
			break
		}
		number, _ = access.NewFamilyCode()
	}
	hash, err := l.desk.secrets.HashCode(proof(secret, ""))
	if err != nil {
		return Card{}, err
	}
	card := Card{Number: number, Secret: secret, Language: language, Expires: when.DayOf(l.Now).AddDays(casebook.CodeDays)}
	return card, l.PutFamilyCode(&store.FamilyCode{RelativeID: id, Number: number, Hash: hash, IssuedAt: l.Now, Expires: card.Expires})
}

// EndCode takes the code of a relative back; it opens nothing from then on, and
// who is reading at that moment reads no more.
func (d *Desk) EndCode(ctx context.Context, by access.Actor, ref casebook.Ref, id casebook.ID) error {
	return d.private(ctx, by, ref, "EndCode", func(l *locked) error {
		if _, err := l.line(lineRelative, id); err != nil {
			return err
		}
		return l.endCode(id)
	})
}

func (a *act) endCode(id casebook.ID) error {
	code, err := a.FamilyCodeOf(a.ctx, id)
	if err != nil || code == nil || code.EndedAt != nil {
		return err
	}
	at := a.Now
	code.EndedAt = &at
	if err := a.PutFamilyCode(code); err != nil {
		return err
	}
	return a.record(casebook.Subject{Kind: casebook.OnPrivate, ID: id}, nil)
}

// ShareWithFamily sets what one relative is told. Nothing reaches them but
// what stands there, and what is public of the case.
func (d *Desk) ShareWithFamily(ctx context.Context, by access.Actor, ref casebook.Ref, relative casebook.ID, version int, in casebook.SharedDraft) error {
	row, err := in.Shared()
	if err != nil {
		return err
	}
	return d.private(ctx, by, ref, "ShareWithFamily", func(l *locked) error {
		if _, err := l.line(lineRelative, relative); err != nil {
			return err
		}
		rows, err := store.List[store.SealedRow](ctx, l.Tx, map[string]any{"case_id": l.caseID, "kind": lineShared, "parent_id": relative})
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			if err := stale(0, version); err != nil {
				return err
			}
			_, err = l.add(store.SealedRow{Kind: lineShared, ParentID: relative}, row)
			return err
		}
		return l.change(lineShared, rows[0].ID, version, row, nil)
	})
}

// AnswerFamily writes to a relative, under the name of the liaison that is
// shared with them: no surname of staff is told.
func (d *Desk) AnswerFamily(ctx context.Context, by access.Actor, ref casebook.Ref, relative casebook.ID, in casebook.MessageDraft) error {
	row, err := in.Message()
	if err != nil {
		return err
	}
	row.ByName = by.Name
	return d.private(ctx, by, ref, "AnswerFamily", func(l *locked) error {
		if _, err := l.line(lineRelative, relative); err != nil {
			return err
		}
		_, err := l.add(store.SealedRow{Kind: lineAnswer, ParentID: relative}, row)
		return err
	})
}

// SettleTold marks what a relative wrote as dealt with, or as open again.
func (d *Desk) SettleTold(ctx context.Context, by access.Actor, ref casebook.Ref, id casebook.ID, version int, done bool) error {
	return d.private(ctx, by, ref, "SettleTold", func(l *locked) error {
		row, err := l.line(lineTold, id)
		if err != nil {
			return err
		}
		var told casebook.FamilyMessage
		if err := unseal(l.key, *row, &told); err != nil {
			return d.broken(*row, err)
		}
		return l.change(lineTold, id, version, told, func(row *store.SealedRow) {
			row.DoneAt = nil
			if done {
				at := l.Now
				row.DoneAt = &at
			}
		})
	})
}

// Waiting is a message of a relative that nobody has dealt with.
type Waiting struct {
	Case     casebook.Case
	Relative casebook.ID
	Since    when.Day
}

// FamilyWaiting gives what relatives wrote and nobody has dealt with, in the
// cases whose private file the actor may read, the oldest first.
func (d *Desk) FamilyWaiting(ctx context.Context, by access.Actor, limit int) (waiting []Waiting, err error) {
	v, err := d.view(by, access.ReadPrivateFile)
	if err != nil || d.ring == nil {
		return nil, nil
	}
	rows, err := v.ToldWaiting(ctx, maxTasks)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	cases, parts, err := v.CasesOfTasks(ctx, rows)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		c, seen := cases[row.CaseID]
		if !seen || by.MayWith(access.ReadPrivateFile, access.RelationTo(by.ID, parts[row.CaseID])) != nil {
			continue
		}
		if waiting = append(waiting, Waiting{c, row.ParentID, when.DayOf(row.CreatedAt)}); len(waiting) == limit {
			break
		}
	}
	return waiting, nil
}

// openFamily opens a line about a relative into its place: what hangs on one
// was added after them.
func openFamily(file *casebook.PrivateFile, key seal.Key, row store.SealedRow) error {
	if row.Kind == lineRelative {
		return opened(key, row, &file.Relatives, func(r *casebook.Relative) { r.Line = lineOf(row) })
	}
	i := slices.IndexFunc(file.Relatives, func(r casebook.Relative) bool { return r.ID == row.ParentID })
	if i < 0 {
		return seal.ErrBroken
	}
	to := &file.Relatives[i]
	if row.Kind == lineShared {
		shared := &casebook.Shared{}
		if err := unseal(key, row, shared); err != nil {
			return err
		}
		shared.Line, to.Shared = lineOf(row), shared
		return nil
	}
	return opened(key, row, &to.Messages, func(m *casebook.FamilyMessage) {
		m.Line, m.ByFamily, m.DoneAt = lineOf(row), row.Kind == lineTold, row.DoneAt
	})
}

// withCodes adds to every relative of a file what is known of their code.
func (d *Desk) withCodes(ctx context.Context, id casebook.ID, file *casebook.PrivateFile) error {
	if len(file.Relatives) == 0 {
		return nil
	}
	codes, err := d.store.Whole().FamilyCodes(ctx, id)
	for i, r := range file.Relatives {
		if code, ok := codes[r.ID]; ok {
			file.Relatives[i].Code = code.State()
		}
	}
	return err
}
