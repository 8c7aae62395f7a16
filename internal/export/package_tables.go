package export

import (
	"slices"
	"strings"
	"time"

	"habeas/internal/locale"
	"habeas/internal/public"
)

// packageTable is one table of a data package: its columns, what names a row,
// and which columns name rows of other tables.
type packageTable struct {
	name    string
	head    func(c columns)
	key     []string
	foreign []reference
}

// reference says that a column names a row of a table, where it is not empty.
type reference struct{ column, table, names string }

// Names of tables and files that others point at.
const (
	casesTable    = "cases"
	codebookTable = "codebook"
	recordFile    = "record.ndjson"
)

// packageTables are the tables in the order in which they are written.
var packageTables = []packageTable{
	{casesTable, func(c columns) { c.row(new(public.Row)) }, []string{"ref"}, []reference{{"facility", "facilities", "slug"}}},
	{"names", func(c columns) { c.name(nameRow{}) }, []string{"id"}, ofCase()},
	{"links", func(c columns) { c.link(linkRow{}) }, nil, ofCase()},
	{"events", func(c columns) { c.event(eventRow{}) }, []string{"id"}, ofCase(reference{"facility", "facilities", "slug"})},
	{"releases", func(c columns) { c.released(releaseRow{}) }, []string{"id"}, ofCase(ofEvent)},
	{"release_steps", func(c columns) { c.step(stepRow{}) }, []string{"release_id", "place"}, ofCase(ofRelease)},
	{"conditions", func(c columns) { c.condition(conditionRow{}) }, []string{"release_id", "place"}, ofCase(ofRelease)},
	{"charges", func(c columns) { c.charge(chargeRow{}) }, []string{"id"}, ofCase()},
	{"claims", func(c columns) { c.claim(claimRow{}) }, nil, ofCase()},
	{"release_events", func(c columns) { c.releaseEvent(new(public.ReleaseEvent)) }, []string{"id"}, nil},
	{"counts", func(c columns) { c.count(new(public.Count)) }, []string{"id"}, []reference{ofEvent}},
	{"positions", func(c columns) { c.position(positionRow{}) }, []string{"id"}, ofCase()},
	{"advisories", func(c columns) { c.advisory(new(public.Advisory)) }, []string{"id"}, nil},
	{"context", func(c columns) { c.context(new(public.ContextEvent)) }, []string{"id"}, []reference{{"facility", "facilities", "slug"}}},
	{"facilities", func(c columns) { c.place(new(public.FacilityPage), false) }, []string{"slug"}, nil},
	{"citations", func(c columns) { c.citation(citationRow{}) }, nil, ofCase(reference{"source_id", "sources", "id"}, reference{"origin_id", "sources", "id"})},
	{"sources", func(c columns) { c.source(new(public.Source)) }, []string{"id"}, nil},
	{"withdrawn", func(c columns) { c.gone(public.Publication{}) }, []string{"on_kind", "on_id"}, nil},
	{codebookTable, func(c columns) { c.explained(explained{}) }, nil, nil},
}

var (
	ofEvent   = reference{"release_event_id", "release_events", "id"}
	ofRelease = reference{"release_id", "releases", "id"}
)

// ofCase is the reference to a case, with others.
func ofCase(more ...reference) []reference {
	return append([]reference{{"case_ref", casesTable, "ref"}}, more...)
}

func tableNamed(name string) packageTable {
	return packageTables[slices.IndexFunc(packageTables, func(t packageTable) bool { return t.name == name })]
}

// field is a column as a schema describes it.
type field struct {
	name       string
	kind       string // string, integer, boolean, date, datetime
	vocabulary string // of its codes, if it holds some
	list       bool
}

// fields gives the columns of a table with what is in them.
func (t packageTable) fields() []field {
	var out schema
	c := columns{cells: &out, words: locale.For(locale.English), both: true, noted: map[string]string{}}
	t.head(c)
	for i, f := range out {
		out[i].vocabulary = c.noted[f.name]
		if t.name == casesTable {
			out[i].vocabulary = caseVocabularies[f.name]
		}
	}
	return out
}

// caseVocabularies are those of the table of cases, whose columns are a promise
// and have few labels beside them.
var caseVocabularies = map[string]string{
	"gender": "gender", "roles": "role", "captor_type": "captor", "deprivation": "deprivation", "state": "state",
	"release_confirmation": "confirmation", "mechanism": "mechanism", "conditions": "condition",
}

func (t packageTable) names() []string {
	var names []string
	for _, f := range t.fields() {
		names = append(names, f.name)
	}
	return names
}

// schema collects columns with what they hold.
type schema []field

func (s *schema) add(name, kind string) { *s = append(*s, field{name: name, kind: kind}) }

func (s *schema) text(name, _ string) { s.add(name, "string") }

// code is a text, unless the name says that it is a day.
func (s *schema) code(name, _ string) {
	if strings.HasSuffix(name, "_earliest") || strings.HasSuffix(name, "_latest") || name == "last_verified" || name == "read_on" || name == "on" {
		s.add(name, "date")
		return
	}
	s.add(name, "string")
}

func (s *schema) number(name string, _ int, _ bool)  { s.add(name, "integer") }
func (s *schema) size(name string, _ *int, _ string) { s.add(name, "integer") }
func (s *schema) flag(name string, _ bool)           { s.add(name, "boolean") }

func (s *schema) list(name string, _ []string, _ string) {
	*s = append(*s, field{name: name, kind: "string", list: true})
}

func (s *schema) instant(name string, _ time.Time) { s.add(name, "datetime") }
