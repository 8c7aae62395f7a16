package locale

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
)

// Text is prose that may be written in several languages: the same statement,
// once per language. An empty language is one nobody has written yet; readers
// then get the one that exists, marked with its language.
type Text struct {
	En string `json:"en,omitempty"`
	Es string `json:"es,omitempty"`
}

// IsZero reports whether nothing is written in any language.
func (t Text) IsZero() bool { return t == Text{} }

// In gives the text for a reader of l, and the language it is really in.
func (t Text) In(l Lang) (text string, in Lang) {
	if l == Spanish && t.Es != "" || t.En == "" {
		return t.Es, Spanish
	}
	return t.En, English
}

// String gives the text in English, or in the language there is.
func (t Text) String() string {
	text, _ := t.In(English)
	return text
}

// Get gives the text written in l alone, or nothing.
func (t Text) Get(l Lang) string {
	if l == Spanish {
		return t.Es
	}
	return t.En
}

// With gives a copy that says text in l.
func (t Text) With(l Lang, text string) Text {
	if l == Spanish {
		t.Es = text
	} else {
		t.En = text
	}
	return t
}

// Each gives a copy with every language passed through fn.
func (t Text) Each(fn func(l Lang, text string) string) Text {
	for _, l := range Langs {
		t = t.With(l, fn(l, t.Get(l)))
	}
	return t
}

// Value stores the text as JSON, and as NULL when it is empty.
func (t Text) Value() (driver.Value, error) {
	if t.IsZero() {
		return nil, nil
	}
	b, err := json.Marshal(t)
	return string(b), err
}

// Scan reads what Value wrote.
func (t *Text) Scan(src any) error {
	*t = Text{}
	switch v := src.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(v), t)
	case []byte:
		return json.Unmarshal(v, t)
	}
	return fmt.Errorf("locale: cannot read a Text from %T", src)
}
