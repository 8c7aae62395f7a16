package ui

import (
	"github.com/a-h/templ"

	"habeas/internal/locale"
)

// Field is one field of a form: what it asks, how it helps, what is in it and
// what was wrong with that.
type Field struct {
	Words     *locale.Words
	Name      string
	Label     string
	Hint      string
	Error     string
	Value     string
	Options   []Option
	Type      string // of an input: text by default, search, date, password …
	Class     string // short, wide
	Complete  string // autocomplete; off by default
	MaxLength int
	Required  bool
}

// Option is one thing to choose.
type Option struct{ Value, Label string }

// ID gives the id of the input.
func (f Field) ID() string { return ID(f.Name) }

func (f Field) kind() string { return or(f.Type, "text") }

func (f Field) complete() string { return or(f.Complete, "off") }

// describedBy names the texts that a screen reader reads with the field.
func (f Field) describedBy() string {
	ids := ""
	if f.Hint != "" {
		ids = f.ID() + "-hint"
	}
	if f.Error != "" {
		ids += " " + f.ID() + "-error"
	}
	return ids
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// attributes ties an input to its label and to its texts.
func (f Field) attributes() templ.Attributes {
	a := templ.Attributes{"id": f.ID(), "name": f.Name}
	if ids := f.describedBy(); ids != "" {
		a["aria-describedby"] = ids
	}
	if f.Error != "" {
		a["aria-invalid"] = "true"
	}
	if f.MaxLength > 0 {
		a["maxlength"] = number(f.MaxLength)
	}
	if f.Required {
		a["required"] = true
	}
	return a
}
