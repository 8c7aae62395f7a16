package public

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/when"
)

// Query is what a reader asks of the list of cases: the same on pages and in
// exports. Repeating a filter means "any of", several filters mean "all of".
type Query struct {
	Text         string
	Filters      map[string][]string // by name of filter, values sorted, each valid
	DetainedFrom when.Day
	DetainedTo   when.Day
	ReleasedFrom when.Day
	ReleasedTo   when.Day
	UpdatedSince when.Day
	AsOf         when.Day // what was true at the end of this day, by all that is known now
	KnownAt      when.Day // what this record said at the end of this day, UTC
	Sort         string   // newest, oldest, updated, longest_held, relevance
	After        string   // cursor
	Before       string   // cursor, for going back
	Limit        int
}

// Filters with values of a vocabulary, or of places and events on the shelf.
var facetFilters = []string{"country", "nationality", "state", "captor", "role", "facility", "release_event", "mechanism"}

// FacetFilters names the filters whose values are counted, in the order in
// which a page offers them.
func FacetFilters() []string { return slices.Clone(facetFilters) }

// Sorts names the orders a list can have; the first is the default.
var Sorts = []string{"newest", "oldest", "updated", "longest_held", "relevance"}

// Limits of a page of the list.
const (
	DefaultLimit = 50
	MaxLimit     = 100
	maxText      = 256
	maxValues    = 50
)

// ParseQuery reads a query from an address. A parameter that does not exist,
// or a value that makes no sense, is a fault.Invalid that names it: never
// "everything" instead.
func ParseQuery(values url.Values) (Query, error) {
	q := Query{Filters: map[string][]string{}, Sort: Sorts[0], Limit: DefaultLimit}
	wrong := fault.Fields{}
	for name, given := range values {
		if msg := q.set(name, given); !msg.IsZero() {
			wrong[name] = msg
		}
	}
	if !q.DetainedFrom.IsZero() && !q.DetainedTo.IsZero() && q.DetainedTo.Before(q.DetainedFrom) {
		wrong["detained_to"] = fault.Say("This day is before detained_from. Exchange the two.")
	}
	if !q.ReleasedFrom.IsZero() && !q.ReleasedTo.IsZero() && q.ReleasedTo.Before(q.ReleasedFrom) {
		wrong["released_to"] = fault.Say("This day is before released_from. Exchange the two.")
	}
	if q.Sort == "relevance" && q.Text == "" && wrong["sort"].IsZero() {
		wrong["sort"] = fault.Say("Sorting by relevance needs a search text in q.")
	}
	if len(wrong) > 0 {
		return q, queryFault(wrong)
	}
	return q, nil
}

func queryFault(wrong fault.Fields) error {
	e := fault.New(fault.Invalid, "This address asks for something the list cannot do.")
	e.Fields = wrong
	return e.Fix("Filters: q, %s, detained_from, detained_to, released_from, released_to, updated_since, as_of, known_at, sort, after, limit.", strings.Join(facetFilters, ", "))
}

// set takes one parameter and says what is wrong with it, if anything.
func (q *Query) set(name string, given []string) fault.Text {
	given = slices.DeleteFunc(slices.Clone(given), func(v string) bool { return strings.TrimSpace(v) == "" })
	if slices.Contains(facetFilters, name) {
		return q.setFilter(name, given)
	}
	if !slices.Contains(singleParameters, name) {
		return fault.Say("There is no such filter.")
	}
	if len(given) > 1 {
		return fault.Say("Give this once only.")
	}
	if len(given) == 0 {
		return fault.Text{}
	}
	return q.setSingle(name, strings.TrimSpace(given[0]))
}

var singleParameters = []string{"q", "detained_from", "detained_to", "released_from", "released_to", "updated_since", "as_of", "known_at", "sort", "after", "before", "limit"}

func (q *Query) setFilter(name string, given []string) fault.Text {
	if len(given) > maxValues {
		return fault.Say("At most %d values of one filter.", maxValues)
	}
	for i, v := range given {
		v = strings.TrimSpace(v)
		given[i] = v
		if msg := checkFilter(name, v); !msg.IsZero() {
			return msg
		}
	}
	slices.Sort(given)
	if len(given) > 0 {
		q.Filters[name] = slices.Compact(given)
	}
	return fault.Text{}
}

// checkFilter says what is wrong with a value of a filter.
func checkFilter(name, value string) fault.Text {
	switch name {
	case "country", "nationality":
		if !locale.ValidCountry(value) {
			return fault.Say("“%s” is not a country code of two capital letters, like VE.", clip(value))
		}
	case "facility", "release_event":
		if len(value) > 64 || strings.Trim(value, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return fault.Say("“%s” is not an address part of small letters, digits and hyphens.", clip(value))
		}
	default:
		if !casebook.InVocabulary(name, value) {
			return fault.Say("“%s” is not one of: %s.", clip(value), strings.Join(casebook.Vocabulary(name), ", "))
		}
	}
	return fault.Text{}
}

func (q *Query) setSingle(name, value string) fault.Text {
	switch name {
	case "q":
		if len([]rune(value)) > maxText {
			return fault.Say("Search for at most 256 letters.")
		}
		q.Text = value
	case "sort":
		if !slices.Contains(Sorts, value) {
			return fault.Say("Sort by one of: %s.", strings.Join(Sorts, ", "))
		}
		q.Sort = value
	case "after", "before":
		if len(value) > 200 || strings.ContainsAny(value, " <>\"'") {
			return fault.Say("This is not a cursor that a page of this list gave.")
		}
		if name == "after" {
			q.After = value
		} else {
			q.Before = value
		}
	case "limit":
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 || n > MaxLimit {
			return fault.Say("Give a whole number from 1 to %d.", MaxLimit)
		}
		q.Limit = n
	default:
		return q.setDay(name, value)
	}
	return fault.Text{}
}

func (q *Query) setDay(name, value string) fault.Text {
	day, err := when.ParseDay(value)
	if err != nil {
		return fault.Say("“%s” is not a day like 2026-01-13.", clip(value))
	}
	switch name {
	case "detained_from":
		q.DetainedFrom = day
	case "detained_to":
		q.DetainedTo = day
	case "released_from":
		q.ReleasedFrom = day
	case "released_to":
		q.ReleasedTo = day
	case "updated_since":
		q.UpdatedSince = day
	case "as_of":
		q.AsOf = day
	case "known_at":
		q.KnownAt = day
	}
	return fault.Text{}
}

func clip(v string) string {
	if r := []rune(v); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return v
}

// Values gives the query back as an address would write it, without cursors
// and without what is at its default.
func (q Query) Values() url.Values {
	v := url.Values{}
	for name, given := range q.Filters {
		v[name] = slices.Clone(given)
	}
	setIf := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	setIf("q", q.Text)
	setIf("detained_from", q.DetainedFrom.String())
	setIf("detained_to", q.DetainedTo.String())
	setIf("released_from", q.ReleasedFrom.String())
	setIf("released_to", q.ReleasedTo.String())
	setIf("updated_since", q.UpdatedSince.String())
	setIf("as_of", q.AsOf.String())
	setIf("known_at", q.KnownAt.String())
	if q.Sort != Sorts[0] {
		setIf("sort", q.Sort)
	}
	if q.Limit != DefaultLimit && q.Limit != 0 {
		setIf("limit", strconv.Itoa(q.Limit))
	}
	return v
}

// Narrowed reports whether anything at all narrows the list. A day that it is
// read as of does not: that is another list.
func (q Query) Narrowed() bool {
	q.AsOf, q.KnownAt = when.Day{}, when.Day{}
	q.Sort, q.Limit = Sorts[0], DefaultLimit
	return len(q.Values()) > 0
}
