package locale

import (
	"fmt"
	"regexp"
	"strings"
)

// sentence is a text cut at its variables, {{.name}}, so that saying it is
// joining strings: pages say hundreds, and text/template costs a microsecond
// for each.
type sentence struct {
	parts []part
}

// part is a stretch of text and the variable after it, "" at the end.
type part struct{ text, variable string }

// variable matches {{.name}}; it is all the template syntax catalogues may use.
var variable = regexp.MustCompile(`\{\{ *\.([a-z][a-z0-9_]*) *\}\}`)

// parseSentence cuts a text; any other use of double braces is an error.
func parseSentence(text string) (sentence, error) {
	var s sentence
	at := 0
	for _, m := range variable.FindAllStringSubmatchIndex(text, -1) {
		s.parts = append(s.parts, part{text[at:m[0]], text[m[2]:m[3]]})
		at = m[1]
	}
	s.parts = append(s.parts, part{text: text[at:]})
	for _, p := range s.parts {
		if strings.Contains(p.text, "{{") || strings.Contains(p.text, "}}") {
			return sentence{}, fmt.Errorf("only {{.name}} may stand between double braces")
		}
	}
	return s, nil
}

// fixed reports whether the sentence has no variables.
func (s sentence) fixed() bool { return len(s.parts) == 1 && s.parts[0].variable == "" }

// variables lists the names of the variables, in the order of the text.
func (s sentence) variables() []string {
	var names []string
	for _, p := range s.parts {
		if p.variable != "" {
			names = append(names, p.variable)
		}
	}
	return names
}

// render says the sentence with the values of args, which win over count.
func (s sentence) render(w *Words, count string, args []any) string {
	var b strings.Builder
	for _, p := range s.parts {
		b.WriteString(p.text)
		if p.variable == "" {
			continue
		}
		if value, ok := argument(args, p.variable); ok {
			b.WriteString(w.value(value))
		} else if p.variable == "count" && count != "" {
			b.WriteString(count)
		} else {
			b.WriteString("[" + p.variable + "]")
		}
	}
	return b.String()
}

// argument finds a value in alternating names and values.
func argument(args []any, name string) (any, bool) {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1], true
		}
	}
	return nil, false
}

// value writes an argument as the language does.
func (w *Words) value(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return w.Number(v)
	case int64:
		return w.Number(int(v))
	default:
		return fmt.Sprint(v)
	}
}
