package casebook

import (
	"strconv"
	"strings"

	"habeas/internal/locale"
	"habeas/internal/names"
	"habeas/internal/when"
)

// CountDraft is what may be set of a count.
type CountDraft struct {
	Country        string          `form:"country" json:"country"`
	Claimant       locale.Text     `form:"claimant" json:"claimant"`
	Measure        string          `form:"measure" json:"measure"`
	Population     locale.Text     `form:"population" json:"population"`
	PopulationKey  string          `form:"population_key" json:"population_key"`
	Nationality    string          `form:"nationality" json:"nationality"`
	Min            string          `form:"min" json:"min"`
	Max            string          `form:"max" json:"max"`
	Qualifier      string          `form:"qualifier" json:"qualifier"`
	Words          string          `form:"words" json:"words"`
	WordsLang      string          `form:"words_lang" json:"words_lang"`
	WindowStart    string          `form:"window_start" json:"window_start"`
	AsOf           string          `form:"as_of" json:"as_of"`
	Basis          string          `form:"basis" json:"basis"`
	NamesPublished string          `form:"names_published" json:"names_published"`
	ReleaseEvent   string          `form:"release_event" json:"release_event"` // id
	Note           locale.Text     `form:"note" json:"note"`
	Cites          []CitationDraft `form:"cites" json:"cites"`
}

// Count checks the draft and gives its row, without ids.
func (d CountDraft) Count() (Count, error) {
	const inWords = "If the claimant used words (“dozens”, “many”), leave the number empty and put them under “In the claimant's words”."
	c := newChecker()
	row := Count{
		Country:        c.country("country", d.Country, true),
		Claimant:       c.text("claimant", d.Claimant, maxLine),
		Measure:        Measure(c.needCode("measure", "measure", d.Measure, "Choose what is counted.")),
		Population:     c.text("population", d.Population, maxLine),
		PopulationKey:  populationKey(d.PopulationKey, d.Population),
		Nationality:    c.country("nationality", d.Nationality, false),
		Min:            c.number("min", d.Min, inWords),
		Max:            c.number("max", d.Max, inWords),
		Qualifier:      Qualifier(c.code("qualifier", "qualifier", d.Qualifier, string(Exactly))),
		Words:          c.prose("words", d.Words, maxQuote),
		WordsLang:      c.language("words_lang", d.WordsLang),
		WindowStart:    c.date("window_start", d.WindowStart),
		AsOf:           c.date("as_of", d.AsOf),
		Basis:          Basis(c.code("basis", "basis", d.Basis, "not_stated")),
		NamesPublished: Answer(c.code("names_published", "answer", d.NamesPublished, string(Unknown))),
		ReleaseEventID: ID(strings.TrimSpace(d.ReleaseEvent)),
		Note:           c.text("note", d.Note, maxProse),
	}
	if row.WindowStart.Compare(row.AsOf) == when.After {
		c.say("window_start", "The window starts after the day up to which it counts. Exchange the two, or leave one empty.")
	}
	c.needText("claimant", row.Claimant, "Say who gave the number: “Foro Penal”, “the government”. A number always has a claimant.")
	c.needText("population", row.Population, "Say who is counted, like “US citizens held”.")
	if row.Min == nil && row.Max == nil && row.Words == "" {
		c.say("min", "Give a number, or the claimant's own words.")
	}
	if row.Min != nil && row.Max != nil && *row.Max < *row.Min {
		c.say("max", "The largest number is below the smallest. Exchange them, or leave the largest empty.")
	}
	c.cites(d.Cites)
	return row, c.fault()
}

// populationKey names the population for grouping: as given, or from its words.
func populationKey(key string, words locale.Text) string {
	if key == "" {
		key, _ = words.In(locale.English)
	}
	return strings.ReplaceAll(names.Slug(key), "-", "_")
}

// PositionDraft is what may be set of a position.
type PositionDraft struct {
	Country   string          `form:"country" json:"country"`
	Authority locale.Text     `form:"authority" json:"authority"`
	Stance    string          `form:"stance" json:"stance"`
	OnKind    string          `form:"on_kind" json:"on_kind"` // case, count, release_event or country
	OnKey     string          `form:"on_key" json:"on_key"`   // ref, id or code
	Date      string          `form:"date" json:"date"`
	What      locale.Text     `form:"what" json:"what"`
	Cites     []CitationDraft `form:"cites" json:"cites"`
}

// Position checks the draft and gives its row; the desk resolves what it is on.
func (d PositionDraft) Position() (Position, error) {
	c := newChecker()
	row := Position{
		Country:   c.country("country", d.Country, true),
		Authority: c.text("authority", d.Authority, maxLine),
		Stance:    Stance(c.needCode("stance", "stance", d.Stance, "Choose what the authority says.")),
		Date:      c.date("date", d.Date),
		What:      c.text("what", d.What, maxProse),
	}
	switch kind := SubjectKind(d.OnKind); kind {
	case OnCase, OnCount, OnReleaseEvent:
		row.SubjectKind, row.SubjectID = kind, ID(strings.TrimSpace(d.OnKey))
		if row.SubjectID == "" {
			c.say("on_key", "Say which one: the reference of the case, or the id of the count or release event.")
		}
	case OnCountry, "":
		row.SubjectKind, row.SubjectID = OnCountry, ID(row.Country)
	default:
		c.say("on_kind", "A position is on a case, a count, a release event or a country.")
	}
	c.needText("authority", row.Authority, "Say whose position it is.")
	c.needText("what", row.What, "Say in a sentence what was stated.")
	c.cites(d.Cites)
	return row, c.fault()
}

// AdvisoryDraft is what may be set of an advisory.
type AdvisoryDraft struct {
	Country    string          `form:"country" json:"country"`
	Issuer     locale.Text     `form:"issuer" json:"issuer"`
	Level      string          `form:"level" json:"level"`
	Indicators []string        `form:"indicators" json:"indicators"`
	IssuedOn   string          `form:"issued_on" json:"issued_on"`
	What       locale.Text     `form:"what" json:"what"`
	Cites      []CitationDraft `form:"cites" json:"cites"`
}

// Advisory checks the draft and gives its row, without ids.
func (d AdvisoryDraft) Advisory() (Advisory, error) {
	c := newChecker()
	row := Advisory{
		Country:    c.country("country", d.Country, true),
		Issuer:     c.text("issuer", d.Issuer, maxLine),
		Indicators: c.codes("indicators", "risk", d.Indicators),
		IssuedOn:   c.date("issued_on", d.IssuedOn),
		What:       c.text("what", d.What, maxProse),
	}
	if d.Level != "" {
		level, err := strconv.Atoi(strings.TrimSpace(d.Level))
		if err != nil || level < 1 || level > 4 {
			c.say("level", "Levels run from 1 to 4. Leave it empty when the issuer gives none.")
		}
		row.Level = level
	}
	c.needText("issuer", row.Issuer, "Say who issued it.")
	c.cites(d.Cites)
	return row, c.fault()
}

// ContextDraft is what may be set of an event of a country.
type ContextDraft struct {
	Country  string          `form:"country" json:"country"`
	Date     string          `form:"date" json:"date"`
	What     locale.Text     `form:"what" json:"what"`
	Facility string          `form:"facility" json:"facility"` // slug
	Cites    []CitationDraft `form:"cites" json:"cites"`
}

// ContextEvent checks the draft and gives its row, without ids.
func (d ContextDraft) ContextEvent() (ContextEvent, error) {
	c := newChecker()
	row := ContextEvent{
		Country: c.country("country", d.Country, true),
		Date:    c.date("date", d.Date),
		What:    c.text("what", d.What, maxProse),
	}
	c.needText("what", row.What, "Say in a sentence what happened, in words that take no side.")
	c.cites(d.Cites)
	return row, c.fault()
}

// FacilityDraft is what may be set of a facility.
type FacilityDraft struct {
	Name        string          `form:"name" json:"name"`
	OtherNames  string          `form:"other_names" json:"other_names"`
	Country     string          `form:"country" json:"country"`
	Place       locale.Text     `form:"place" json:"place"`
	Kind        string          `form:"kind" json:"kind"`
	Coordinates string          `form:"coordinates" json:"coordinates"`
	Exactness   string          `form:"exactness" json:"exactness"`
	Operator    locale.Text     `form:"operator" json:"operator"`
	Description locale.Text     `form:"description" json:"description"`
	Visibility  string          `form:"visibility" json:"visibility"`
	Cites       []CitationDraft `form:"cites" json:"cites"`
}

// Facility checks the draft and gives its row with the slug its name suggests.
func (d FacilityDraft) Facility() (Facility, error) {
	c := newChecker()
	row := Facility{
		Name:        c.prose("name", d.Name, maxLine),
		OtherNames:  c.prose("other_names", d.OtherNames, maxLine),
		Country:     c.country("country", d.Country, true),
		Place:       c.text("place", d.Place, maxLine),
		Kind:        c.code("kind", "facility_kind", d.Kind, "unknown"),
		Coordinates: c.coordinates("coordinates", d.Coordinates),
		Exactness:   c.code("exactness", "exactness", d.Exactness, ""),
		Operator:    c.text("operator", d.Operator, maxLine),
		Description: c.text("description", d.Description, maxProse),
		Visibility:  Visibility(c.code("visibility", "visibility", d.Visibility, string(Staff))),
	}
	if row.Name == "" {
		c.say("name", "Give the name by which the place is known.")
	}
	if row.Coordinates != "" && row.Exactness == "" {
		c.say("exactness", "Say whether the coordinates are those of the place itself or of its town.")
	}
	if row.Coordinates == "" {
		row.Exactness = ""
	}
	row.Slug = names.Slug(row.Name)
	c.cites(d.Cites)
	return row, c.fault()
}
