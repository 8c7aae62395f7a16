package store

import (
	"context"
	"log/slog"
	"time"

	"gorm.io/gorm/logger"

	"habeas/internal/fault"
)

// slow is from when on a statement is worth a line in the log.
const slow = 500 * time.Millisecond

// quiet is GORM's logger without what it would tell: neither SQL nor values
// reach the log, since both hold names of people.
type quiet struct{ log *slog.Logger }

// LogMode changes nothing: there is no louder mode.
func (q quiet) LogMode(logger.LogLevel) logger.Interface { return q }

// Info says nothing.
func (quiet) Info(context.Context, string, ...any) {}

// Warn says that there is something, without its text, which may quote.
func (q quiet) Warn(context.Context, string, ...any) { q.log.Warn("store: gorm gave a warning") }

// Error says that there is something, without its text, which may quote.
func (q quiet) Error(context.Context, string, ...any) { q.log.Error("store: gorm gave an error") }

// Trace tells of slow statements and of failures that nobody expects.
func (q quiet) Trace(ctx context.Context, begin time.Time, _ func() (string, int64), err error) {
	switch took := time.Since(begin); {
	case err != nil && ctx.Err() == nil && fault.Is(asFault(err), fault.Internal):
		q.log.Error("store: a statement failed", slog.Duration("took", took))
	case took > slow:
		q.log.Warn("store: a slow statement", slog.Duration("took", took))
	}
}
