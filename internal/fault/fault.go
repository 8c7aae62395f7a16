// Package fault names the ways an operation can fail that a caller may act on.
//
// An [Error] carries two texts: Message is for the person who asked, Error()
// is for the log and holds neither names of people nor text they typed. What
// is for people is a [Text]: English with its arguments apart, so that package
// locale can say the same in the reader's language.
// Rooms return faults, doors answer them; nobody in between looks at them
// except to add the sentence a person needs.
package fault

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

// Code says what kind of failure it is; the doors map it to a status.
type Code string

// The codes, with the HTTP status the doors give them.
const (
	Invalid       Code = "invalid"        // 422 for a form, 400 for a query: Fields say why
	SignedOut     Code = "signed_out"     // 303 to the sign-in page
	Denied        Code = "denied"         // 403
	NotFound      Code = "not_found"      // 404, also for what the actor may not know exists
	Gone          Code = "gone"           // 410, withdrawn on purpose
	Conflict      Code = "conflict"       // 409, somebody was faster, or it exists already
	NotAcceptable Code = "not_acceptable" // 406, no type of answer that the client takes
	TooLarge      Code = "too_large"      // 413
	Limited       Code = "limited"        // 429
	Unavailable   Code = "unavailable"    // 503
	Internal      Code = "internal"       // 500 with an incident id only
)

// Fields maps the name of a form field or query parameter to what is wrong
// with it and what to do, in a sentence for the person.
type Fields map[string]Text

// Names gives the field names in alphabetical order.
func (f Fields) Names() []string {
	names := make([]string, 0, len(f))
	for n := range f {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// Error is a failure with its code, its sentence for people, the fields at
// fault, ways to repair the request, and the cause, which only the log sees.
type Error struct {
	Code    Code
	Message Text
	Fields  Fields
	Fixes   []Text
	cause   error
}

// New makes a fault whose message is meant for the person who asked.
func New(code Code, format Format, args ...any) *Error {
	return &Error{Code: code, Message: Say(format, args...)}
}

// Field makes an Invalid fault from what is wrong with one field.
func Field(name string, format Format, args ...any) *Error {
	return invalid(Fields{name: Say(format, args...)})
}

// InvalidFields makes an Invalid fault from what is wrong with each field,
// and gives nil when nothing is.
func InvalidFields(fields Fields) error {
	if len(fields) == 0 {
		return nil
	}
	return invalid(fields)
}

func invalid(fields Fields) *Error {
	return &Error{Code: Invalid, Message: Say("Some of what was entered needs another look."), Fields: fields}
}

// Because keeps the cause for the log.
func (e *Error) Because(cause error) *Error {
	e.cause = cause
	return e
}

// Fix adds a way to repair the request.
func (e *Error) Fix(format Format, args ...any) *Error {
	e.Fixes = append(e.Fixes, Say(format, args...))
	return e
}

// Error is the text for the log: the code, the names of the fields and the
// cause. The message for people is left out, since it may quote them.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Code))
	if len(e.Fields) > 0 {
		b.WriteString(" [" + strings.Join(e.Fields.Names(), " ") + "]")
	}
	if e.cause != nil {
		b.WriteString(": " + e.cause.Error())
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.cause }

// CodeOf gives the code of err; an error that is no fault is Internal.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}

// FieldsOf gives the fields that err complains about, or nil.
func FieldsOf(err error) Fields {
	var e *Error
	if errors.As(err, &e) {
		return e.Fields
	}
	return nil
}

// Is reports whether err has the code.
func Is(err error, code Code) bool { return err != nil && CodeOf(err) == code }

// Wrap puts the name of the operation before err, so that a log line reads as
// a trace of calls. Use it deferred; arguments must not be names of people.
func Wrap(errp *error, format string, args ...any) {
	if *errp != nil {
		*errp = fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), *errp)
	}
}
