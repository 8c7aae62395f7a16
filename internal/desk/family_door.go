package desk

import (
	"context"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/seal"
	"habeas/internal/store"
	"habeas/internal/when"
)

// Proof is what somebody types who comes by a code.
type Proof struct {
	Number, Secret string // digits in any script, with whatever stands between them
	Passphrase     string // empty, unless they chose one
}

// proof is what the hash of a code is made of: the secret, and the passphrase
// behind something that neither can hold.
func proof(secret, passphrase string) string { return secret + "\n" + passphrase }

// OpenByCode lets a relative in. Every code that does not open gives the same
// answer in the same time, whether it was ever given or not: a hash is checked
// either way. It answers with fault.Invalid at “number” or “secret” for what
// cannot be a code, with [casebook.ErrNoSuchCode] for one that opens nothing,
// and with fault.Limited after many wrong tries for one number.
func (d *Desk) OpenByCode(ctx context.Context, in Proof, attempts *access.Attempts) (by access.Actor, err error) {
	number, secret, err := in.digits()
	if err != nil {
		return by, err
	}
	if err := attempts.Begin("code " + number); err != nil {
		return by, err
	}
	code, err := d.store.Whole().FamilyCodeByNumber(ctx, number)
	if err != nil {
		return by, err
	}
	today, hash := when.DayOf(d.store.Clock()), ""
	if code != nil && code.State().Opens(today) {
		hash = code.Hash
	}
	if !d.secrets.Matches(proof(secret, in.Passphrase), hash) {
		return by, casebook.ErrNoSuchCode()
	}
	attempts.Passed("code " + number)
	by = relativeActor(code.RelativeID)
	return by, d.used(ctx, by, today)
}

// digits reads a code as it was typed. What is wrong with it is said by its
// form alone, never by whether it exists.
func (in Proof) digits() (number, secret string, err error) {
	wrong := fault.Fields{}
	number, ok := access.FamilyDigits(in.Number)
	if !ok || len(number) != access.FamilyNumber {
		wrong["number"] = fault.Say("The number has eight digits.")
	}
	secret, ok = access.FamilyDigits(in.Secret)
	if !ok || len(secret) != access.FamilySecret {
		wrong["secret"] = fault.Say("The secret has twenty-five digits, in five groups of five.")
	}
	return number, secret, fault.InvalidFields(wrong)
}

func relativeActor(id casebook.ID) access.Actor {
	return access.Actor{ID: id, Name: casebook.FamilyName, Role: access.Relative}
}

// used notes the month in which a code was used, and lets it open for longer.
// It leaves no trace in the history: on which day a family looked is for nobody.
func (d *Desk) used(ctx context.Context, by access.Actor, today when.Day) error {
	return d.asRelative(ctx, by, "OpenByCode", func(l *locked, code *store.FamilyCode) error {
		month, until := today.String()[:len("2026-11")], today.AddDays(casebook.CodeDays)
		if code.UsedMonth == month && !until.After(code.Expires) {
			return nil
		}
		if code.Expires.After(until) {
			until = code.Expires
		}
		return l.UseFamilyCode(code.RelativeID, month, until)
	})
}

// asRelative runs fn on the private file that a relative's code belongs to,
// while the code opens; fault.SignedOut once it does not. It is the one way in
// which a relative changes anything, and it leads to one case.
func (d *Desk) asRelative(ctx context.Context, by access.Actor, name string, fn func(l *locked, code *store.FamilyCode) error) error {
	if err := by.May(access.SpeakAsFamily); err != nil {
		return err
	}
	return d.store.Write(ctx, func(tx *store.Tx) error {
		tx.LookWhole() // their code leads to one case, restricted or not, and to no other
		code, row, err := d.relative(ctx, tx, by)
		if err != nil {
			return err
		}
		a := &act{Tx: tx, ctx: ctx, desk: d, by: by, name: name, needs: access.SpeakAsFamily, caseID: row.CaseID, asked: map[casebook.ID]bool{row.CaseID: true}}
		key, err := d.keyOf(ctx, tx, row.CaseID)
		if err != nil {
			return err
		}
		if key == nil {
			return endedCode()
		}
		return fn(&locked{a, *key}, code)
	})
}

// familyReader is the store, or a transaction.
type familyReader interface {
	store.Reader
	FamilyCodeOf(ctx context.Context, relative casebook.ID) (*store.FamilyCode, error)
}

// relative gives the code of a relative and the line about them, while the code
// opens.
func (d *Desk) relative(ctx context.Context, r familyReader, by access.Actor) (*store.FamilyCode, *store.SealedRow, error) {
	code, err := r.FamilyCodeOf(ctx, by.ID)
	if err != nil {
		return nil, nil, err
	}
	if code == nil || !code.State().Opens(when.DayOf(d.store.Clock())) {
		return nil, nil, endedCode()
	}
	row, err := store.Get[store.SealedRow](ctx, r, by.ID)
	return code, row, err
}

func endedCode() error {
	return fault.New(fault.SignedOut, "This page is closed. Enter the digits of your card again.")
}

// FamilyPage is what a relative sees: what was shared with them alone, what
// they and staff wrote, and where the case stands in public, if it does.
type FamilyPage struct {
	casebook.Relative
	Ref    casebook.Ref
	Public bool // it is published, so that its page can be read here
}

// FamilyPage gives the page of the relative who is asking. It answers with
// fault.SignedOut when their code does not open any more, and with
// fault.Unavailable when the server has no key.
func (d *Desk) FamilyPage(ctx context.Context, by access.Actor) (*FamilyPage, error) {
	if err := by.May(access.SpeakAsFamily); err != nil {
		return nil, err
	}
	whole := d.store.Whole()
	code, row, err := d.relative(ctx, whole, by)
	if err != nil {
		return nil, err
	}
	key, err := d.keyOf(ctx, whole, row.CaseID)
	if err != nil {
		return nil, err
	}
	if key == nil {
		return nil, endedCode()
	}
	file, err := d.familyLines(ctx, whole, row, *key)
	if err != nil {
		return nil, err
	}
	f, err := whole.FileByID(ctx, row.CaseID)
	if err != nil {
		return nil, err
	}
	page := &FamilyPage{Relative: file.Relatives[0], Ref: f.Case.Ref, Public: f.Case.Publication == casebook.Published}
	page.Code = code.State()
	return page, nil
}

// familyLines opens the line about one relative with those that hang on it,
// and no other line of the file.
func (d *Desk) familyLines(ctx context.Context, r store.Reader, relative *store.SealedRow, key seal.Key) (*casebook.PrivateFile, error) {
	rows, err := store.List[store.SealedRow](ctx, r, map[string]any{"case_id": relative.CaseID, "parent_id": relative.ID})
	if err != nil {
		return nil, err
	}
	file := &casebook.PrivateFile{}
	for _, row := range append([]store.SealedRow{*relative}, rows...) {
		if err := openLine(file, key, row); err != nil {
			return nil, d.broken(row, err)
		}
	}
	return file, nil
}

// maxTold is how much a relative may write that nobody has dealt with yet: the
// card may have come into other hands.
const maxTold = 20

// TellUs writes down what a relative has to say. Nothing of it becomes public
// by itself: it waits for staff.
func (d *Desk) TellUs(ctx context.Context, by access.Actor, in casebook.MessageDraft) error {
	if err := by.May(access.SpeakAsFamily); err != nil {
		return err
	}
	row, err := in.Message()
	if err != nil {
		return err
	}
	return d.asRelative(ctx, by, "TellUs", func(l *locked, _ *store.FamilyCode) error {
		rows, err := store.List[store.SealedRow](ctx, l.Tx, map[string]any{"case_id": l.caseID, "kind": lineTold, "parent_id": by.ID, "done_at": nil})
		if err != nil {
			return err
		}
		if len(rows) >= maxTold {
			return fault.Field("message", "There are %d messages of yours that we have not answered yet. We read them all; please wait for us.", len(rows))
		}
		_, err = l.add(store.SealedRow{Kind: lineTold, ParentID: by.ID}, row)
		return err
	})
}

// EndOwnCode ends the access of the relative who asks for it.
func (d *Desk) EndOwnCode(ctx context.Context, by access.Actor) error {
	return d.asRelative(ctx, by, "EndOwnCode", func(l *locked, _ *store.FamilyCode) error { return l.endCode(by.ID) })
}

// MinPassphrase is the length of a passphrase in letters: it stands behind a
// secret of eighty bits, for the day on which the card is found.
const MinPassphrase = 4

// SetPassphrase puts a word of the relative's own beside their secret, or takes
// it away when it is empty. The secret is typed again, since it is not kept
// here. It answers as [Desk.OpenByCode] does.
func (d *Desk) SetPassphrase(ctx context.Context, by access.Actor, in Proof, passphrase string, attempts *access.Attempts) error {
	if err := by.May(access.SpeakAsFamily); err != nil {
		return err
	}
	if n := len([]rune(passphrase)); n > 0 && n < MinPassphrase || n > 100 {
		return fault.Field("passphrase", "Use at least %d letters.", MinPassphrase)
	}
	again, err := d.OpenByCode(ctx, in, attempts)
	if err != nil {
		return err
	}
	if again.ID != by.ID {
		return casebook.ErrNoSuchCode()
	}
	_, secret, err := in.digits()
	if err != nil {
		return err
	}
	hash, err := d.secrets.HashCode(proof(secret, passphrase))
	if err != nil {
		return err
	}
	return d.asRelative(ctx, by, "SetPassphrase", func(l *locked, code *store.FamilyCode) error {
		code.Hash = hash
		if err := l.PutFamilyCode(code); err != nil {
			return err
		}
		return l.record(casebook.Subject{Kind: casebook.OnPrivate, ID: by.ID}, nil)
	})
}
