package public

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
)

// Correction is what a publication says of itself when it puts right what an
// earlier one said wrongly. What was said and what is said now are not in it:
// they are read from the two editions, so that what is taken off them is gone
// from here as well.
type Correction struct {
	Why    Text     `json:"why"`
	Source string   `json:"source,omitempty"` // id of the source it follows, among those of the document
	Parts  []string `json:"parts"`            // what was wrong, as [Restated.Part] names it
}

// Restated is one statement that two editions of a document make otherwise.
type Restated struct {
	Part string // names it for good, as long as both editions stand
	Was  Statement
	Now  *Statement // nil: nothing is said any more
}

// between joins the parts of two editions.
const between = ">"

// Restatements gives what a document said and says otherwise, or no more, in a
// later edition. What is only said now is no correction of anything, and is
// not among them. Parts of lists are taken for the same statement in their
// order, after those that stand unchanged.
func Restatements(kind string, was, now []byte) ([]Restated, error) {
	before, err := Statements(kind, was)
	if err != nil {
		return nil, err
	}
	after, err := Statements(kind, now)
	if err != nil {
		return nil, err
	}
	free := slices.Clone(after)
	var open []Statement
	for _, s := range before {
		if i := slices.IndexFunc(free, func(n Statement) bool { return n.Like == s.Like && n.says(s) }); i >= 0 {
			free = slices.Delete(free, i, i+1)
		} else {
			open = append(open, s)
		}
	}
	var out []Restated
	for _, s := range open {
		r := Restated{Part: s.Part + between, Was: s}
		if i := slices.IndexFunc(free, func(n Statement) bool { return n.Like == s.Like }); i >= 0 {
			n := free[i]
			r.Part, r.Now = r.Part+n.Part, &n
			free = slices.Delete(free, i, i+1)
		}
		out = append(out, r)
	}
	return out, nil
}

// says reports whether two statements tell the same.
func (s Statement) says(o Statement) bool {
	return s.About == o.About && reflect.DeepEqual(s.Values, o.Values)
}

// Corrected gives what a correction put right, by the two editions as they
// stand: parts of which one edition no longer tells are left out.
func (c *Correction) Corrected(kind string, was, now []byte) ([]Restated, error) {
	before, err := Statements(kind, was)
	if err != nil {
		return nil, err
	}
	after, err := Statements(kind, now)
	if err != nil {
		return nil, err
	}
	var out []Restated
	for _, part := range c.Parts {
		first, second, _ := strings.Cut(part, between)
		i := slices.IndexFunc(before, func(s Statement) bool { return s.Part == first })
		if i < 0 {
			continue
		}
		r := Restated{Part: part, Was: before[i]}
		if second != "" {
			j := slices.IndexFunc(after, func(s Statement) bool { return s.Part == second })
			if j < 0 || after[j].says(before[i]) {
				continue
			}
			r.Now = &after[j]
		}
		out = append(out, r)
	}
	return out, nil
}

// SourceOf gives the source that a correction follows, as the document names
// it now: nil when it names none, or may not.
func (c *Correction) SourceOf(kind string, document []byte) (*CitedSource, error) {
	if c.Source == "" {
		return nil, nil
	}
	sources, err := SourcesOf(kind, document)
	for _, s := range sources {
		if s.ID == c.Source {
			return &s, err
		}
	}
	return nil, err
}

// SourcesOf gives the sources that a document names: those it rests on, and
// itself when it is one.
func SourcesOf(kind string, document []byte) ([]CitedSource, error) {
	if kind == DocSource {
		var s Source
		err := json.Unmarshal(document, &s)
		return []CitedSource{{ID: s.ID, Title: s.Title, Label: s.Label, Publisher: s.Publisher, Language: s.Language}}, err
	}
	var doc struct {
		Sources []CitedSource `json:"sources"`
	}
	err := json.Unmarshal(document, &doc)
	return slices.DeleteFunc(doc.Sources, func(s CitedSource) bool { return s.Withheld }), err
}
