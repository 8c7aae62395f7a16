package staff

import (
	"net/url"
	"slices"
	"strconv"

	"habeas/internal/casebook"
)

// MergingPath is where a case is put together with another one, or with the
// one that is given; only the persons of the two when persons is true.
func MergingPath(ref, with casebook.Ref, persons bool) string {
	q := url.Values{}
	if with != "" {
		q.Set("with", string(with))
	}
	if persons {
		q.Set("only", "persons")
	}
	if len(q) == 0 {
		return CasePath(ref, "merge")
	}
	return CasePath(ref, "merge") + "?" + q.Encode()
}

// MergingChoice is the page on which the other case is chosen.
type MergingChoice struct {
	Ref   casebook.Ref
	With  string          // the reference that was typed
	Wrong string          // what is wrong with it, in words
	Alike []AlikeCase     // that may be of the same person
	Same  []casebook.Case // of the same person record
}

// AlikeCase is a case whose person is called much alike.
type AlikeCase struct {
	Ref  casebook.Ref
	Name string
	As   string // the name that is alike, when it is another one
}

// MergingPage is what a person sees before two cases, or two person records,
// become one.
type MergingPage struct {
	*casebook.MergePlan
	Seen  string
	Loses []string
}

// key finds words for cases or for persons.
func (m MergingPage) key(key string) string {
	if m.Cases {
		return "merging." + key + ".cases"
	}
	return "merging." + key + ".persons"
}

func (m MergingPage) refs() []any {
	return []any{"stays", string(m.Stays.Case.Ref), "goes", string(m.Goes.Case.Ref)}
}

// alsoNamed lists the names of a person beside the one that stands first.
func alsoNamed(f *casebook.File) []casebook.Name {
	shown := f.DisplayName()
	var rest []casebook.Name
	for _, n := range f.Names {
		if shown == nil || n.ID != shown.ID {
			rest = append(rest, n)
		}
	}
	return rest
}

func doubleName(i int) string { return "double." + strconv.Itoa(i) + ".same" }

// doubled says what each case tells of one thing that may be told twice.
func (m MergingPage) doubled(p Page, d casebook.MergeDouble) (stays, goes string) {
	return tells(p, m.Stays, d.Kind, d.Stays), tells(p, m.Goes, d.Kind, d.Goes)
}

// tells says one event, release, charge or proceeding in a line.
func tells(p Page, f *casebook.File, kind casebook.SubjectKind, id casebook.ID) string {
	switch kind {
	case casebook.OnEvent:
		for _, e := range f.Events {
			if e.ID == id {
				return line3(p.Label("event", string(e.Kind)), p.Date(e.Date), p.text(e.Place), p.text(e.What), sourcesN(p, f, kind, id))
			}
		}
	case casebook.OnRelease:
		for _, r := range f.Releases {
			if r.Release.ID == id {
				return line3(p.text(r.Event.Title), p.Date(r.Event.Date), p.Label("exit", string(r.Release.Exit)), p.N("merging.steps", len(r.Confirmations)), sourcesN(p, f, kind, id))
			}
		}
	case casebook.OnCharge:
		for _, c := range f.Charges {
			if c.ID == id {
				return line3(p.text(c.Text), c.Statute, p.Date(c.Filed), p.Label("charge", c.Outcome), sourcesN(p, f, kind, id))
			}
		}
	case casebook.OnProceeding:
		for _, l := range f.Proceedings {
			if l.ID == id {
				return line3(p.Label("proceeding", l.Kind), p.text(l.Body), p.Date(l.Filed), p.Label("proceeding_outcome", l.Outcome))
			}
		}
	}
	return ""
}

func sourcesN(p Page, f *casebook.File, kind casebook.SubjectKind, id casebook.ID) string {
	return p.N("merging.sources", len(f.Of(kind, id)))
}

// line3 puts what is known into a line.
func line3(parts ...string) string {
	out := ""
	for _, part := range parts {
		if part == "" {
			continue
		}
		if out != "" {
			out += " · "
		}
		out += part
	}
	return out
}

// Side is one line in which two cases are compared.
type Side struct{ Name, Stays, Goes string }

// sides compares two cases in a few lines, without those that say nothing.
func (m MergingPage) sides(p Page) []Side {
	return slices.DeleteFunc(m.allSides(p), func(s Side) bool { return s.Stays == s.Goes && (s.Stays == "" || s.Stays == "0") })
}

func (m MergingPage) allSides(p Page) []Side {
	of := func(name string, say func(f *casebook.File) string) Side {
		return Side{name, say(m.Stays), say(m.Goes)}
	}
	return []Side{
		of(p.T("field.name"), func(f *casebook.File) string { return p.Name(f) }),
		of(p.T("merging.also_named"), func(f *casebook.File) string {
			var names []string
			for _, n := range alsoNamed(f) {
				names = append(names, n.Text)
			}
			return line3(names...)
		}),
		of(p.T("field.birth"), func(f *casebook.File) string {
			if f.Person == nil {
				return ""
			}
			return p.Date(f.Person.Birth)
		}),
		of(p.T("field.nationalities"), func(f *casebook.File) string { return nationalities(p, f) }),
		of(p.T("merging.state"), func(f *casebook.File) string { return p.Label("state", string(f.State().Code)) }),
		of(p.T("merging.taken"), func(f *casebook.File) string { return p.Date(f.Held().From) }),
		of(p.T("h.events"), func(f *casebook.File) string { return strconv.Itoa(len(f.Events)) }),
		of(p.T("h.releases_of"), func(f *casebook.File) string { return strconv.Itoa(len(f.Releases)) }),
		of(p.T("h.charges"), func(f *casebook.File) string { return strconv.Itoa(len(f.Charges)) }),
		of(p.T("h.claims"), func(f *casebook.File) string { return strconv.Itoa(len(f.Claims)) }),
		of(p.T("h.sources_of"), func(f *casebook.File) string { return strconv.Itoa(len(citedSources(f.Evidence))) }),
		of(p.T("h.consents"), func(f *casebook.File) string { return p.Codes("consent", allowedBy(f)) }),
		of(p.T("merging.publication"), func(f *casebook.File) string { return p.Label("publication", string(f.Case.Publication)) }),
	}
}

// allowedBy gives what the grounds of a case allow.
func allowedBy(f *casebook.File) casebook.Codes {
	var all casebook.Codes
	for _, scope := range casebook.Vocabulary("consent") {
		if f.Allows(scope) {
			all = append(all, scope)
		}
	}
	return all
}
