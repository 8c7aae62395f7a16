package store

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	driver "modernc.org/sqlite"

	"habeas/internal/fault"
)

// translating is GORM's SQLite dialect with the errors of the driver that we
// use, which the dialect itself does not know.
type translating struct{ sqlite.Dialector }

// Codes of SQLite (sqlite.org/rescode.html).
const (
	codeBusy       = 5
	codeFull       = 13
	codeUnique     = 2067
	codePrimaryKey = 1555
	codeForeignKey = 787
)

// Translate gives GORM's errors for the driver's.
func (translating) Translate(err error) error {
	var e *driver.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() {
	case codeUnique, codePrimaryKey:
		return errors.Join(gorm.ErrDuplicatedKey, err)
	case codeForeignKey:
		return errors.Join(gorm.ErrForeignKeyViolated, err)
	}
	return err
}

// taken says which field a person must change when an index refuses a row.
var taken = map[string]struct{ field, text string }{
	"users.name":                {"name", "There is an account with this name already. Choose another."},
	"facilities.slug":           {"name", "There is a facility with this name already."},
	"cases.ref":                 {"ref", "There is a case with this reference already."},
	"derivations.source_id":     {"derived_from", "This is said already."},
	"releases.release_event_id": {"case", "This case is in this release event already."},
	"names.person_id":           {"display", "Another name is the one to show. Let it step back first."},
}

// asFault turns what the database says into a fault; what a person cannot act
// on stays as it is, for the log.
func asFault(err error) error {
	var e *driver.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, gorm.ErrRecordNotFound):
		return fault.New(fault.NotFound, "There is nothing here.")
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return duplicate(err)
	case errors.Is(err, gorm.ErrForeignKeyViolated):
		return fault.New(fault.Conflict, "Something else still points at this, or what this points at is gone. Load the page again.").Because(err)
	case errors.As(err, &e) && e.Code()&0xff == codeBusy:
		return fault.New(fault.Unavailable, "Somebody else is writing at this moment. Try again.").Because(err)
	case errors.As(err, &e) && e.Code() == codeFull:
		return fault.New(fault.Unavailable, "The disk is full; nothing was saved. Tell whoever runs this server, and keep this page open.").Because(err)
	}
	return err
}

func duplicate(err error) error {
	for index, t := range taken {
		if strings.Contains(err.Error(), index) {
			return fault.InvalidFields(fault.Fields{t.field: t.text})
		}
	}
	return fault.New(fault.Conflict, "This exists already. Load the page again.").Because(err)
}

// quiet is GORM's logger without what it would tell: neither SQL nor values
// reach the log, since both hold names.
type quiet struct{ log *slog.Logger }

func (q quiet) LogMode(logger.LogLevel) logger.Interface { return q }
func (quiet) Info(context.Context, string, ...any)       {}
func (quiet) Warn(context.Context, string, ...any)       {}
func (quiet) Error(context.Context, string, ...any)      {}
func (q quiet) Trace(ctx context.Context, begin time.Time, _ func() (string, int64), err error) {
	if took := time.Since(begin); took > slow && err == nil {
		q.log.Debug("slow statement", slog.Duration("took", took))
	}
}

const slow = 500 * time.Millisecond
