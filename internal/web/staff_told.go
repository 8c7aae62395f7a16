package web

import (
	"encoding/json"
	"strings"
	"time"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/when"
	"habeas/views/staff"
)

// vocabularyOf names the vocabulary of a field whose codes the history keeps,
// by the kind of thing where several have a field of that name.
var vocabularyOf = map[string]string{
	"Captor": "captor", "Deprivation": "deprivation", "Certainty": "certainty", "Visibility": "visibility", "Publication": "publication",
	"Qualifier": "qualifier", "Mechanism": "mechanism", "Exit": "exit", "Step": "confirmation", "Reliability": "reliability",
	"Credibility": "credibility", "Standing": "standing", "Measure": "measure", "Stance": "stance", "Gender": "gender", "Frame": "frame",
	"Answer": "finding", "Scopes": "consent", "Indicators": "risk", "Roles": "role", "NamesPublished": "answer", "Level": "advisory",
	"Field": "claim_field", "Cause": "walk_cause", "Decision": "decision", "Match": "match", "Part": "part", "Review": "review_state",
	"consent.Basis": "consent_basis", "count.Basis": "basis", "person.Basis": "basis_citizen",
	"case.Kind": "case", "event.Kind": "event", "facility.Kind": "facility_kind", "name.Kind": "name", "source.Kind": "source_kind",
	"condition.Kind": "condition", "proceeding.Kind": "proceeding", "list.Kind": "list",
	"charge.Outcome": "charge", "proceeding.Outcome": "proceeding_outcome",
}

// dated are the fields that hold a date as somebody typed it.
var dated = map[string]bool{
	"Date": true, "Birth": true, "AgeAsOf": true, "AsOf": true, "Published": true, "StatedOn": true, "IssuedOn": true, "LastVerified": true,
	"EmbargoUntil": true, "ReviewOn": true, "ReadOn": true, "WindowStart": true, "From": true, "Until": true, "Filed": true, "Deadline": true,
	"Decided": true, "On": true, "GivenOn": true, "WithdrawnOn": true, "OutcomeOn": true, "Due": true, "Since": true, "Exact": true,
}

// told says a value as the history keeps it in words: a code, a date, an id of
// something that has a name. What it does not know stands as it is.
func (w work) told(kind casebook.SubjectKind, field, value string, named map[string]string) string {
	vocabulary := vocabularyOf[string(kind)+"."+field]
	if vocabulary == "" {
		vocabulary = vocabularyOf[field]
	}
	switch {
	case value == "":
		return ""
	case vocabulary != "":
		return w.codes(vocabulary, value)
	case field == "Country" || field == "Nationality":
		return w.words.Country(value)
	case field == "Language" || strings.HasSuffix(field, "Lang"):
		return w.words.Language(value)
	case field == "Role":
		return w.t("role." + value)
	case named[value] != "":
		return named[value]
	case value == "true" || value == "false":
		return w.t("said." + value)
	}
	return w.toldText(field, value)
}

// codes says codes that are kept beside one another.
func (w work) codes(vocabulary, value string) string {
	var said []string
	for _, code := range strings.Fields(value) {
		said = append(said, w.words.Label(vocabulary, code))
	}
	return strings.Join(said, ", ")
}

// toldText says a date, a moment or a text in several languages, which is kept
// as JSON and shown one language after the other.
func (w work) toldText(field, value string) string {
	if dated[field] {
		if d, err := when.Parse(value); err == nil && !d.IsZero() {
			return locale.Date(w.words.Lang(), d)
		}
	}
	if at, err := time.Parse(time.RFC3339, value); err == nil {
		return staff.Page{W: w.words}.Instant(at)
	}
	var t locale.Text
	if !strings.HasPrefix(value, "{") || json.Unmarshal([]byte(value), &t) != nil {
		return value
	}
	var said []string
	for _, l := range locale.Langs {
		if text := t.Get(l); text != "" {
			said = append(said, w.words.Language(string(l))+": "+text)
		}
	}
	return strings.Join(said, "\n")
}

// namedIn gives the names of what the history of a case points at by ids.
func (w work) namedIn(f *casebook.File) map[string]string {
	named := map[string]string{}
	for id, s := range f.Sources {
		named[string(id)] = staff.SourceName(w.words, s)
	}
	for id, place := range f.Facilities {
		named[string(id)] = place.Name
	}
	for id, other := range f.Others {
		named[string(id)] = string(other.Ref)
	}
	for _, r := range f.Releases {
		named[string(r.Event.ID)] = w.text(r.Event.Title)
	}
	return named
}
