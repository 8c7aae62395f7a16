package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	driver "modernc.org/sqlite"

	"habeas/internal/fault"
)

// translating is GORM's SQLite dialect with the errors of the driver that we
// use, which the dialect itself does not know.
type translating struct{ sqlite.Dialector }

// Translate turns an error of the driver into a fault.
func (translating) Translate(err error) error { return asFault(err) }

// Codes of SQLite (sqlite.org/rescode.html). The first are primary codes, the
// low byte of an extended one. RESTRICT answers as a trigger does.
const (
	codeBusy      = 5
	codeLocked    = 6
	codeReadOnly  = 8
	codeInterrupt = 9
	codeFull      = 13
	codeCantOpen  = 14
	codeNotADB    = 26

	codeForeignKey = 787
	codePrimaryKey = 1555
	codeRestrict   = 1811
	codeUnique     = 2067
)

// taken says, for the columns of each unique index, which field a person must
// change when it refuses a row.
var taken = map[string]struct {
	field string
	text  fault.Format
}{
	"users.name":                   {"name", "There is an account with this name already. Choose another."},
	"facilities.slug":              {"name", "There is a facility with this name already."},
	"cases.ref":                    {"ref", "There is a case with this reference already."},
	"slots.group_id, slots.number": {"number", "This group has a place with this number already."},
	"derivations.source_id, derivations.from_id":  {"derived_from", "This is said already."},
	"releases.release_event_id, releases.case_id": {"case", "This case is in this release event already."},
	"names.person_id": {"display", "Another name is the one to show. Let it step back first."},
}

// asFault turns what the database says into a fault. Faults and the ends of
// contexts stay what they are, and so does what a person cannot act on, for
// the log.
func asFault(err error) error {
	var known *fault.Error
	var e *driver.Error
	switch {
	case err == nil, errors.As(err, &known), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, gorm.ErrRecordNotFound), errors.Is(err, sql.ErrNoRows):
		return missing().Because(err)
	case errors.As(err, &e):
		return ofDriver(e)
	}
	return err
}

func ofDriver(err *driver.Error) error {
	switch err.Code() {
	case codeUnique, codePrimaryKey:
		return duplicate(err)
	case codeForeignKey, codeRestrict:
		return fault.New(fault.Conflict, "Something else still points at this, or what this points at is gone. Load the page again.").Because(err)
	}
	switch err.Code() & 0xff {
	case codeInterrupt: // only a context interrupts
		return context.Canceled
	case codeBusy, codeLocked:
		return fault.New(fault.Unavailable, "Somebody else is writing at this moment. Nothing was saved; try again.").Because(err)
	case codeFull:
		return fault.New(fault.Unavailable, "The disk is full; nothing was saved. Tell whoever runs this server, and keep this page open.").Because(err)
	case codeReadOnly, codeCantOpen:
		return fault.New(fault.Unavailable, "The casebook cannot be written to; nothing was saved. Tell whoever runs this server to look at the data folder and its owner.").Because(err)
	case codeNotADB:
		return strange().Because(err)
	}
	return err
}

func duplicate(err *driver.Error) error {
	_, columns, _ := strings.Cut(err.Error(), "UNIQUE constraint failed: ")
	columns, _, _ = strings.Cut(columns, " (")
	if t, ok := taken[columns]; ok {
		return fault.Field(t.field, t.text)
	}
	return fault.New(fault.Conflict, "This exists already. Load the page again.").Because(err)
}

func missing() *fault.Error {
	return fault.New(fault.NotFound, "This is not in the casebook. It may have been removed.")
}

func strange() *fault.Error {
	return fault.New(fault.Conflict, "This file is not a casebook of Habeas. Choose another data folder with --data.")
}
