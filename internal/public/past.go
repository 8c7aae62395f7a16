package public

import (
	"encoding/json"

	"habeas/internal/when"
)

// CutAt changes a published document to what was true of it at the end of a
// day, by all that it knows now, and says whether anything was. Sources, places
// and what is said of a country stay: they are what the rest stands on.
func CutAt(p *Publication, day when.Day) (bool, error) {
	switch p.Kind {
	case DocCase:
		var c Case
		if err := json.Unmarshal(p.Document, &c); err != nil {
			return false, err
		}
		then, ok := AsOf(&c, day)
		if !ok {
			return false, nil
		}
		var err error
		p.Document, err = json.Marshal(then)
		return true, err
	case DocReleaseEvent, DocPosition, DocContext, DocCount, DocAdvisory:
		var d struct {
			Date     when.Date `json:"date"`
			AsOf     when.Date `json:"as_of"`     // of a count
			IssuedOn when.Date `json:"issued_on"` // of an advisory
		}
		if err := json.Unmarshal(p.Document, &d); err != nil {
			return false, err
		}
		if !day.Before(when.DayOf(p.At)) {
			return true, nil // it was told by then
		}
		return by(d.Date, day) && by(d.AsOf, day) && by(d.IssuedOn, day), nil
	}
	return true, nil
}
