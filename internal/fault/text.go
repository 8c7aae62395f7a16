package fault

import (
	"fmt"
	"strings"
)

// Format is an English sentence with the verbs of package fmt. It is a type of
// its own so that only a constant can be handed over: the sentence is the key
// of its translations, and one put together at run time would have none.
type Format string

// Text is a sentence for people that is not yet in anybody's language: its
// English, and what stands in it. An argument may be a Text itself.
type Text struct {
	Format Format
	Args   []any
}

// Say makes a sentence for people.
func Say(format Format, args ...any) Text { return Text{Format: format, Args: args} }

// Join puts sentences one behind the other; those that say nothing are left
// out.
func Join(sentences ...Text) Text {
	var said []any
	for _, s := range sentences {
		if !s.IsZero() {
			said = append(said, s)
		}
	}
	return Text{Format: Format(strings.TrimSpace(strings.Repeat("%s ", len(said)))), Args: said}
}

// IsZero reports whether nothing is said.
func (t Text) IsZero() bool { return t.Format == "" }

// String gives the sentence in English.
func (t Text) String() string {
	if t.Format == "" {
		return ""
	}
	return fmt.Sprintf(string(t.Format), t.Args...)
}
