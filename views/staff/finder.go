package staff

import (
	"regexp"
	"slices"
	"strings"
)

// A picker offers what was added last. To choose something older, a person
// searches inside the form: the form comes back with everything typed into it
// and with what was found to choose from. It works without a script.
//
// The search of one picker stands in the field find.KIND.LIST; found.KIND.LIST
// carries what was last searched there. When the two differ somebody pressed
// Enter in the search, or forgot to press the button: then the form searches
// too, where saving would have lost what they meant to choose.

// Searched gives what is searched for among the things of one kind.
func (f *Form) Searched(kind string) string {
	button := f.Values.Get("find")
	text := ""
	for _, name := range f.searches(kind) {
		typed := strings.TrimSpace(f.Values.Get(name))
		switch list := strings.TrimPrefix(name, "find."); {
		case button == list, button == "" && typed != strings.TrimSpace(f.Values.Get("found."+list)):
			return typed
		case text == "":
			text = typed
		}
	}
	return text
}

// searches lists the search fields of one kind that were sent, in order; every
// kind when none is given.
func (f *Form) searches(kind string) (names []string) {
	for name := range f.Values {
		if rest, ok := strings.CutPrefix(name, "find."); ok && (kind == "" || rest == kind || strings.HasPrefix(rest, kind+".")) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Searching reports whether the form was sent to search in it, not to be saved.
func (f *Form) Searching() bool {
	if f.Values.Get("find") != "" {
		return true
	}
	return slices.ContainsFunc(f.searches(""), func(name string) bool {
		typed := strings.TrimSpace(f.Values.Get(name))
		return typed != "" && typed != strings.TrimSpace(f.Values.Get("found."+strings.TrimPrefix(name, "find.")))
	})
}

// pickers are the fields in which a thing of each kind is chosen.
var pickers = map[string]*regexp.Regexp{
	"sources":        regexp.MustCompile(`^(.*\.)?(source|origin)$|^derived_from$`),
	"facilities":     regexp.MustCompile(`^facility$`),
	"cases":          regexp.MustCompile(`^other$`),
	"release_events": regexp.MustCompile(`^release_event$`),
}

// Chosen gives the values that stand in the pickers of one kind.
func (f *Form) Chosen(kind string) (values []string) {
	for name, given := range f.Values {
		if !pickers[kind].MatchString(name) {
			continue
		}
		for _, value := range given {
			if value != "" && !slices.Contains(values, value) {
				values = append(values, value)
			}
		}
	}
	return values
}
