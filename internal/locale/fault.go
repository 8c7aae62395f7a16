package locale

import (
	"encoding/json"
	"fmt"

	"habeas/internal/fault"
	"habeas/internal/when"
)

// errorsFile begins the names of the catalogues whose keys are the sentences
// themselves: the English format of every [fault.Text], and how this language
// says it.
const errorsFile = "errors"

// readFaults adds the sentences of faults; their verbs are those of package
// fmt, numbered where the order of words differs ("%[2]s").
func (w *Words) readFaults(text []byte) error { return json.Unmarshal(text, &w.faults) }

// Fault gives a sentence about a failure in this language, and in English when
// nobody has translated it. Sentences, texts and days inside it are said in the language as well.
func (w *Words) Fault(t fault.Text) string {
	if t.IsZero() {
		return ""
	}
	args := make([]any, len(t.Args))
	for i, arg := range t.Args {
		switch v := arg.(type) {
		case fault.Text:
			arg = w.Fault(v)
		case Text:
			arg, _ = v.In(w.lang)
		case when.Day:
			arg = Day(w.lang, v)
		}
		args[i] = arg
	}
	format := string(t.Format)
	if said, ok := w.faults[format]; ok {
		format = said
	}
	return fmt.Sprintf(format, args...)
}

// Faults gives several sentences, as Fault does.
func (w *Words) Faults(texts []fault.Text) []string {
	said := make([]string, len(texts))
	for i, t := range texts {
		said[i] = w.Fault(t)
	}
	return said
}
